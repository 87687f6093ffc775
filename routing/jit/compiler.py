"""How kernels are compiled, and where the machine code is kept between runs.

`@kernel` compiles a function with numba when it is first called, `@inlined` also puts it where
it is called: a call passes every array of its arguments word by word. The machine code is kept on
disk in a folder whose name is a stamp over everything that it depends on: the sources of all
kernels (numba looks at the module of a kernel alone, not at those of the kernels that it
calls), numba, Python and the processor. So code that was changed in place is compiled anew,
and two versions never mix.

The folder lies in the package's `__pycache__`, or in the user's cache folder where the package
may not be written, or where `NUMBA_CACHE_DIR` says. Damaged files are made anew
(`routing.jit.code_files`).
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import platform
import re
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar

import llvmlite.binding
import numba
import platformdirs
from numba import types

from routing.jit import code_files

_LOG = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

_PACKAGE = Path(__file__).parents[1]

SOURCES = re.compile(r"^(@(kernel|inlined)$|class \w+\(NamedTuple\)|# compiled\b)", re.MULTILINE)
"""What marks a module on which compiled code depends."""

KEPT = 3
"""Folders of older stamps that are kept: the latest."""

MARK = "complete"
"""File in a stamp's folder that says that every kernel is in it."""


def sources() -> list[Path]:
    """Modules on which compiled code depends."""
    paths = (path for path in sorted(_PACKAGE.rglob("*.py")) if path != Path(__file__))
    return [path for path in paths if SOURCES.search(path.read_text(encoding="utf-8"))]


@cache
def stamp() -> str:
    """Name of this version of all kernels on this machine."""
    digest = hashlib.sha256()
    for part in (numba.__version__, platform.python_version(), _processor()):
        digest.update(f"{part}\n".encode())
    for path in (Path(__file__), Path(code_files.__file__), *sources()):
        digest.update(path.read_bytes())
    return f"kernels-{digest.hexdigest()[:16]}"


def _processor() -> str:
    return f"{llvmlite.binding.get_process_triple()} {llvmlite.binding.get_host_cpu_name()}"


@cache
def folder() -> Path | None:
    """Where the machine code of this version is kept; None where nothing can be written."""
    named = numba.config.CACHE_DIR
    users = Path(platformdirs.user_cache_path("jemputbola"))
    for base in [Path(named)] if named else [_PACKAGE / "__pycache__", users]:
        found = base / stamp()
        try:
            found.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=found):
                return found
        except OSError:
            continue
    _LOG.warning("no folder to keep compiled code in; every run compiles")
    return None


def kernel(function: Callable[P, T], *, inline: bool = False) -> Callable[P, T]:
    """Compile a function when it is first called; `NUMBA_DISABLE_JIT=1` leaves it as it is."""
    kept = folder()
    before, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(kept or "")
    try:
        compiled = numba.njit(cache=kept is not None, nogil=True, forceinline=inline)(function)
    finally:
        numba.config.CACHE_DIR = before
    code_files.check_files(compiled)
    _widen(compiled)
    return compiled  # type: ignore[no-any-return]


def inlined(function: Callable[P, T]) -> Callable[P, T]:
    """As `kernel`, for what is small and called often: its code is put where it is called."""
    return kernel(function, inline=True)


def _widen(dispatcher: object) -> None:
    """Compile once for whole numbers of any width, and not for each constant by itself.

    A kernel that is called by another one would else be compiled again for every mixture of
    constants and widths: that was half of all the time.
    """
    usual = getattr(dispatcher, "get_call_template", None)
    if usual is None:
        return

    def template(args: tuple[object, ...], kws: dict[str, object]) -> object:
        return usual(
            tuple(map(_wide, args)), {name: _wide(argument) for name, argument in kws.items()}
        )

    dispatcher.get_call_template = template  # type: ignore[attr-defined]


def _wide(kind: object) -> object:
    kind = types.unliteral(kind)
    return types.int64 if isinstance(kind, types.Integer) and kind.signed else kind


def complete() -> bool:
    """Return whether every kernel of this version is on disk, undamaged.

    Damaged files are deleted, and with them the mark that says that every kernel is there.
    """
    kept = folder()
    if kept is None:
        return False
    if code_files.remove_damaged(kept):
        with contextlib.suppress(OSError):
            (kept / MARK).unlink(missing_ok=True)
        return False
    return (kept / MARK).is_file()


def note_complete() -> None:
    """Note that every kernel is on disk, and remove what older versions left."""
    kept = folder()
    if kept is None:
        return
    try:
        (kept / MARK).touch()
        older = [path for path in kept.parent.glob("kernels-*") if path != kept]
        older.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return
    for path in older[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
