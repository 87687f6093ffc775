"""What has happened, and which changes of a plan it can have caused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from geodata import Language, say
from routing.plan import ChangeReason


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that has happened, in the planner's words, and what it hits.

    Neither posts nor teams = the whole campaign, if it is `wide`.
    """

    text: str
    posts: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Causes:
    """Everything that has happened.

    Attributes
    ----------
    late
        Teams whose sessions went otherwise than planned.
    owners
        Team by post: who had its kecamatan.
    """

    causes: tuple[Cause, ...]
    late: frozenset[str]
    owners: Mapping[str, str] = field(default_factory=dict)
    language: Language = "id"

    def reason(self, post: str, teams: Collection[str], passed_from: str = "") -> ChangeReason:
        """Return why a post's dates change.

        Named is what hits the post itself or a team that comes or came there; else another pair
        that goes on, else reports, else what hits the other posts of these teams.

        Parameters
        ----------
        teams
            Who comes and who came.
        passed_from
            The team that had the post's kecamatan, where it is handed over.
        """
        here = {*teams, *filter(None, [self.owners.get(post)])}
        direct = [c.text for c in self.causes if post in c.posts or here & c.teams]
        if direct:
            return ChangeReason("incident", _joined(direct))
        if passed_from:
            text = say("reason_handover", self.language, team=passed_from)
            return ChangeReason("handover", text)
        late = ", ".join(sorted(here & self.late))
        if late:
            return ChangeReason("incident", say("reason_reports", self.language, team=late))
        near = [c.text for c in self.causes if self._teams_of(c) & here]
        if near:
            text = say("reason_elsewhere", self.language, cause=_joined(near))
            return ChangeReason("incident", text)
        wide = [c.text for c in self.causes if c.wide]
        if wide:
            return ChangeReason("incident", _joined(wide))
        key = "reason_catch_up" if self.causes or self.late else "reason_better"
        return ChangeReason("better", say(key, self.language))

    def of_team(self, team: str) -> str:
        """Return what has taken a team away."""
        return _joined([c.text for c in self.causes if team in c.teams])

    def _teams_of(self, cause: Cause) -> set[str]:
        return {self.owners[post] for post in cause.posts if post in self.owners}


def _joined(texts: Collection[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
