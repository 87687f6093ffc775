"""Why the operating system refuses a file, in the reader's language."""

from __future__ import annotations

import errno

from geodata.message import Message, Text

__all__ = ["system_reason"]

_KNOWN = frozenset(
    [
        "EACCES", "EBUSY", "EDQUOT", "EEXIST", "EFBIG", "EIO", "EISDIR", "ELOOP", "ENAMETOOLONG",
        "ENOENT", "ENOSPC", "ENOTDIR", "ENOTEMPTY", "EPERM", "EROFS",
    ]
)  # fmt: skip
"""Names of the error numbers whose texts the catalogues have."""

_TOLD = (
    ("disk is full", "ENOSPC"),
    ("No space left on device", "ENOSPC"),
    ("Read-only file system", "EROFS"),
)
"""Words of libraries that pass the system's reason on without its number."""


def system_reason(error: Exception) -> Text:
    """Return why a file was refused.

    Parameters
    ----------
    error : Exception
        Mostly an `OSError`; others, and error numbers that no catalogue has, keep their own
        English text.

    >>> str(system_reason(PermissionError(errno.EACCES, "Permission denied")))
    'Permission denied'
    """
    number = getattr(error, "errno", None)
    name = errno.errorcode.get(number, "") if number is not None else ""
    if name in _KNOWN:
        return Message(f"errno.{name}")
    told = str(getattr(error, "strerror", None) or error)
    return next((Message(f"errno.{known}") for words, known in _TOLD if words in told), told)
