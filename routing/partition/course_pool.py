"""The pool of courses: the cheapest known course of each set of kecamatan, and selections of them.

A selection that takes each kecamatan once is a plan.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from routing.partition.set_selection import Key, choose_sets
from routing.partition.set_subproblems import SetSubproblems
from routing.plan import TeamDate


@dataclass
class SetSelection:
    """Sets with their courses: (class, mask, dates) of each pair at work, and their rupiah."""

    rupiah: int
    parts: list[tuple[int, int, tuple[TeamDate, ...]]] = field(default_factory=list)

    @property
    def keys(self) -> list[Key]:
        """Its sets."""
        return [(class_number, mask) for class_number, mask, _ in self.parts]


class CoursePool:
    """Courses of sets.

    Attributes
    ----------
    courses
        Rupiah and dates of the cheapest course known of each set.
    """

    def __init__(self, subproblems: SetSubproblems) -> None:
        self._subproblems = subproblems
        self._searched: set[Key] = set()
        self.courses: dict[Key, tuple[int, tuple[TeamDate, ...]]] = {}

    def searched(self, key: Key) -> bool:
        """Whether courses of a set have been searched."""
        return key in self._searched

    def search(self, keys: Sequence[Key]) -> None:
        """Search courses of those sets that have not been searched."""
        todo = [key for key in dict.fromkeys(keys) if key not in self._searched]

        def work(key: Key) -> tuple[float, tuple[TeamDate, ...]] | None:
            below = float(self.courses[key][0]) if key in self.courses else math.inf
            return self._subproblems.course(key, below)

        found = self._subproblems.each(todo, work)
        self._searched.update(todo)
        for (class_number, mask), course in found:
            if course is not None:
                self.offer(class_number, mask, course[1])

    def offer(self, class_number: int, mask: int, dates: tuple[TeamDate, ...]) -> None:
        """Keep a course for a set if it is the cheapest known."""
        rupiah = self._subproblems.rupiah(class_number, dates)
        known = self.courses.get((class_number, mask))
        if known is None or rupiah < known[0]:
            self.courses[class_number, mask] = (rupiah, dates)

    def select(self, chance: Random | None = None) -> SetSelection | None:
        """Return the best selection; with chance, the best if each course were a little dearer.

        None where known courses make none, or none was found in time.
        """
        keys = list(self.courses)
        costs = [float(self.courses[key][0]) for key in keys]
        if chance is not None:
            dearer = self._subproblems.joint.parameters.dearer
            costs = [cost * chance.uniform(1.0, dearer) for cost in costs]
        chosen = self.choose(keys, costs)
        if chosen is None:
            return None
        parts = [
            (class_number, mask, self.courses[class_number, mask][1])
            for class_number, mask in chosen
        ]
        return SetSelection(sum(self.courses[key][0] for key in chosen), parts)

    def choose(self, keys: Sequence[Key], costs: Sequence[float]) -> list[Key] | None:
        """Return the sets of least cost that take each kecamatan once; None as for `select`."""
        joint = self._subproblems.joint
        pairs = [len(team_class.teams) for team_class in joint.classes]
        return choose_sets(len(joint.names), pairs, keys, costs, joint.left(), joint.parameters)
