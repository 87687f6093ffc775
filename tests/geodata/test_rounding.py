from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from geodata.rounding import largest_remainders, spread

weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any)


@given(total=st.integers(0, 10**6), weights=weights)
def test_spread_keeps_the_total_and_the_quotas(total: int, weights: Sequence[int]) -> None:
    shares = spread(total, weights)
    assert sum(shares) == total
    whole = sum(weights)
    for share, weight in zip(shares, weights, strict=True):
        assert total * weight // whole <= share <= -(-total * weight // whole)


@given(total=st.integers(0, 10**6), weights=weights)
def test_spread_gives_no_less_to_the_larger(total: int, weights: Sequence[int]) -> None:
    ordered = [share for _, share in sorted(zip(weights, spread(total, weights), strict=True))]
    assert ordered == sorted(ordered)


def test_spread_by_hand() -> None:
    # 7 over 5:3:2 is 3.5, 2.1 and 1.4: the last whole one goes to the largest remainder.
    assert spread(7, [5, 3, 2]) == [4, 2, 1]
    assert spread(2, [1, 1, 1]) == [1, 1, 0]
    assert spread(0, [0, 0]) == [0, 0]
    with pytest.raises(ValueError, match="weights of 0"):
        spread(1, [0, 0])


@given(st.lists(st.fractions(min_value=0, max_value=10**6), min_size=1, max_size=6))
def test_largest_remainders_keep_the_sum(shares: Sequence[Fraction]) -> None:
    whole = largest_remainders(shares)
    assert sum(whole) == int(sum(shares))
    assert all(abs(part - share) < 1 for part, share in zip(whole, shares, strict=True))
