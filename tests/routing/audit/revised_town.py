"""A revision of the small town's plan, worked out by hand, and a workbench for it.

Now is Wednesday 14 March 2018. T01 has recorded 42 + 36 at Camplong on Monday, and on Tuesday 36
and 20 of 24 at Lelogama, where 4 did not come; it woke up at Camplong after two nights away. The
others have not begun. What is left: Oelamasi 30, Camplong 22, Lelogama 4, Uitao 50. An operator
of T01 is ill on Thursday 15 (a day off), so T03 goes on with Fatuleu::

    T01  Wed 14  as before (frozen): camplong -> oelamasi 08:35, set-up 09:05, 09:05-11:35 -> 30
         Mon 19  07:00 -> camplong 07:35 -> lelogama 09:05, set-up 09:35, 09:35-09:55 -> 4
                 (20 min * 12 / 60 = 4); 125 minutes driven;  night Lelogama
         Tue 20  07:00 -> camplong 08:30 -> oelamasi 09:05
    T02  as before (Mon 19 frozen): Uitao 39 + 10 on Tue 20, 1 on Wed 21
    T03  Thu 15  (wet) 07:00 -> camplong 07:45, set-up 08:15, 08:15-10:05 -> 22
                 (110 min * 12 / 60 = 22), home 10:50

Promises: firm at Oelamasi on 14, Camplong on 15 and Uitao on 20, soft at Camplong on 16 and Uitao
on 21. That of 16 is broken, because nobody is left at Camplong then; it costs 25,000.
"""

from __future__ import annotations

import copy
import hashlib
from dataclasses import replace
from pathlib import Path

from routing.audit.bundle_audit import AuditReport, audit_documents
from tests.routing.audit.audit_town import (
    Doc,
    campaign_document,
    date,
    drive,
    encode,
    record,
    stay,
)
from tests.routing.audit.audit_workbench import Catalogue, Change, Town

SUMMARY = {
    "residents_to_record": 106,  # 30 + 22 + 4 + 50
    "residents_recorded": 106,
    "weighted_recorded": 128,  # 30 + 2 * 22 + 4 + 50
    "total_rupiah": 7_608_938,  # the sum of the six parts below
    "rupiah": {
        # Car: 22,501 m five times 61,878 = 309,390; 132,003 to Lelogama, 131,997 back.
        # Motorcycle as in the first plan: 97,950 + 22,098.
        "distance": 693_438,
        "nights": 600_000,  # 2 * (100,000 + 120,000 + 80,000)
        "duty_days": 6_020_000,  # 7 team dates * 2 * 430,000
        "crossings": 215_000,  # ferry 150,000 + boat 65,000
        # Since 12 March: 30*2 + 22*3 + 4*7 + 49*8 + 1*9 = 555 resident days * 100
        "urgency": 55_500,
        "changes": 25_000,  # one soft promise
    },
    "firm_promises_kept": 3,
    "soft_promises_kept": 1,
    "metres": 317_145,  # 5 * 22,501 + 48,001 + 47,999 + 2 * 44,321 + 2 * 9,999
    "nights_away": 3,
    "duty_days": 7,
    "first_date": "2018-03-14",
    "last_session": "2018-03-21",
}
CERTIFICATE = {
    "weighted_bound": 128,
    "residents_gap_percent": 0.0,
    "total_bound": 7_608_938,
    "gap_percent": 0.0,
    "method": "by hand",
}
ILL = {"code": "incident", "text": "An operator of T01 is ill on 15 March."}
DONE = {"code": "better", "text": "All are recorded on 15 March."}


def promise(post: str, day: int, strength: str) -> Doc:
    return {"post": post, "date": f"2018-03-{day:02d}", "strength": strength}


def session(day: int, start: str, post: str, planned: int, recorded: int) -> Doc:
    """A reported session of T01."""
    return {
        "team": "T01",
        "post": post,
        "date": f"2018-03-{day:02d}",
        "start": start,
        "planned": planned,
        "recorded": recorded,
        "no_shows": planned - recorded,
        "status": "held",
        "source": "report",
    }


def history_document() -> Doc:
    """`history.json` of the revision."""
    # Spent: 2,750 a km for 22,501, 48,001 and 47,999 m, two nights of 2 * 150,000 and two duty
    # days: 61,878 + 132,003 + 131,997 + 600,000 + 1,720,000.
    idle = [{"id": id_, "nights_away": 0, "rupiah_spent": 0} for id_ in ("T02", "T03")]
    return {
        "format": "jemputbola-history/1",
        "campaign_id": "kampung-coba-2018",
        "now": "2018-03-14",
        "sessions": [
            session(12, "08:30", "camplong", 42, 42),
            session(12, "13:00", "camplong", 36, 36),
            session(13, "09:00", "lelogama", 36, 36),
            session(13, "13:00", "lelogama", 24, 20),
        ],
        "teams": [{"id": "T01", "nights_away": 2, "rupiah_spent": 2_645_878}, *idle],
    }


def revised_campaign(superseded: Doc) -> Doc:
    """`campaign.json` of the revision."""
    campaign = campaign_document()
    left = {"camplong": 22, "lelogama": 4}
    for place in campaign["places"]:
        place["residents"] = left.get(place["id"], place["residents"])
    first = campaign["teams"][0]
    first["state"] = {"date": "2018-03-14", "at": "camplong", "nights_away": 2}
    first["days_off"] = ["2018-03-15"]
    campaign["rules"]["most_changes"] = 1
    campaign["costs"]["rupiah_per_changed_promise"] = 25_000
    return {
        **campaign,
        "id": "kampung-coba-2018",
        "revision": 1,
        "supersedes": hashlib.sha256(encode(superseded)).hexdigest(),
        "now": "2018-03-14",
        "frozen": [
            {"team": "T01", "date": "2018-03-14"},
            {"team": "T02", "date": "2018-03-19"},
            {"team": "T03", "date": "2018-03-14"},  # without events in both plans
        ],
        "promises": [
            promise("camplong", 16, "soft"),
            promise("camplong", 15, "firm"),
            promise("oelamasi", 14, "firm"),
            promise("uitao", 20, "firm"),
            promise("uitao", 21, "soft"),
        ],
        "begun": [
            {"kecamatan": "Amfoang", "team": "T01"},
            {"kecamatan": "Fatuleu", "team": "T01"},
        ],
    }


def _back_to_lelogama() -> list[Doc]:
    monday = [
        drive("oelamasi", "camplong", "07:00", "07:35", 22_501),
        drive("camplong", "lelogama", "07:35", "09:05", 48_001),
        stay("setup", "lelogama", "09:05", "09:35"),
        record("lelogama", "09:35", "09:55", 4),
    ]
    tuesday = [
        drive("lelogama", "camplong", "07:00", "08:30", 47_999),
        drive("camplong", "oelamasi", "08:30", "09:05", 22_501),
    ]
    return [
        date("2018-03-19", "oelamasi", monday, "lelogama"),
        date("2018-03-20", "lelogama", tuesday, "oelamasi"),
    ]


def _in_place_of_the_first_team() -> list[Doc]:
    events = [
        drive("oelamasi", "camplong", "07:00", "07:45", 22_501),
        stay("setup", "camplong", "07:45", "08:15"),
        record("camplong", "08:15", "10:05", 22),
        drive("camplong", "oelamasi", "10:05", "10:50", 22_501),
    ]
    return [date("2018-03-15", "oelamasi", events, "oelamasi")]


def revised_plan(campaign: Doc, superseded: Doc) -> Doc:
    """`plan.json` of the revision; only the campaign's hash is computed."""
    first, second, _ = (team["dates"] for team in copy.deepcopy(superseded["teams"]))
    return {
        "format": "jemputbola-plan/1",
        "campaign_sha256": hashlib.sha256(encode(campaign)).hexdigest(),
        "summary": copy.deepcopy(SUMMARY),
        "certificate": dict(CERTIFICATE),
        "teams": [
            {
                "id": "T01",
                "kecamatan": ["Amfoang", "Kupang Timur"],
                "dates": [first[2], *_back_to_lelogama()],
            },
            {"id": "T02", "kecamatan": ["Semau"], "dates": second},
            {"id": "T03", "kecamatan": ["Fatuleu"], "dates": _in_place_of_the_first_team()},
        ],
        "unserved": [],
        "changes": [{**promise("camplong", 16, "soft"), "reason": dict(DONE)}],
        "handovers": [{"kecamatan": "Fatuleu", "from": "T01", "to": "T03", "reason": dict(ILL)}],
    }


class RevisedTown(Town):
    """The revision, with the plan that it supersedes and the history."""

    def __init__(self) -> None:
        super().__init__()
        self.superseded = self.plan
        self.campaign = revised_campaign(self.superseded)
        self.plan = revised_plan(self.campaign, self.superseded)
        self.history = history_document()

    @property
    def state(self) -> Doc:
        """The state of T01."""
        state: Doc = self.team("T01")["state"]
        return state

    def supersede(self) -> None:
        """Let the revision name the superseded plan as it is now."""
        self.campaign["supersedes"] = hashlib.sha256(encode(self.superseded)).hexdigest()

    def audit(self) -> AuditReport:
        return audit_documents(
            self.campaign,
            self.plan,
            self.travel,
            encode(self.campaign),
            superseded_bytes=encode(self.superseded),
            history=self.history,
        )

    def write(self, folder: Path) -> Path:
        """Write the bundle's five files."""
        (folder / "previous.json").write_bytes(encode(self.superseded))
        (folder / "history.json").write_bytes(encode(self.history))
        return super().write(folder)

    def repair(self) -> None:
        """Make R16 and the list of changes follow from the events as they are now."""
        super().repair()
        held = {
            (day["date"], event["at"])
            for _, day in self._listed()
            for event in day["events"]
            if event["kind"] == "record"
        }
        promises = self.campaign.get("promises", [])
        broken = [each for each in promises if (each["date"], each["post"]) not in held]
        broken.sort(key=lambda each: (each["date"], each["post"]))
        self.plan["changes"] = [{**each, "reason": dict(DONE)} for each in broken]
        if not promises:
            return
        summary, soft = self.plan["summary"], [e for e in broken if e["strength"] == "soft"]
        price = self.campaign["costs"].get("rupiah_per_changed_promise", 0)
        summary["rupiah"]["changes"] = len(soft) * price
        summary["total_rupiah"] += len(soft) * price
        for strength in ("firm", "soft"):
            kept = [e for e in promises if e["strength"] == strength and e not in broken]
            summary[f"{strength}_promises_kept"] = len(kept)


class RevisionCatalogue(Catalogue):
    """Changes to the revision with what they must bring."""

    def append(self, change: Change) -> None:
        super().append(replace(change, town=RevisedTown))
