from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from geodata import in_language
from geodata.system_reasons import system_reason


def test_a_refusal_is_told_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:
        tmp_path.read_text()
    reason = system_reason(caught.value)
    assert in_language(reason, "en") == "Is a directory"
    assert in_language(reason, "id") == "ini folder, bukan berkas"


def test_what_no_catalogue_has_keeps_its_own_text() -> None:
    assert system_reason(OSError(errno.EPIPE, "100% broken")) == "100% broken"
    assert system_reason(ValueError("no number")) == "no number"


def test_libraries_pass_the_reason_on_in_words() -> None:
    """As SQLite through GDAL, and XlsxWriter, do where a disk is full."""
    full = system_reason(OSError(errno.ENOSPC, "?"))
    sqlite = "Error while writing batch to OGR layer: COMMIT failed: database or disk is full"
    assert system_reason(RuntimeError(sqlite)) == full
    assert system_reason(ValueError("[Errno 28] No space left on device")) == full
    assert in_language(full, "id") == "disk penuh"


@pytest.mark.parametrize("name", ["EACCES", "EBUSY", "ENOENT", "ENOSPC", "EROFS", "EISDIR"])
def test_english_texts_are_the_systems_own(name: str) -> None:
    number = getattr(errno, name)
    assert in_language(system_reason(OSError(number, "?")), "en") == os.strerror(number)
