"""A campaign, plan and travel table that a test changes, repairs and audits."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from routing.audit.bundle_audit import AuditReport, audit_documents
from tests.routing.audit.audit_town import (
    Doc,
    campaign_document,
    encode,
    plan_document,
    travel_hash,
    travel_rows,
)

PARTS = ("distance", "nights", "duty_days", "crossings", "urgency")


class Town:
    """A campaign, a plan and a travel table that a test may change before the audit."""

    def __init__(self) -> None:
        self.campaign = campaign_document()
        self.plan = plan_document(self.campaign)
        self.travel = travel_rows()

    def place(self, id_: str) -> Doc:
        return _by_id(self.campaign["places"], id_)

    def crossing(self, id_: str) -> Doc:
        return _by_id(self.campaign["crossings"], id_)

    def team(self, id_: str) -> Doc:
        return _by_id(self.campaign["teams"], id_)

    def dates(self, team: str) -> list[Doc]:
        dates: list[Doc] = _by_id(self.plan["teams"], team)["dates"]
        return dates

    def day(self, team: str, day: int) -> Doc:
        """The team's date in March 2018."""
        return next(d for d in self.dates(team) if d["date"] == f"2018-03-{day:02d}")

    def events(self, team: str, day: int) -> list[Doc]:
        events: list[Doc] = self.day(team, day)["events"]
        return events

    def audit(self) -> AuditReport:
        return audit_documents(self.campaign, self.plan, self.travel, encode(self.campaign))

    def write(self, folder: Path) -> Path:
        """Write the bundle's three files."""
        (folder / "campaign.json").write_bytes(encode(self.campaign))
        (folder / "plan.json").write_bytes(encode(self.plan))
        columns = ("origin", "destination", "vehicle", "condition", "minutes", "metres")
        table = pa.table(dict(zip(columns, map(list, zip(*self.travel, strict=True)), strict=True)))
        pq.write_table(table, folder / "travel.parquet")
        return folder

    def repair(self) -> None:
        """Make everything under R16 follow from the events as they are now."""
        self.campaign["travel_sha256"] = travel_hash(self.travel)
        places = {place["id"]: place for place in self.campaign["places"]}
        listed = {team["id"]: team for team in self.plan["teams"]}
        self.plan["teams"] = [
            listed.get(team["id"], {"id": team["id"], "dates": []})
            for team in self.campaign["teams"]
        ]
        recorded = dict.fromkeys(places, 0)
        for team in self.plan["teams"]:
            sessions = [e for d in team["dates"] for e in d["events"] if e["kind"] == "record"]
            team["kecamatan"] = sorted({places[e["at"]]["kecamatan"] or "" for e in sessions})
            for session in sessions:
                recorded[session["at"]] += session["residents"]
        self.plan["unserved"] = [
            {
                "post": id_,
                "residents": place["residents"] - recorded[id_],
                "reasons": [{"code": "no_time", "text": "no date is left"}],
                "remedies": [],
            }
            for id_, place in places.items()
            if recorded[id_] < place["residents"]
        ]
        self._repair_summary(places, recorded)
        summary = self.plan["summary"]
        weighted = summary["weighted_recorded"]
        most = max(weighted, sum(p["residents"] * p["weight"] for p in places.values()))
        self.plan["certificate"] = {
            "weighted_bound": most,
            "residents_gap_percent": 100 * (most - weighted) / weighted if weighted else None,
            "total_bound": None,
            "gap_percent": None,
            "method": None,
        }
        self.plan["campaign_sha256"] = hashlib.sha256(encode(self.campaign)).hexdigest()

    def _repair_summary(self, places: dict[str, Doc], recorded: dict[str, int]) -> None:
        costs, base = self.campaign["costs"], self.campaign["base"]
        start = dt.date.fromisoformat(self.campaign["start"])
        fares = {row["id"]: row["fare_rupiah"] for row in self.campaign["crossings"]}
        rupiah = dict.fromkeys(PARTS, 0)
        metres, nights, active, last = 0, 0, [], []
        for team, day in self._listed():
            rate = costs["rupiah_per_km"][self.team(team)["vehicle"]]
            if day["events"]:
                active.append(day["date"])
                rupiah["duty_days"] += 2 * costs["per_diem"]
            if day["night_at"] != base:
                nights += 1
                rupiah["nights"] += 2 * (places[day["night_at"]]["lodging_per_person"] or 0)
            for event in day["events"]:
                if event["kind"] == "drive":
                    metres += event["metres"]
                    rupiah["distance"] += (event["metres"] * rate + 500) // 1000
                if event["kind"] == "ferry":
                    rupiah["crossings"] += fares[event["crossing"]]
                if event["kind"] == "record":
                    last.append(day["date"])
                    age = (dt.date.fromisoformat(day["date"]) - start).days
                    price = costs["urgency_rupiah_per_resident_day"]
                    rupiah["urgency"] += event["residents"] * age * price
        self.plan["summary"] = {
            "residents_to_record": sum(place["residents"] for place in places.values()),
            "residents_recorded": sum(recorded.values()),
            "weighted_recorded": sum(n * places[p]["weight"] for p, n in recorded.items()),
            "total_rupiah": sum(rupiah.values()),
            "rupiah": rupiah,
            "metres": metres,
            "nights_away": nights,
            "duty_days": len(active),
            "first_date": min(active, default=None),
            "last_session": max(last, default=None),
        }

    def _listed(self) -> Iterable[tuple[str, Doc]]:
        return ((team["id"], day) for team in self.plan["teams"] for day in team["dates"])


def _by_id(rows: list[Doc], id_: str) -> Doc:
    return next(row for row in rows if row["id"] == id_)


@dataclass(frozen=True)
class Change:
    """A change to the town, with the findings ("rule code") that it must bring, all of them."""

    name: str
    findings: frozenset[str]
    apply: Callable[[Any], None]
    repair: bool
    town: type[Town] = Town

    def audit(self) -> AuditReport:
        town = self.town()
        self.apply(town)
        if self.repair:
            town.repair()
        return town.audit()


class Catalogue(list[Change]):
    """Changes with what they must bring; an empty set of findings is a valid plan."""

    def breaks(
        self, *findings: str, repair: bool = True
    ) -> Callable[[Callable[[Town], None]], Callable[[Town], None]]:
        """Register a change that brings exactly these findings, the intended one first."""

        def register(change: Callable[[Town], None]) -> Callable[[Town], None]:
            name = f"{findings[0].split()[0]}-{change.__name__}" if findings else change.__name__
            self.append(Change(name, frozenset(findings), change, repair))
            return change

        return register

    def keeps(self, change: Callable[[Town], None]) -> Callable[[Town], None]:
        """Register a change after which the plan is still valid."""
        return self.breaks()(change)
