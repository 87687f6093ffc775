"""A small town, and a valid plan for it that was worked out by hand.

The base Oelamasi (30 residents of its own), the posts Camplong (100, weight 2) and Lelogama
(60) by road, and Uitao (50) on an island behind the ports Bolok and Hansisi. Three teams:
T01 by car, T02 by motorcycle, T03 idle. 12 March 2018 is a Monday.

Minutes and metres by vehicle; the wet condition holds on 15 and 16 March::

    oelamasi - camplong      car 35 min (wet 45), 22,501 m     motorcycle 40 min, 22,501 m
    camplong -> lelogama     car 90 min (wet: none), 48,001 m
    lelogama -> camplong     car 90 min (wet: none), 47,999 m
    oelamasi - bolok-port    car 60 min, 44,321 m              motorcycle 55 min, 44,321 m
    hansisi-port - uitao     car 20 min, 9,999 m               motorcycle 20 min, 9,999 m

T01 (12 an hour, set-up 30 minutes)::

    Mon 12  07:25 oelamasi -> camplong 08:00, set-up 08:30,
            08:30-12:00  210 min * 12 / 60 = 42,  13:00-16:00  180 min -> 36;  night Camplong
    Tue 13  07:00 -> lelogama 08:30, set-up 09:00, 09:00-12:00 -> 36 (all that 180 min allow),
            13:00-15:00 -> 24 (all that 120 min allow), 15:00 -> camplong 16:30;
            180 minutes driven;  night Camplong (second night away)
    Wed 14  Camplong closed: 08:00 -> oelamasi 08:35, set-up 09:05, 09:05-11:35 -> 30
    Thu 15  (wet) 07:00 -> camplong 07:45, set-up 08:15, 08:15-09:15 -> 12, home 10:00
    Fri 16  (wet) 07:00 -> camplong 07:45, set-up 08:15, 08:15-11:30 -> 5, home 12:15

    Camplong 42 + 36 + 12 + 5 = 95 of 100: 5 unserved. Lelogama 60, Oelamasi 30.

T02 (10 an hour, set-up 20 minutes), rest day Thu 22::

    Mon 19  16:00 oelamasi -> bolok-port 16:55;  night Bolok
    Tue 20  wait 06:30-07:00, ferry 07:00-07:25, drive 07:45, set-up 08:05,
            08:05-12:00  235 min * 10 / 60 = 39,  13:00-14:00 -> 10;  night Uitao
    Wed 21  set-up 07:40-08:00, 08:00-08:06 -> 1, drive 08:26, wait 08:41, boat 09:11,
            oelamasi 10:06
"""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

Doc = dict[str, Any]
Rows = list[tuple[str, str, str, str, int, int]]

HOURS = [["08:00", "12:00"], ["13:00", "16:00"]]
FRIDAY = {"4": [["08:00", "11:30"]]}

SUMMARY = {
    "residents_to_record": 240,  # 30 + 100 + 60 + 50
    "residents_recorded": 235,  # 30 + 95 + 60 + 50
    "weighted_recorded": 330,  # 30 + 2 * 95 + 60 + 50
    "total_rupiah": 8_908_016,  # the sum of the five parts below
    "rupiah": {
        # Car, 2,750 a km: 22,501 m -> 61,877.75 -> 61,878, six times = 371,268;
        # 48,001 m -> 132,002.75 -> 132,003; 47,999 m -> 131,997.25 -> 131,997.
        # Motorcycle, 1,105 a km: 44,321 m -> 48,974.7 -> 48,975, twice = 97,950;
        # 9,999 m -> 11,048.9 -> 11,049, twice = 22,098.
        "distance": 755_316,
        "nights": 1_000_000,  # 2 * (150,000 + 150,000 + 120,000 + 80,000)
        "duty_days": 6_880_000,  # 8 team dates * 2 * 430,000
        "crossings": 215_000,  # ferry 150,000 + boat 65,000
        # 60*1 + 30*2 + 12*3 + 5*4 + 49*8 + 1*9 = 577 resident days * 100
        "urgency": 57_700,
    },
    "metres": 339_646,  # 6 * 22,501 + 48,001 + 47,999 + 2 * 44,321 + 2 * 9,999
    "nights_away": 4,
    "duty_days": 8,
    "first_date": "2018-03-12",
    "last_session": "2018-03-21",
}
CERTIFICATE = {
    "weighted_bound": 340,  # everybody
    "residents_gap_percent": 1000 / 330,
    "total_bound": 8_000_000,
    "gap_percent": 100 * 908_016 / 8_000_000,
    "method": "by hand",
}


def travel_rows() -> Rows:
    """The travel table of the town."""
    both = [
        ("oelamasi", "camplong", "car", "dry", 35, 22_501),
        ("oelamasi", "camplong", "car", "wet", 45, 22_501),
        ("oelamasi", "camplong", "motorcycle", "dry", 40, 22_501),
        ("oelamasi", "bolok-port", "car", "dry", 60, 44_321),
        ("oelamasi", "bolok-port", "motorcycle", "dry", 55, 44_321),
        ("hansisi-port", "uitao", "car", "dry", 20, 9_999),
        ("hansisi-port", "uitao", "motorcycle", "dry", 20, 9_999),
    ]
    back = [(b, a, vehicle, condition, m, d) for a, b, vehicle, condition, m, d in both]
    return [
        *both,
        *back,
        ("camplong", "lelogama", "car", "dry", 90, 48_001),
        ("lelogama", "camplong", "car", "dry", 90, 47_999),
    ]


def _place(id_: str, name: str, kecamatan: str | None = None, **fields: Any) -> Doc:
    return {
        "id": id_,
        "name": name,
        "kecamatan": kecamatan,
        "lon": 123.9,
        "lat": -10.1,
        "residents": 0,
        "weight": 1,
        "lodging_per_person": None,
        "hours": HOURS if kecamatan else [],
        "hours_by_weekday": FRIDAY if kecamatan else {},
        "closed_dates": [],
        "phone": None,
        "note": None,
        **fields,
    }


def _crossing(id_: str, origin: str, destination: str, **fields: Any) -> Doc:
    ferry = {
        "id": id_,
        "from": origin,
        "to": destination,
        "vehicles": ["car", "motorcycle"],
        "weekdays": [1, 3, 5, 6],
        "departures": ["07:00"],
        "open": None,
        "close": None,
        "loading_minutes": 20,
        "crossing_minutes": 25,
        "fare_rupiah": 150_000,
    }
    boat = {
        "vehicles": ["motorcycle"],
        "weekdays": [0, 1, 2, 3, 4, 5, 6],
        "departures": None,
        "open": "06:00",
        "close": "17:00",
        "loading_minutes": 15,
        "crossing_minutes": 30,
        "fare_rupiah": 65_000,
    }
    return {**ferry, **(boat if id_.startswith("boat") else {}), **fields}


def _team(id_: str, operators: list[str], vehicle: str, **fields: Any) -> Doc:
    return {
        "id": id_,
        "operators": operators,
        "vehicle": vehicle,
        "rate_per_hour": 12,
        "setup_minutes": 30,
        "from": "2018-03-12",
        "until": "2018-03-23",
        **fields,
    }


def campaign_document() -> Doc:
    """`campaign.json` of the town."""
    return {
        "name": "Kampung coba",
        "timezone": "Asia/Makassar",
        "start": "2018-03-12",
        "deadline": "2018-03-23",
        "base": "oelamasi",
        "rest_days": ["2018-03-17", "2018-03-18", "2018-03-22"],
        "conditions": [
            {"id": "dry", "from": "2018-03-12", "until": "2018-03-14"},
            {"id": "wet", "from": "2018-03-15", "until": "2018-03-16"},
            {"id": "dry", "from": "2018-03-17", "until": "2018-03-23"},
        ],
        "places": [
            _place("oelamasi", "Oelamasi", "Kupang Timur", residents=30),
            _place(
                "camplong",
                "Camplong",
                "Fatuleu",
                residents=100,
                weight=2,
                lodging_per_person=150_000,
                closed_dates=["2018-03-14"],
            ),
            _place("lelogama", "Lelogama", "Amfoang", residents=60, lodging_per_person=100_000),
            _place("bolok-port", "Bolok", lodging_per_person=120_000),
            _place("hansisi-port", "Hansisi"),
            _place("uitao", "Uitao", "Semau", residents=50, lodging_per_person=80_000),
        ],
        "crossings": [
            _crossing("ferry-out", "bolok-port", "hansisi-port"),
            _crossing("ferry-back", "hansisi-port", "bolok-port", departures=["07:30", "16:00"]),
            _crossing("boat-out", "bolok-port", "hansisi-port"),
            _crossing("boat-back", "hansisi-port", "bolok-port"),
        ],
        "teams": [
            _team("T01", ["Ani", "Budi"], "car"),
            _team(
                "T02",
                ["Citra", "Dedi"],
                "motorcycle",
                rate_per_hour=10,
                setup_minutes=20,
                **{"from": "2018-03-19", "until": "2018-03-21"},
            ),
            _team("T03", ["Erna", "Feri"], "car"),
        ],
        "rules": {
            "one_pair_per_kecamatan": True,
            "home_on_rest_days": True,
            "max_nights_out": 2,
            "duty_start": "06:00",
            "duty_end": "18:00",
            "max_driving_minutes": 180,
            "connectivity": "online",
            "server_capacity": {"default": 78, "by_date": {"2018-03-20": 49}},
            "pins": [
                {"kecamatan": "Semau", "team": "T02"},
                {"kecamatan": "Fatuleu", "not_team": "T02"},
                {"post": "uitao", "dates": ["2018-03-20", "2018-03-21"]},
            ],
        },
        "costs": {
            "rupiah_per_km": {"car": 2750, "motorcycle": 1105},
            "per_diem": 430_000,
            "urgency_rupiah_per_resident_day": 100,
        },
        "assumptions": [{"field": "teams", "value": "3", "reason": "a small town"}],
        "sources": [{"figure": "residents", "source": "made up", "licence": "MIT"}],
        "travel_sha256": travel_hash(travel_rows()),
    }


def drive(origin: str, destination: str, start: str, end: str, metres: int) -> Doc:
    return {
        "kind": "drive",
        "from": origin,
        "to": destination,
        "start": start,
        "end": end,
        "metres": metres,
    }


def stay(kind: str, at: str, start: str, end: str) -> Doc:
    return {"kind": kind, "at": at, "start": start, "end": end}


def record(at: str, start: str, end: str, residents: int) -> Doc:
    return {**stay("record", at, start, end), "residents": residents}


def ferry(crossing: str, origin: str, destination: str, start: str, end: str) -> Doc:
    head = {"kind": "ferry", "crossing": crossing, "from": origin, "to": destination}
    return {**head, "start": start, "end": end}


def date(date_: str, start_at: str, events: list[Doc], night_at: str) -> Doc:
    return {"date": date_, "start_at": start_at, "events": events, "night_at": night_at}


def _wet_date(date_: str, until: str, home: str, residents: int) -> Doc:
    return date(
        date_,
        "oelamasi",
        [
            drive("oelamasi", "camplong", "07:00", "07:45", 22_501),
            stay("setup", "camplong", "07:45", "08:15"),
            record("camplong", "08:15", until, residents),
            drive("camplong", "oelamasi", until, home, 22_501),
        ],
        "oelamasi",
    )


def _first_team() -> list[Doc]:
    monday = [
        drive("oelamasi", "camplong", "07:25", "08:00", 22_501),
        stay("setup", "camplong", "08:00", "08:30"),
        record("camplong", "08:30", "12:00", 42),
        stay("wait", "camplong", "12:00", "13:00"),
        record("camplong", "13:00", "16:00", 36),
    ]
    tuesday = [
        drive("camplong", "lelogama", "07:00", "08:30", 48_001),
        stay("setup", "lelogama", "08:30", "09:00"),
        record("lelogama", "09:00", "12:00", 36),
        stay("wait", "lelogama", "12:00", "13:00"),
        record("lelogama", "13:00", "15:00", 24),
        drive("lelogama", "camplong", "15:00", "16:30", 47_999),
    ]
    wednesday = [
        drive("camplong", "oelamasi", "08:00", "08:35", 22_501),
        stay("setup", "oelamasi", "08:35", "09:05"),
        record("oelamasi", "09:05", "11:35", 30),
    ]
    return [
        date("2018-03-12", "oelamasi", monday, "camplong"),
        date("2018-03-13", "camplong", tuesday, "camplong"),
        date("2018-03-14", "camplong", wednesday, "oelamasi"),
        _wet_date("2018-03-15", "09:15", "10:00", 12),
        _wet_date("2018-03-16", "11:30", "12:15", 5),
    ]


def _second_team() -> list[Doc]:
    monday = [drive("oelamasi", "bolok-port", "16:00", "16:55", 44_321)]
    tuesday = [
        stay("wait", "bolok-port", "06:30", "07:00"),
        ferry("ferry-out", "bolok-port", "hansisi-port", "07:00", "07:25"),
        drive("hansisi-port", "uitao", "07:25", "07:45", 9_999),
        stay("setup", "uitao", "07:45", "08:05"),
        record("uitao", "08:05", "12:00", 39),
        stay("wait", "uitao", "12:00", "13:00"),
        record("uitao", "13:00", "14:00", 10),
    ]
    wednesday = [
        stay("setup", "uitao", "07:40", "08:00"),
        record("uitao", "08:00", "08:06", 1),
        drive("uitao", "hansisi-port", "08:06", "08:26", 9_999),
        stay("wait", "hansisi-port", "08:26", "08:41"),
        ferry("boat-back", "hansisi-port", "bolok-port", "08:41", "09:11"),
        drive("bolok-port", "oelamasi", "09:11", "10:06", 44_321),
    ]
    return [
        date("2018-03-19", "oelamasi", monday, "bolok-port"),
        date("2018-03-20", "bolok-port", tuesday, "uitao"),
        date("2018-03-21", "uitao", wednesday, "oelamasi"),
    ]


def plan_document(campaign: Doc) -> Doc:
    """`plan.json` of the town; only the campaign's hash is computed."""
    reasons = [{"code": "no_time", "text": "no date is left"}]
    left = {"post": "camplong", "residents": 5, "reasons": reasons, "remedies": ["add a team"]}
    return {
        "format": "jemputbola-plan/1",
        "campaign_sha256": hashlib.sha256(encode(campaign)).hexdigest(),
        "summary": copy.deepcopy(SUMMARY),
        "certificate": dict(CERTIFICATE),
        "teams": [
            {
                "id": "T01",
                "kecamatan": ["Amfoang", "Fatuleu", "Kupang Timur"],
                "dates": _first_team(),
            },
            {"id": "T02", "kecamatan": ["Semau"], "dates": _second_team()},
            {"id": "T03", "kecamatan": [], "dates": []},
        ],
        "unserved": [left],
    }


def encode(document: Doc) -> bytes:
    """The bytes of a JSON file of a bundle."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def travel_hash(rows: Rows) -> str:
    """The hash of the travel table as `docs/files.md` defines it."""
    lines = ["\t".join(map(str, row)) + "\n" for row in sorted(rows, key=lambda row: row[:4])]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
