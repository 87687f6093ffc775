"""Text files as people save them: UTF-8, UTF-16 or Windows-1252, from any system."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from pathlib import Path

__all__ = ["TextFileError", "decoded", "delimiter_of", "read_bytes", "read_text"]

_MOST_MIB = 48
"""Size of the largest text that is read."""

_DELIMITERS = ",;\t"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class TextFileError(ValueError):
    """A file that holds no text."""


def read_text(path: Path) -> str:
    r"""Return the text of a file, with `\n` at the ends of its lines.

    Raises
    ------
    OSError
        If it cannot be read, or is a pipe, a device or too large.
    TextFileError
        If it holds no text.
    """
    return decoded(read_bytes(path)).replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(path: Path) -> bytes:
    """Return what is in an ordinary file; OSError for pipes, devices and what is too large."""
    held = path.stat()
    if not (stat.S_ISREG(held.st_mode) or stat.S_ISDIR(held.st_mode)):
        raise OSError(errno.EINVAL, "no ordinary file", str(path))
    if held.st_size > _MOST_MIB << 20:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return path.read_bytes()


def decoded(data: bytes) -> str:
    """Return text: UTF-16 by its byte order mark, else UTF-8 if it is that, else Windows-1252.

    Windows PowerShell writes UTF-16 where output is redirected into a file; older editors and
    spreadsheets on Windows write Windows-1252.

    >>> decoded("Jum’at".encode("utf-16")) == decoded("Jum’at".encode("cp1252")) == "Jum’at"
    True
    """
    try:
        if data.startswith(_UTF16):
            text = data.decode("utf-16")
        else:
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise TextFileError(f"byte {error.start + 1}") from None
    if "\0" in text:
        raise TextFileError("NUL")
    return text


def delimiter_of(line: str) -> str:
    """Return the mark that stands most often in a line of a CSV file; a comma if none does.

    >>> delimiter_of("kode;nama")
    ';'
    """
    return max(_DELIMITERS, key=line.count)
