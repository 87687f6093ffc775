"""Files of machine code that begin with a checksum of themselves.

A power cut or a full disk may leave files of numba's cache empty or half written, which numba
does not notice: every run fails from then on, or runs whatever is there. So each file begins with
the SHA-256 of the rest. A file that does not match counts as missing: it is deleted before a solve
and made anew when a kernel asks for it. A disk that refuses to keep machine code costs the next
run its time and nothing else.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
from collections.abc import Hashable
from pathlib import Path

from numba.core.caching import IndexDataCacheFile

_LOG = logging.getLogger(__name__)

DIGEST = hashlib.sha256().digest_size


class CheckedFiles(IndexDataCacheFile):  # type: ignore[misc]
    """Index and machine code of one kernel."""

    def save(self, key: Hashable, data: object) -> None:
        """Keep machine code, or go on without where the disk refuses."""
        try:
            super().save(key, data)
        except OSError as error:
            _LOG.warning("compiled code was not kept: %s", error)

    def _load_index(self) -> dict[Hashable, str]:
        data = whole(Path(self._index_path))
        if data is None:
            return {}
        version, stamp, overloads = pickle.loads(data)  # noqa: S301  (our own, checked)
        fresh = (version, stamp) == (self._version, self._source_stamp)
        return dict(overloads) if fresh else {}

    def _save_index(self, overloads: dict[Hashable, str]) -> None:
        self._put(self._index_path, (self._version, self._source_stamp, overloads))

    def _load_data(self, name: str) -> object:
        data = whole(Path(self._data_path(name)))
        if data is None:
            raise FileNotFoundError(name)  # which `load` takes as: compile it
        return pickle.loads(data)  # noqa: S301  (our own, checked)

    def _save_data(self, name: str, data: object) -> None:
        self._put(self._data_path(name), data)

    def _put(self, path: str, content: object) -> None:
        data = self._dump(content)
        with self._open_for_write(path) as file:
            file.write(hashlib.sha256(data).digest() + data)


def check_files(dispatcher: object) -> None:
    """Let a kernel's cache check what it reads."""
    cache = getattr(dispatcher, "_cache", None)
    files = getattr(cache, "_cache_file", None)
    if cache is not None and isinstance(files, IndexDataCacheFile):
        checked = CheckedFiles.__new__(CheckedFiles)
        checked.__dict__.update(files.__dict__)
        cache._cache_file = checked


def whole(path: Path) -> bytes | None:
    """Return what follows a file's digest; None where it is missing, unreadable or damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    digest, content = data[:DIGEST], data[DIGEST:]
    return content if hashlib.sha256(content).digest() == digest else None


def damaged(folder: Path) -> list[Path]:
    """Return the files of machine code below a folder that are damaged."""
    return [path for path in sorted(folder.rglob("*.nb[ci]")) if whole(path) is None]


def remove_damaged(folder: Path) -> bool:
    """Delete the damaged files of machine code below a folder; return whether there were any.

    Numba writes a file anew only when a kernel asks for it, so one that no kernel asks for
    (it belongs to a signature that is no longer called) would stay damaged for ever.
    """
    found = damaged(folder)
    for path in found:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            _LOG.warning("damaged compiled code was not removed: %s", error)
    return bool(found)
