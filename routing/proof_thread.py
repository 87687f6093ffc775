"""The proof's first part in a thread of its own, beside the local search."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from routing.certifier import Certifier
from routing.stopping import StoppingCriterion


@contextmanager
def prepared_beside(
    certifier: Certifier, rounds: int, threads: int, stopped: StoppingCriterion,
    report: Callable[[], None], waiting_seconds: float,
) -> Iterator[None]:  # fmt: skip
    """Prepare the proof while the body of the context runs, then wait for it.

    What comes of it does not depend on which of the two ends first. An interrupt ends both, and
    what is proven by then stands.

    Parameters
    ----------
    rounds
        Rounds of the proof to prepare.
    threads
        Threads of the proof while the body runs; one more after it.
    stopped
        Asked while waiting for the proof: ends it early.
    report
        Called while waiting, and at the end.
    waiting_seconds
        Between looks at the thread.
    """
    if certifier.scope.runs_beside:
        certifier.use(threads)
    with ThreadPoolExecutor(1) as pool:
        prepared = pool.submit(certifier.prepare, rounds)
        try:
            yield
            certifier.use(threads + 1)
            while not prepared.done():
                time.sleep(waiting_seconds)
                report()
                if stopped():
                    certifier.stop()
        except BaseException:
            certifier.stop()
            raise
        prepared.result()
        report()
