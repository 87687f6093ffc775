"""Numbers of one in English messages."""

from __future__ import annotations

import pytest

from planner.messages.catalogue import say

SUMS = {"residents": 500, "start": "Monday", "deadline": "Friday", "days": 1}


@pytest.mark.parametrize(
    ("posts", "pairs", "said"),
    [
        (1, 1, "1 post, 500 residents, 1 pair, Monday to Friday, 1 working date."),
        (2, 11, "2 posts, 500 residents, 11 pairs, Monday to Friday, 1 working date."),
    ],
)
def test_one_is_followed_by_a_singular(posts: int, pairs: int, said: str) -> None:
    assert say("check_sums", "en", posts=posts, pairs=pairs, **SUMS) == said


def test_indonesian_has_no_plural_forms() -> None:
    told = say("check_sums", "id", posts=1, pairs=1, **SUMS)
    assert told.startswith("1 pos, 500 warga, 1 pasangan")
