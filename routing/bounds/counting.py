"""Bounds by counting alone, within a moment for a campaign of any size.

A pair records at one post at a time, so that on a date it records at most what fits into the
minutes in which any of its posts is open. These figures bound how many residents can be recorded at
all, how many duty days a number of them takes, and how long they wait. Legs, set-up between posts,
nights and whose kecamatan a post is are left out: each of them only makes plans dearer, so the
bounds hold for every valid plan.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from routing.instance import I32, I64


@dataclass(frozen=True, slots=True)
class Counted:
    """What pairs can do on each date, and what there is to do.

    Attributes
    ----------
    pairs
        (pairs, dates) most residents that each pair records on each date within opening hours.
    capacity
        (dates,) residents that the server takes, -1 = no limit.
    residents, demand, weight
        (posts,) to record, those of them within opening hours (R6'), and what each counts.
    duty_day_rupiah, urgency_rupiah
        Of a pair's date with events; of a resident for each date after the first.
    """

    pairs: I64
    capacity: I64
    residents: I64
    demand: I64
    weight: I64
    duty_day_rupiah: int
    urgency_rupiah: int

    @property
    def _by_date(self) -> I64:
        """(dates,) most residents of all pairs together within opening hours."""
        together: I64 = self.pairs.sum(axis=0)
        return np.where(self.capacity < 0, together, np.minimum(together, self.capacity))

    def weighted_bound(self) -> int:
        """Return the residents, weighted, that no plan exceeds."""
        late = int((self.residents - self.demand) @ self.weight)
        room, worth = int(self._by_date.sum()), 0
        for post in np.argsort(-self.weight, kind="stable"):
            taken = min(room, int(self.demand[post]))
            worth += taken * int(self.weight[post])
            room -= taken
        return late + worth

    def total_bound(self, left_weight: int) -> int:
        """Return the least rupiah of plans that leave at most so many residents, weighted."""
        fewest = self._fewest(left_weight)
        return self._duty_days(fewest) * self.duty_day_rupiah + self._urgency(fewest)

    def _fewest(self, left_weight: int) -> int:
        """Return the fewest residents recorded within hours where at most so many are left."""
        wanted, count = int(self.demand @ self.weight) - left_weight, 0
        for post in np.argsort(-self.weight, kind="stable"):
            if wanted <= 0:
                break
            taken = min(int(self.demand[post]), -(-wanted // int(self.weight[post])))
            count += taken
            wanted -= taken * int(self.weight[post])
        return count

    def _duty_days(self, residents: int) -> int:
        """Return the fewest dates of pairs that record so many: those on which most fit."""
        if residents <= 0:
            return 0
        sums = np.cumsum(-np.sort(-self.pairs, axis=None))
        return min(int(np.searchsorted(sums, residents)) + 1, len(sums))

    def _urgency(self, residents: int) -> int:
        """Return the least rupiah of waiting: everyone as early as there is room."""
        before = np.cumsum(self._by_date) - self._by_date
        taken = np.clip(residents - before, 0, self._by_date)
        return int(taken @ np.arange(len(taken))) * self.urgency_rupiah


def most_by_date(opening: I32, active: np.ndarray, window: tuple[int, int], rate: int) -> I64:
    """Return (dates,) the most residents of one pair within the hours of its posts.

    Parameters
    ----------
    opening
        (posts, dates, intervals, 2) minutes, -1 where unused.
    active
        (dates,) whether the pair works.
    window
        Minutes between which it can record.
    rate
        Residents an hour.
    """
    dates, (low, high) = opening.shape[1], window
    found = np.zeros(dates, np.int64)
    for date in np.flatnonzero(active):
        hours = np.unique(opening[:, date].reshape(-1, 2), axis=0)
        open_ = np.zeros(max(high, 0) + 1, np.bool_)
        for opens, closes in hours[hours[:, 0] >= 0]:
            open_[max(int(opens), low) : max(0, min(int(closes), high))] = True
        found[date] = int(open_.sum()) * rate // 60
    return found
