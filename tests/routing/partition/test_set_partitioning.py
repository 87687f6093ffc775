"""Sets of kecamatan: pricing and bound against every set and every partition."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import linprog

from routing.partition.set_partitioning import Affine, SetPartitioning
from routing.partition.set_pricing import negative_sets
from routing.partition.set_selection import choose_sets


def random_affine(numbers: np.random.Generator, functions: int, count: int) -> Affine:
    base = numbers.integers(-40, 60, functions).astype(float)
    return Affine(base, numbers.integers(0, 50, (functions, count)).astype(float))


def members(mask: int) -> list[int]:
    return [n for n in range(mask.bit_length()) if mask >> n & 1]


def partitions(rest: list[int]) -> Iterator[list[int]]:
    """Every partition of the kecamatan, as lists of bit masks."""
    if not rest:
        yield []
        return
    first, others = rest[0], rest[1:]
    for chosen in range(1 << len(others)):
        inside = [o for n, o in enumerate(others) if chosen >> n & 1]
        outside = [o for n, o in enumerate(others) if not chosen >> n & 1]
        for more in partitions(outside):
            yield [sum(1 << n for n in (first, *inside)), *more]


def cheapest(count: int, pairs: list[int], cost: dict[tuple[int, int], float]) -> float:
    """Least cost of a partition whose sets are shared among the classes' pairs."""
    best = np.inf
    for parts in partitions(list(range(count))):
        sums = {tuple([0] * len(pairs)): 0.0}  # pairs used of each class
        for mask in parts:
            more: dict[tuple[int, ...], float] = {}
            for used, total in sums.items():
                for class_number, most in enumerate(pairs):
                    if used[class_number] < most:
                        now = (
                            *used[:class_number],
                            used[class_number] + 1,
                            *used[class_number + 1 :],
                        )
                        value = total + cost.get((class_number, mask), np.inf)
                        more[now] = min(more.get(now, np.inf), value)
            sums = more
        best = min([best, *sums.values()])
    return best


def costs_of(count: int, affine: list[Affine]) -> dict[tuple[int, int], float]:
    return {
        (class_number, mask): max(
            float(base + sum(slope[n] for n in members(mask)))
            for base, slope in zip(own.base, own.slope, strict=True)
        )
        for class_number, own in enumerate(affine)
        for mask in range(1, 1 << count)
    }


@pytest.mark.parametrize("seed", range(30))
def test_all_negative_sets_are_found(seed: int) -> None:
    numbers = np.random.default_rng(seed)
    count, functions = int(numbers.integers(1, 8)), int(numbers.integers(1, 4))
    base = numbers.integers(-30, 60, functions).astype(float)
    gains = numbers.integers(-40, 40, (functions, count)).astype(float)
    threshold = float(numbers.integers(-30, 10))
    expected = {}
    for mask in range(1, 1 << count):
        value = max(base[f] + gains[f, members(mask)].sum() for f in range(functions))
        if value < threshold:
            expected[mask] = value
    masks, values = negative_sets(base, gains, threshold, 1 << count)
    assert dict(zip(masks.tolist(), values.tolist(), strict=True)) == expected
    if len(expected) > 1:
        masks, _ = negative_sets(base, gains, threshold, 1)
        assert len(masks) == 1
        assert int(masks[0]) in expected


def test_an_affine_bound_is_its_largest_function() -> None:
    own = Affine(np.array([5.0, 10.0]), np.array([[3.0, 4.0, 100.0], [1.0, 1.0, 1.0]]))
    assert own.of(0b001) == 11.0
    assert own.of(0b011) == 12.0
    assert own.of(0b111) == 112.0


def solved(part: SetPartitioning) -> tuple[float, np.ndarray, np.ndarray]:
    """Price sets until none is missing, as `Tied.solve` does, a few at a time."""
    while True:
        objective, kecamatan_duals, class_duals = part.solve()
        missing = sorted(part.price(kecamatan_duals, class_duals, -1e-9))[:3]
        if not missing:
            return objective, kecamatan_duals, class_duals
        for _, class_number, mask in missing:
            part.add(class_number, mask, part.affine[class_number].of(mask))


def relaxed(count: int, pairs: list[int], cost: dict[tuple[int, int], float]) -> float:
    """(1) to (3) over every set, by SciPy."""
    keys = list(cost)
    take = [[float(mask >> n & 1) for _, mask in keys] for n in range(count)]
    use = [[float(class_number == g) for class_number, _ in keys] for g in range(len(pairs))]
    found = linprog(
        [cost[key] for key in keys], A_ub=use, b_ub=pairs, A_eq=take, b_eq=[1.0] * count
    )
    return float(found.fun) if found.success else np.inf


@pytest.mark.parametrize("seed", range(25))
def test_bound_against_every_partition(seed: int) -> None:
    """At the optimum it is the linear programme's value; anywhere it is below every partition."""
    numbers = np.random.default_rng(seed)
    count = int(numbers.integers(2, 6))
    pairs = [int(numbers.integers(1, 3)) for _ in range(int(numbers.integers(1, 3)))]
    affine = [random_affine(numbers, int(numbers.integers(1, 4)), count) for _ in pairs]
    cost = costs_of(count, affine)
    best, whole = relaxed(count, pairs, cost), cheapest(count, pairs, cost)
    part = SetPartitioning(count, pairs, affine)
    objective, kecamatan_duals, class_duals = solved(part)
    assert objective == pytest.approx(best)
    assert objective <= whole + 1e-6
    assert part.bound(kecamatan_duals, class_duals) == pytest.approx(best, abs=1e-5)
    for _ in range(5):
        here = numbers.uniform(-20, 60, count)
        there = -numbers.uniform(0, 30, len(pairs))
        assert part.bound(here, there) <= best + 1e-6


@pytest.mark.parametrize("seed", range(10))
def test_true_costs_raise_the_bound(seed: int) -> None:
    """Sets of the solution made dearer, one after the other: bounds rise up to the true value."""
    numbers = np.random.default_rng(100 + seed)
    count, pairs = 4, [2, 1]
    affine = [random_affine(numbers, 2, count) for _ in pairs]
    cost = costs_of(count, affine)
    true = {key: value + float(numbers.integers(0, 30)) for key, value in cost.items()}
    part = SetPartitioning(count, pairs, affine)
    rising: list[float] = []
    raised: set[tuple[int, int]] = set()
    while True:
        objective, kecamatan_duals, class_duals = solved(part)
        rising.append(part.bound(kecamatan_duals, class_duals))
        used = [c for c, v in zip(part.columns, part.values, strict=True) if v > 1e-7]
        todo = {(column.class_number, column.mask) for column in used} - raised
        if not todo:
            break
        for key in sorted(todo):
            part.add(*key, true[key])
        raised |= todo
    assert all(one <= two + 1e-6 for one, two in pairwise(rising))
    assert objective == pytest.approx(relaxed(count, pairs, true))
    assert rising[-1] <= cheapest(count, pairs, true) + 1e-5


def test_a_cost_is_never_lowered() -> None:
    part = SetPartitioning(1, [1], [Affine(np.array([1.0]), np.array([[1.0]]))])
    assert part.add(0, 1, 10.0)
    assert not part.add(0, 1, 4.0)
    assert part.solve()[0] == pytest.approx(10)
    assert not part.add(0, 1, 12.0)
    assert part.solve()[0] == pytest.approx(12)


def test_what_a_class_may_not_take() -> None:
    """Kecamatan 1 is closed to the cheap class: the dear one takes it."""
    cheap = Affine(np.array([0.0]), np.array([[1.0, np.inf]]))
    dear = Affine(np.array([0.0]), np.array([[50.0, 60.0]]))
    part = SetPartitioning(2, [2, 2], [cheap, dear])
    objective, kecamatan_duals, class_duals = solved(part)
    assert objective == pytest.approx(61)
    assert part.bound(kecamatan_duals, class_duals) == pytest.approx(61)
    assert all(column.mask == 1 for column in part.columns if column.class_number == 0)


@pytest.mark.parametrize("seed", range(25))
def test_the_best_choice_of_sets(seed: int) -> None:
    numbers = np.random.default_rng(200 + seed)
    count = int(numbers.integers(1, 6))
    pairs = [int(numbers.integers(1, 3)) for _ in range(int(numbers.integers(1, 3)))]
    every = [(g, mask) for g in range(len(pairs)) for mask in range(1, 1 << count)]
    kept = [key for key in every if numbers.random() < 0.5]
    cost = {key: float(numbers.integers(1, 200)) for key in kept}
    best = cheapest(count, pairs, cost)
    chosen = choose_sets(count, pairs, list(cost), list(cost.values()))
    if best == np.inf:
        assert chosen is None
        return
    assert chosen is not None
    assert sum(mask for _, mask in chosen) == (1 << count) - 1
    assert sum(cost[key] for key in chosen) == best
    assert all(sum(g == n for g, _ in chosen) <= most for n, most in enumerate(pairs))


def test_no_choice_where_nothing_covers_all() -> None:
    assert choose_sets(3, [2], [(0, 0b011), (0, 0b001)], [1.0, 1.0]) is None
    assert choose_sets(2, [1], [(0, 0b01), (0, 0b10)], [1.0, 1.0]) is None
    assert choose_sets(2, [1], [], []) is None
    assert choose_sets(2, [2], [(0, 0b01), (0, 0b10)], [1.0, 1.0]) == [(0, 0b01), (0, 0b10)]
