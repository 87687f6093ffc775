"""Why residents are left, and what a planner can do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from routing.hindrances import pin_hindrance, pinned_dates, recorders, spare, way_hindrance
from routing.instance import Instance
from routing.plan import Reason, TeamPlan, Unserved
from routing.timetable import Timetable

Language = Literal["id", "en"]
CODES: tuple[Literal["no_time", "unreachable", "server", "rule"], ...] = (
    "no_time", "unreachable", "server", "rule",
)  # fmt: skip
"""With what a reason's key begins is its code."""

TEXTS: dict[Language, dict[str, str]] = {
    "en": {
        "no_time": "The pairs' working dates before the deadline are used up.",
        "unreachable": "No road or crossing leads there for any pair's vehicle.",
        "rule_by_air": "It is marked as by air only, so no pair of this campaign goes there.",
        "rule_no_way_back": "No road or crossing leads back from there, so no pair can go.",
        "rule_crossing_dates": "The crossings there run only on dates on which no pair works.",
        "server": "The server takes no more recordings on the dates that are left.",
        "rule_pins": "The pins let no pair record there.",
        "rule_closed": "The post is closed on all dates that it is pinned to.",
        "rule_pin_dates": "No pair works on the dates that the post is pinned to.",
        "rule_absent": "The pairs that the pins leave do not work on the dates on which the "
        "post may be visited.",
        "rule_pin_full": "The working dates of the pairs that the pins leave are used up; other "
        "pairs have dates left.",
        "rule_one_pair": "Only one pair may record in this kecamatan and its working dates are "
        "used up; other pairs have dates left.",
        "rule_dates": "The dates that the post is pinned to are too few for its residents.",
        "rule_visit": "Fewer are left there than a visit must record ({least}), so nobody comes "
        "again for them alone.",
        "rule_other": "No pair can record there within the opening hours, the duty window, "
        "the driving limit and the nights allowed.",
        "add_pairs": "Add pairs, start earlier or extend the opening hours.",
        "add_way": "Add the road or crossing that leads there, or a vehicle that can use it.",
        "go_by_air": "Arrange a visit by air outside this plan; where a road or boat does lead "
        "there, remove the mark.",
        "add_back": "Add the road or crossing that leads back, for the same vehicle.",
        "add_departure": "Add a departure on working dates, or let pairs work on its dates.",
        "pin_open": "Pin the post to dates on which it is open, or open it on those dates.",
        "pin_working": "Pin the post to dates on which pairs work, or lift the pin.",
        "pin_present": "Pin another pair, or let this pair work on dates on which the post is "
        "open.",
        "more_pairs": "Let more than one pair record in a kecamatan (one pair per kecamatan: "
        "no), or allow more nights out or more dates.",
        "raise_server": "Raise the server's capacity or record offline.",
        "change_pins": "Change the pins of this kecamatan.",
        "add_dates": "Pin the post to more dates, or lift the pin.",
        "lower_visit": "Lower the smallest visit, or add pairs or dates.",
        "change_rules": "Allow more nights out, add lodging near the post, widen the duty "
        "window or open the post on more dates.",
    },
    "id": {
        "no_time": "Hari kerja semua pasangan operator sebelum tenggat sudah terpakai.",
        "unreachable": "Tidak ada jalan atau penyeberangan ke sana untuk kendaraan mana pun.",
        "rule_by_air": "Ditandai hanya lewat udara, sehingga tidak ada pasangan dalam kampanye "
        "ini yang ke sana.",
        "rule_no_way_back": "Tidak ada jalan atau penyeberangan kembali dari sana, sehingga "
        "tidak ada pasangan yang dapat pergi.",
        "rule_crossing_dates": "Penyeberangan ke sana hanya berjalan pada tanggal saat tidak ada "
        "pasangan yang bekerja.",
        "server": "Server tidak dapat menerima perekaman lagi pada tanggal yang tersisa.",
        "rule_pins": "Penetapan pasangan tidak mengizinkan pasangan mana pun merekam di sana.",
        "rule_closed": "Pos ini tutup pada semua tanggal yang ditetapkan untuknya.",
        "rule_pin_dates": "Tidak ada pasangan yang bekerja pada tanggal yang ditetapkan untuk "
        "pos ini.",
        "rule_absent": "Pasangan yang diizinkan oleh penetapan tidak bekerja pada tanggal saat "
        "pos ini boleh dikunjungi.",
        "rule_pin_full": "Hari kerja pasangan yang diizinkan oleh penetapan sudah terpakai; "
        "pasangan lain masih punya hari.",
        "rule_one_pair": "Hanya satu pasangan yang boleh merekam di kecamatan ini dan hari "
        "kerjanya sudah terpakai; pasangan lain masih punya hari.",
        "rule_dates": "Tanggal yang ditetapkan untuk pos ini tidak cukup bagi semua warganya.",
        "rule_visit": "Sisa warga di sana lebih sedikit daripada kunjungan terkecil ({least}), "
        "sehingga tidak ada yang datang lagi hanya untuk mereka.",
        "rule_other": "Tidak ada pasangan yang dapat merekam di sana dalam jam buka, jam dinas, "
        "batas mengemudi, dan jumlah malam yang diizinkan.",
        "add_pairs": "Tambah pasangan, mulai lebih awal, atau perpanjang jam buka.",
        "add_way": "Tambahkan jalan atau penyeberangan ke sana, atau kendaraan yang sesuai.",
        "go_by_air": "Atur kunjungan lewat udara di luar rencana ini; jika ada jalan atau perahu "
        "ke sana, hapus tandanya.",
        "add_back": "Tambahkan jalan atau penyeberangan kembali untuk kendaraan yang sama.",
        "add_departure": "Tambahkan keberangkatan pada hari kerja, atau biarkan pasangan bekerja "
        "pada tanggalnya.",
        "pin_open": "Tetapkan tanggal saat pos ini buka, atau buka pos pada tanggal itu.",
        "pin_working": "Tetapkan tanggal saat pasangan bekerja, atau cabut penetapannya.",
        "pin_present": "Tetapkan pasangan lain, atau biarkan pasangan ini bekerja pada tanggal "
        "saat pos buka.",
        "more_pairs": "Izinkan lebih dari satu pasangan per kecamatan (satu pasangan per "
        "kecamatan: tidak), atau izinkan lebih banyak malam menginap atau tanggal.",
        "raise_server": "Naikkan kapasitas server atau rekam secara luring.",
        "change_pins": "Ubah penetapan pasangan untuk kecamatan ini.",
        "add_dates": "Tetapkan lebih banyak tanggal untuk pos ini, atau cabut penetapannya.",
        "lower_visit": "Turunkan batas kunjungan terkecil, atau tambah pasangan atau hari.",
        "change_rules": "Izinkan lebih banyak malam menginap, tambah penginapan di dekat pos, "
        "perpanjang jam dinas, atau buka pos pada lebih banyak tanggal.",
    },
}

REMEDIES: dict[str, str] = {
    "no_time": "add_pairs",
    "unreachable": "add_way",
    "server": "raise_server",
    "rule_by_air": "go_by_air",
    "rule_no_way_back": "add_back",
    "rule_crossing_dates": "add_departure",
    "rule_pins": "change_pins",
    "rule_closed": "pin_open",
    "rule_pin_dates": "pin_working",
    "rule_absent": "pin_present",
    "rule_pin_full": "change_pins",
    "rule_one_pair": "more_pairs",
    "rule_dates": "add_dates",
    "rule_visit": "lower_visit",
    "rule_other": "change_rules",
}


def unserved(
    instance: Instance, timetable: Timetable, recorded: dict[str, int], language: Language,
    recordable: frozenset[int] | None = None, plans: Sequence[TeamPlan] = (),
) -> tuple[Unserved, ...]:  # fmt: skip
    """Posts with residents left, in the campaign's order, each with its reason.

    Parameters
    ----------
    recorded
        Residents recorded by post id.
    recordable
        Posts at which some pair can record somebody within the server's limits, where that
        is known for sure; None leaves it to the timetable.
    plans
        What the teams do; without it nothing is said of pairs that have dates left.
    """
    texts = TEXTS[language]
    found = []
    used_up = _server_used_up(instance, recorded)
    for post in instance.posts:
        place = instance.place(post)
        left = place.residents - recorded.get(place.id, 0)
        if left <= 0:
            continue
        least = instance.least_visit(post)
        key = "rule_visit"
        if left >= least:
            key = _reason(instance, timetable, post, recordable, plans, used_up=used_up)
        code = next(code for code in CODES if key.startswith(code))
        reasons = (Reason(code, texts[key].format(least=least)),)
        found.append(Unserved(place.id, left, reasons, (texts[REMEDIES[key]],)))
    return tuple(found)


def _reason(
    instance: Instance, timetable: Timetable, post: int, recordable: frozenset[int] | None,
    plans: Sequence[TeamPlan], *, used_up: bool,
) -> str:  # fmt: skip
    way = way_hindrance(instance, post)
    if way is not None:
        return way
    teams = instance.campaign.teams
    able = [n for n, team in enumerate(teams) if instance.allowed(post, team)]
    pin = pin_hindrance(instance, post, [teams[n] for n in able]) if able else "rule_pins"
    if pin is not None:
        return pin
    sure = recordable is not None and post in recordable
    if not (used_up or sure or _alone(instance, timetable, post, able)):
        return "rule_other"
    if used_up or not (sure or recordable is None):
        return "server"
    return _full(instance, post, {teams[n].id for n in able}, plans)


def _full(instance: Instance, post: int, able: set[str], plans: Sequence[TeamPlan]) -> str:
    """Why the dates are used up: where other pairs have some left, a rule keeps them away."""
    if pinned_dates(instance, post) is not None:
        return "rule_dates"
    here = recorders(instance, post, plans)
    others = set(spare(instance, post, plans)) - here if plans else set()
    if others and not others & able:
        return "rule_pin_full"
    if here and others & able and instance.campaign.rules.one_pair_per_kecamatan:
        return "rule_one_pair"
    return "no_time"


def _alone(instance: Instance, timetable: Timetable, post: int, able: list[int]) -> bool:
    """Whether a pair could record there if the server took everybody."""
    jobs = ((post, instance.place(post).residents),)
    boundless = np.full(len(instance.campaign.dates), -1, np.int64)
    return any(timetable.evaluate(n, jobs, boundless).residents for n in able)


def _server_used_up(instance: Instance, recorded: dict[str, int]) -> bool:
    """Whether the server's whole capacity on working dates is within a tenth of its use."""
    days = instance.campaign.dates
    limits = [
        limit
        for limit, day in zip(instance.server, days, strict=True)
        if day not in instance.rest_days
    ]
    if not limits or any(limit is None for limit in limits):
        return False
    capacity = sum(limit or 0 for limit in limits)
    return sum(recorded.values()) >= 0.9 * capacity
