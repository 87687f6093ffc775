"""Why residents are left, and what a planner can do about it."""

from __future__ import annotations

from typing import Literal

import numpy as np

from routing.campaign import PostDates
from routing.instance import Instance
from routing.network import Net
from routing.plan import Reason, Unserved
from routing.timetable import Timetable

Language = Literal["id", "en"]
Code = Literal["no_time", "unreachable", "server", "rule"]

TEXTS: dict[Language, dict[str, str]] = {
    "en": {
        "no_time": "The pairs' working dates before the deadline are used up.",
        "unreachable": "No road or crossing leads there for any pair's vehicle.",
        "server": "The server takes no more recordings on the dates that are left.",
        "rule_pins": "The pins let no pair record there.",
        "rule_dates": "The dates that the post is pinned to are too few for its residents.",
        "rule_visit": "Fewer are left there than a visit must record ({least}), so nobody comes "
        "again for them alone.",
        "rule_other": "No pair can record there within the opening hours, the duty window, "
        "the driving limit and the nights allowed.",
        "add_pairs": "Add pairs, start earlier or extend the opening hours.",
        "add_way": "Add the road or crossing that leads there, or a vehicle that can use it.",
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
        "server": "Server tidak dapat menerima perekaman lagi pada tanggal yang tersisa.",
        "rule_pins": "Penetapan pasangan tidak mengizinkan pasangan mana pun merekam di sana.",
        "rule_dates": "Tanggal yang ditetapkan untuk pos ini tidak cukup bagi semua warganya.",
        "rule_visit": "Sisa warga di sana lebih sedikit daripada kunjungan terkecil ({least}), "
        "sehingga tidak ada yang datang lagi hanya untuk mereka.",
        "rule_other": "Tidak ada pasangan yang dapat merekam di sana dalam jam buka, jam dinas, "
        "batas mengemudi, dan jumlah malam yang diizinkan.",
        "add_pairs": "Tambah pasangan, mulai lebih awal, atau perpanjang jam buka.",
        "add_way": "Tambahkan jalan atau penyeberangan ke sana, atau kendaraan yang sesuai.",
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
    "rule_pins": "change_pins",
    "rule_dates": "add_dates",
    "rule_visit": "lower_visit",
    "rule_other": "change_rules",
}


def unserved(
    instance: Instance, timetable: Timetable, recorded: dict[str, int], language: Language,
    recordable: frozenset[int] | None = None,
) -> tuple[Unserved, ...]:  # fmt: skip
    """Posts with residents left, in the campaign's order, each with its reason.

    Parameters
    ----------
    recorded
        Residents recorded by post id.
    recordable
        Posts at which some pair can record somebody within the server's limits, where that
        is known for sure; None leaves it to the timetable.
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
            key = _reason(instance, timetable, post, recordable, used_up=used_up)
        code: Code = "rule" if key.startswith("rule") else key  # type: ignore[assignment]
        reasons = (Reason(code, texts[key].format(least=least)),)
        found.append(Unserved(place.id, left, reasons, (texts[REMEDIES[key]],)))
    return tuple(found)


def unreachable(instance: Instance, post: int) -> bool:
    """Whether no team's vehicle has any way to the post under any condition."""
    base = instance.index[instance.campaign.base]
    return not any(
        post in _reached(instance.net(team), base)
        for team in {team.vehicle: team for team in instance.campaign.teams}.values()
    )


def _reached(net: Net, base: int) -> set[int]:
    found = {base}
    queue = [base]
    while queue:
        place = queue.pop()
        ways = np.flatnonzero((net.minutes[:, place, :] >= 0).any(axis=0)).tolist()
        for crossing in np.flatnonzero(net.crossing_from == place).tolist():
            if net.runs[crossing].any():
                ways.append(int(net.crossing_to[crossing]))
        for other in ways:
            if other not in found:
                found.add(other)
                queue.append(other)
    return found


def _reason(
    instance: Instance, timetable: Timetable, post: int, recordable: frozenset[int] | None, *,
    used_up: bool,
) -> str:  # fmt: skip
    if unreachable(instance, post):
        return "unreachable"
    teams = instance.campaign.teams
    able = [n for n, team in enumerate(teams) if instance.allowed(post, team)]
    if not able:
        return "rule_pins"
    sure = recordable is not None and post in recordable
    if not (used_up or sure or _alone(instance, timetable, post, able)):
        return "rule_other"
    if used_up or not (sure or recordable is None):
        return "server"
    pins = instance.campaign.rules.pins
    if any(isinstance(pin, PostDates) and pin.post == instance.place(post).id for pin in pins):
        return "rule_dates"
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
