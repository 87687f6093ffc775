"""Faults of what a revision adds to a campaign: states, promises, frozen dates, kecamatan begun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from geodata import Message
from routing.campaign.parts import Begun, FrozenDate, Place, Promise, Team


class RevisionParts(Protocol):
    """What is checked: the parts of a revision, as `routing.campaign.Campaign` holds them."""

    @property
    def deadline(self) -> date: ...  # noqa: D102

    @property
    def now(self) -> datetime | None: ...  # noqa: D102

    @property
    def base(self) -> str: ...  # noqa: D102

    @property
    def place_by_id(self) -> dict[str, Place]: ...  # noqa: D102

    @property
    def teams(self) -> tuple[Team, ...]: ...  # noqa: D102

    @property
    def frozen(self) -> tuple[FrozenDate, ...]: ...  # noqa: D102

    @property
    def promises(self) -> tuple[Promise, ...]: ...  # noqa: D102

    @property
    def begun(self) -> tuple[Begun, ...]: ...  # noqa: D102


def revision_faults(campaign: RevisionParts) -> Iterator[Message]:
    """Yield a sentence per fault of a revision; none for a first plan."""
    teams = {team.id for team in campaign.teams}
    yield from _states(campaign)
    yield from _promises(campaign)
    for frozen in campaign.frozen:
        if frozen.team not in teams:
            yield Message(
                "frozen: team %(team)r is not in the campaign; use one of its teams",
                team=frozen.team,
            )
    for begun in campaign.begun:
        if begun.team not in teams:
            yield Message(
                "begun: team %(team)r is not in the campaign; use one of its teams",
                team=begun.team,
            )


def _states(campaign: RevisionParts) -> Iterator[Message]:
    now = campaign.now
    for team in campaign.teams:
        state = team.state
        if state is None:
            continue
        if state.at not in campaign.place_by_id:
            yield Message(
                "teams, %(id)s: it is at %(at)r, which is no place; add it to places",
                id=team.id,
                at=state.at,
            )
        if now is not None and state.date < now.date():
            yield Message(
                "teams, %(id)s: its state is of %(date)s, before the revision's %(now)s",
                id=team.id,
                date=state.date,
                now=now.date(),
            )


def _promises(campaign: RevisionParts) -> Iterator[Message]:
    told = Counter((promise.post, promise.date) for promise in campaign.promises)
    for (post, day), count in told.items():
        if post not in campaign.place_by_id:
            yield Message("promises: %(post)r is no place of the campaign; check its id", post=post)
        if count > 1:
            yield Message(
                "promises: %(post)r on %(date)s is there twice; keep one", post=post, date=day
            )
        if campaign.now is not None and day < campaign.now.date():
            yield Message(
                "promises: %(post)r on %(date)s is before the revision's %(now)s; it is history",
                post=post,
                date=day,
                now=campaign.now.date(),
            )
