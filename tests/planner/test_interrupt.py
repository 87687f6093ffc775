from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator

import pytest

from planner.interrupt import InterruptGuard, heed_termination, one_interrupt


def press() -> None:
    """Press Ctrl-C, as seen from this process."""
    signal.raise_signal(signal.SIGINT)


def in_module(name: str, source: str, **names: object) -> None:
    """Run code whose frame says that it belongs to a module."""
    exec(source, {"__name__": name, "time": time, **names})


def raise_in(module: str, number: int = signal.SIGINT) -> None:
    in_module(module, "import signal\nsignal.raise_signal(number)", number=number)


def called_from(caller: str, module: str, number: int = signal.SIGINT) -> None:
    in_module(caller, "raise_in(module, number)", raise_in=raise_in, module=module, number=number)


@pytest.mark.parametrize(
    "module", ["routing", "routing.search.annealing", "planner.pipeline", "selectors"]
)
def test_it_comes_up_in_our_own_code_at_once(module: str) -> None:
    with one_interrupt() as ears, pytest.raises(KeyboardInterrupt):
        raise_in(module)
    assert ears.heard


@pytest.mark.parametrize("module", ["numba.core.serialize", "routing_elsewhere", "json.decoder"])
def test_within_what_routing_calls_it_waits(module: str) -> None:
    began = time.monotonic()
    with one_interrupt() as ears, pytest.raises(KeyboardInterrupt):
        called_from("routing.timetable.decoder", module)
        assert not ears.heard
        in_module("routing.timetable.decoder", "while True: pass")
    assert ears.heard
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("caller", ["geodata.travel.table", "planner.pipeline", "somebody.else"])
def test_within_what_others_call_it_comes_up_at_once(caller: str) -> None:
    with one_interrupt() as ears, pytest.raises(KeyboardInterrupt):
        called_from(caller, "pandas.core.frame")
    assert ears.heard


def test_a_second_one_is_ignored() -> None:
    with one_interrupt():
        with pytest.raises(KeyboardInterrupt):
            raise_in("routing")
        raise_in("routing")
        called_from("routing", "numba")
        in_module("routing", "time.sleep(0.05)")


def test_afterwards_all_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.interrupt._AGAIN_SECONDS", 0.5)
    before = signal.getsignal(signal.SIGINT)
    with one_interrupt():
        assert signal.getsignal(signal.SIGINT) != before
        called_from("routing", "numba")
    assert not any(isinstance(one, threading.Timer) for one in threading.enumerate())
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(KeyboardInterrupt):
        press()


def test_where_it_is_ignored_it_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with one_interrupt():
            raise_in("routing")
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_may_plan_too() -> None:
    found: list[InterruptGuard] = []

    def work() -> None:
        with one_interrupt() as ears:
            found.append(ears)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(found) == 1


@pytest.fixture
def heeded() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    heed_termination()
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("heeded")
def test_a_request_to_end_comes_up_as_ctrl_c_once() -> None:
    with one_interrupt() as ears:
        with pytest.raises(KeyboardInterrupt):
            raise_in("planner.pipeline", signal.SIGTERM)
        raise_in("planner.pipeline", signal.SIGTERM)
        raise_in("planner.pipeline")
    assert ears.heard


@pytest.mark.usefixtures("heeded")
def test_a_request_to_end_is_heard_where_ctrl_c_is_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with one_interrupt(), pytest.raises(KeyboardInterrupt):
            called_from("routing.timetable.decoder", "numba", signal.SIGTERM)
            in_module("routing.timetable.decoder", "while True: pass")
    finally:
        signal.signal(signal.SIGINT, before)


def test_in_other_programs_a_request_to_end_is_theirs() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with one_interrupt():
        assert signal.getsignal(signal.SIGTERM) is before
    assert before is not signal.default_int_handler
