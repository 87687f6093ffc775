"""A campaign: what is to be recorded, by whom, where, when and at what price.

It is read from and written to `campaign.json`; see `routing.campaign.parts` for units.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from geodata import Message
from routing.campaign.faults import check_campaign
from routing.campaign.identity import campaign_id
from routing.campaign.parts import (
    Assumption,
    Begun,
    Condition,
    Costs,
    Crossing,
    FrozenDate,
    Moment,
    Place,
    Promise,
    Rules,
    Served,
    Source,
    Team,
)
from routing.errors import CampaignError

OPTIONAL = {
    "crossings": ("cancelled_dates",),
    "teams": ("days_off", "state", "pauses"),
    "places": ("village", "building", "team_note", "approximate", "by_air", "hours_by_date"),
}
"""Fields by list that a file leaves out where there is nothing to say."""

OPTIONAL_RULES = ("finish_minutes", "min_visit_residents", "allow_handovers")

REVISION = ("id", "revision", "supersedes", "now", "frozen", "promises", "begun")
"""Fields of a revision; a campaign without them is a first plan's."""


@dataclass(frozen=True)
class Campaign:
    """A whole campaign as in `campaign.json`.

    `catchment` says which post each village's residents come to; empty where that was not
    worked out.

    A revision has an `id` that all revisions share, its number, the SHA-256 of the superseded
    `plan.json`, and `now`, the moment from which it may differ; its places hold the residents
    who are left to record then. `start` stays that of the first plan.
    """

    name: str
    timezone: str
    start: date
    deadline: date
    base: str
    rest_days: tuple[date, ...]
    conditions: tuple[Condition, ...]
    places: tuple[Place, ...]
    crossings: tuple[Crossing, ...]
    teams: tuple[Team, ...]
    rules: Rules
    costs: Costs
    assumptions: tuple[Assumption, ...] = ()
    sources: tuple[Source, ...] = ()
    travel_sha256: str = ""
    catchment: tuple[Served, ...] = ()
    id: str = ""
    revision: int = 0
    supersedes: str = ""
    now: Moment | None = None
    frozen: tuple[FrozenDate, ...] = ()
    promises: tuple[Promise, ...] = ()
    begun: tuple[Begun, ...] = ()

    @cached_property
    def identity(self) -> str:
        """The id, or for a campaign of an earlier version, which has none, the one it would get."""
        return self.id or campaign_id(self.name, self.base, self.start)

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every date from the start to the deadline, both included."""
        days = (self.deadline - self.start).days + 1
        return tuple(self.start + timedelta(days=n) for n in range(days))

    @cached_property
    def posts(self) -> tuple[Place, ...]:
        """The places with residents to record, in the campaign's order."""
        return tuple(place for place in self.places if place.residents > 0)

    @cached_property
    def place_by_id(self) -> dict[str, Place]:
        """Places by id."""
        return {place.id: place for place in self.places}

    @cached_property
    def crossing_by_id(self) -> dict[str, Crossing]:
        """Crossings by id."""
        return {crossing.id: crossing for crossing in self.crossings}

    def condition_on(self, day: date) -> str:
        """Id of the road condition on `day`; KeyError outside the campaign."""
        for condition in self.conditions:
            if condition.from_ <= day <= condition.until:
                return condition.id
        raise KeyError(day)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of `campaign.json`, lower-case hex."""
        return hashlib.sha256(self.to_json().encode("utf-8")).hexdigest()

    def to_json(self) -> str:
        """Text of `campaign.json`: two-space indent, a line feed at the end."""
        return self._text

    @cached_property
    def _text(self) -> str:
        document = _ADAPTER.dump_python(self, mode="json", by_alias=True)
        for rows, optional in OPTIONAL.items():
            for row in document[rows]:
                for name in optional:
                    if not row[name]:
                        del row[name]
            for row in document[rows]:
                if row.get("state") and row["state"]["from"] is None:
                    del row["state"]["from"]
        for name in OPTIONAL_RULES:
            if not document["rules"][name]:
                del document["rules"][name]
        if document["rules"]["most_changes"] is None:
            del document["rules"]["most_changes"]
        if not document["costs"]["rupiah_per_changed_promise"]:
            del document["costs"]["rupiah_per_changed_promise"]
        for name in ("catchment", *REVISION):
            if not document[name]:
                del document[name]
        return to_json(document, indent=2).decode() + "\n"

    @classmethod
    def from_json(cls, text: str) -> Campaign:
        """Read a campaign and check it.

        Raises
        ------
        CampaignError
            With every fault that was found.
        """
        try:
            campaign = _ADAPTER.validate_json(text, by_alias=True)
        except ValidationError as error:
            raise CampaignError([_sentence(dict(fault)) for fault in error.errors()]) from error
        check_campaign(campaign)
        return campaign

    @classmethod
    def read(cls, path: Path) -> Campaign:
        """Read `campaign.json`; see `from_json`."""
        return cls.from_json(path.read_text(encoding="utf-8"))


_ADAPTER: TypeAdapter[Campaign] = TypeAdapter(Campaign)


def _sentence(fault: dict[str, Any]) -> Message:
    where = ".".join(str(step) for step in fault["loc"])
    return Message(
        "campaign.json, %(where)s: %(what)s (found %(value)s)",
        where=where or "document",
        what=fault["msg"],
        value=f"{fault['input']!r:.80}",
    )
