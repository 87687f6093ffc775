"""Lists of names in messages."""

from __future__ import annotations

from geodata.findings import some


def test_many_names_end_with_their_count() -> None:
    assert some(["a", "b", "c"], 3) == "a, b, c"
    assert some(["a", "b", "c", "d"], 3) == "a, b, c, … (4)"
    assert some(["a", "b", "c", "d"], 3, counted=True) == "a, b, c, …"
