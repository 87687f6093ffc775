"""A plan: every team's dated events, its sums and its certificate.

Clock times are whole minutes after local midnight, distances whole metres, money whole
rupiah.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from geodata import Message
from routing.campaign import Minute
from routing.errors import PlanError

FORMAT = "jemputbola-plan/1"


@dataclass(frozen=True, slots=True)
class Drive:
    """A leg by road in one piece."""

    from_: Annotated[str, Field(alias="from")]
    to: str
    start: Minute
    end: Minute
    metres: int
    kind: Literal["drive"] = "drive"


@dataclass(frozen=True, slots=True)
class Wait:
    """Time without work at a place."""

    at: str
    start: Minute
    end: Minute
    kind: Literal["wait"] = "wait"


@dataclass(frozen=True, slots=True)
class Ferry:
    """A crossing from port to port."""

    crossing: str
    from_: Annotated[str, Field(alias="from")]
    to: str
    start: Minute
    end: Minute
    kind: Literal["ferry"] = "ferry"


@dataclass(frozen=True, slots=True)
class Setup:
    """Setting up the recording kit at a post."""

    at: str
    start: Minute
    end: Minute
    kind: Literal["setup"] = "setup"


@dataclass(frozen=True, slots=True)
class Session:
    """Recording at a post without a break."""

    at: str
    start: Minute
    end: Minute
    residents: int
    kind: Literal["record"] = "record"


Event = Annotated[Drive | Wait | Ferry | Setup | Session, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class TeamDate:
    """A team's date: events in order, and where it sleeps after them."""

    date: dt.date
    start_at: str
    events: tuple[Event, ...]
    night_at: str

    @property
    def residents(self) -> int:
        """Residents recorded on the date."""
        return sum(event.residents for event in self.events if isinstance(event, Session))

    @property
    def metres(self) -> int:
        """Metres driven on the date."""
        return sum(event.metres for event in self.events if isinstance(event, Drive))

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The date's sessions in order."""
        return tuple(event for event in self.events if isinstance(event, Session))


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team's dates in order; an idle team has none."""

    id: str
    kecamatan: tuple[str, ...]
    dates: tuple[TeamDate, ...]


@dataclass(frozen=True, slots=True)
class Rupiah:
    """The parts of a total, in rupiah; urgency and changes are policy and no money spent."""

    distance: int
    nights: int
    duty_days: int
    crossings: int
    urgency: int
    changes: int = 0

    @property
    def spent(self) -> int:
        """Money spent: all parts but urgency and changes."""
        return self.distance + self.nights + self.duty_days + self.crossings

    @property
    def total(self) -> int:
        """The contract's total."""
        return self.spent + self.urgency + self.changes


@dataclass(frozen=True, slots=True)
class Summary:
    """Sums over all teams; promises kept are None in a campaign without promises."""

    residents_to_record: int
    residents_recorded: int
    weighted_recorded: int
    total_rupiah: int
    rupiah: Rupiah
    metres: int
    nights_away: int
    duty_days: int
    first_date: dt.date | None
    last_session: dt.date | None
    firm_promises_kept: int | None = None
    soft_promises_kept: int | None = None

    @property
    def order(self) -> tuple[int, int, int]:
        """Order of plans by the contract, the less the better: firm promises, residents, total."""
        return -(self.firm_promises_kept or 0), -self.weighted_recorded, self.total_rupiah


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is proven about the best plan there can be; None is not computed."""

    weighted_bound: int | None = None
    residents_gap_percent: float | None = None
    total_bound: int | None = None
    gap_percent: float | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why residents are left: a code and a sentence for the planner."""

    code: Literal["no_time", "unreachable", "server", "rule"]
    text: str


@dataclass(frozen=True, slots=True)
class Unserved:
    """A post with residents that the plan does not record."""

    post: str
    residents: int
    reasons: tuple[Reason, ...]
    remedies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeReason:
    """Why a promise is broken or a kecamatan handed over: a code and a sentence."""

    code: Literal["incident", "handover", "better"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A promise that a revision breaks (R18)."""

    post: str
    date: dt.date
    strength: Literal["firm", "soft"]
    reason: ChangeReason


@dataclass(frozen=True, slots=True)
class Handover:
    """A kecamatan that one team has begun and another goes on with (R11')."""

    kecamatan: str
    from_: Annotated[str, Field(alias="from")]
    to: str
    reason: ChangeReason


@dataclass(frozen=True)
class Plan:
    """A whole plan as in `plan.json`; `changes` and `handovers` are a revision's."""

    campaign_sha256: str
    summary: Summary
    certificate: Certificate
    teams: tuple[TeamPlan, ...]
    unserved: tuple[Unserved, ...]
    changes: tuple[Change, ...] | None = None
    handovers: tuple[Handover, ...] | None = None
    format: Literal["jemputbola-plan/1"] = "jemputbola-plan/1"

    @cached_property
    def recorded(self) -> dict[str, int]:
        """Residents recorded by post id; posts without any are absent."""
        sums: dict[str, int] = {}
        for _, _, session in self.sessions():
            sums[session.at] = sums.get(session.at, 0) + session.residents
        return sums

    def sessions(self) -> Iterator[tuple[str, dt.date, Session]]:
        """Every session with its team's id and date, team by team in order of time."""
        for team in self.teams:
            for day in team.dates:
                for session in day.sessions:
                    yield team.id, day.date, session

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of `plan.json`, lower-case hex: what pages and reports name a plan by."""
        return hashlib.sha256(self.to_json().encode("utf-8")).hexdigest()

    def to_json(self) -> str:
        """Text of `plan.json`: two-space indent, a line feed at the end."""
        return self._text

    @cached_property
    def _text(self) -> str:
        document = _ADAPTER.dump_python(self, mode="json", by_alias=True)
        ordered = {"format": document.pop("format"), **document}
        summary = ordered["summary"]
        if summary["firm_promises_kept"] is None:
            del summary["firm_promises_kept"], summary["soft_promises_kept"]
            del summary["rupiah"]["changes"]
        for name in ("changes", "handovers"):
            if ordered[name] is None:
                del ordered[name]
        for team in ordered["teams"]:
            for day in team["dates"]:
                day["events"] = [{"kind": e.pop("kind"), **e} for e in day["events"]]
        return json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """Read a plan.

        Raises
        ------
        PlanError
            When the text is no plan of this format; every fault in one message.
        """
        try:
            return _ADAPTER.validate_json(text, by_alias=True)
        except ValidationError as error:
            faults = [
                Message(
                    "plan.json, %(where)s: %(what)s",
                    where=".".join(str(step) for step in fault["loc"]),
                    what=fault["msg"],
                )
                for fault in error.errors()
            ]
            raise PlanError(faults) from error


_ADAPTER: TypeAdapter[Plan] = TypeAdapter(Plan)
