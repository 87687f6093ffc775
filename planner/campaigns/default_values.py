"""The values of the default campaign; `assumptions` says where each comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Level = Literal["kecamatan", "village"]


LEVELS: tuple[Level, ...] = ("kecamatan", "village")


@dataclass(frozen=True, slots=True)
class Defaults:
    """Values of the default campaign; money in rupiah, times in minutes after midnight."""

    start: date = date(2018, 3, 12)
    deadline: date = date(2018, 6, 26)
    residents: int = 20_000
    teams: int = 12
    vehicle: str = "car"
    rate_per_hour: int = 12
    setup_minutes: int = 30
    hours: tuple[tuple[int, int], ...] = ((480, 720), (780, 960))
    friday_hours: tuple[tuple[int, int], ...] = ((480, 690),)
    duty_start: int = 360
    duty_end: int = 1080
    max_driving_minutes: int = 600
    max_nights_out: int = 5
    finish_minutes: int = 20
    min_visit_residents: int = 10
    lodging_per_person: int = 150_000
    lodging_towns: tuple[str, ...] = ("kota-kupang",)
    per_diem: int = 430_000
    rupiah_per_km_car: int = 3_000
    rupiah_per_km_motorcycle: int = 1_000
    urgency_rupiah_per_resident_day: int = 100


DEFAULTS = Defaults()
"""Values of the campaign of Kupang in 2018; `campaign.json` says which are assumptions."""

CHANGED_PROMISE_RUPIAH = 250_000
"""Price of breaking a soft promise where the planner names none; an assumption: what somebody's
way to the village with the new date costs, and the trust that is lost."""
