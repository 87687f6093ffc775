"""Which phases of the proof a campaign has, by its size and rules."""

from __future__ import annotations

import pytest

from routing.proof_parameters import DEFAULT_PROOF
from routing.proof_scope import ProofScope

FEW_POSTS, MOST_POSTS = DEFAULT_PROOF.few_posts, DEFAULT_PROOF.most_posts


@pytest.mark.parametrize(
    ("scope", "raises", "finds"),
    [
        (ProofScope(FEW_POSTS, 10, exclusive=True, limited=False), True, True),
        (ProofScope(FEW_POSTS, 10, exclusive=False, limited=False), False, True),
        (ProofScope(FEW_POSTS, 10, exclusive=True, limited=True), True, False),
        (ProofScope(FEW_POSTS, 10, exclusive=False, limited=True), False, False),
        (ProofScope(FEW_POSTS, 10, exclusive=True, limited=False, revised=True), True, False),
        (ProofScope(FEW_POSTS, 10, exclusive=False, limited=False, revised=True), False, False),
        (ProofScope(FEW_POSTS + 1, 10, exclusive=True, limited=False), True, False),
        (ProofScope(FEW_POSTS + 1, 10, exclusive=False, limited=False), False, False),
        (ProofScope(MOST_POSTS + 1, 10, exclusive=True, limited=False), False, False),
        # sets of kecamatan are bit masks of 60 at most
        (ProofScope(FEW_POSTS, 60, exclusive=True, limited=False), True, True),
        (ProofScope(61, 61, exclusive=True, limited=False), False, False),
    ],
)
def test_what_rounds_of_the_partition_do(scope: ProofScope, raises: bool, finds: bool) -> None:
    assert (scope.raises_bounds, scope.finds_plans) == (raises, finds)
    assert scope.partitioned == (raises or finds)
    assert scope.leads == (raises and finds)
    assert scope.runs_beside == (raises and not finds)
