"""What the checks of the tables say of dates, names and points."""

from __future__ import annotations

from planner.desk.words import Words

W = Words

CALENDAR_FAULTS: dict[str, tuple[Words, Words]] = {
    "several": (
        W(
            "sel ini menyebut {count} {column}; hanya boleh satu.",
            "this cell names {count}; it takes one {column}.",
        ),
        W("Tulis satu saja, yang lain di baris sendiri.", "Write one, the others on own rows."),
    ),
    "weekday_differs": (
        W("{date} adalah hari {weekday}.", "{date} is a {weekday}."),
        W("Perbaiki hari atau tanggalnya.", "Mend the weekday or the date."),
    ),
    "span_backwards": (
        W("{last} mendahului {first}.", "{last} is before {first}."),
        W("Tukar kedua tanggal, atau perbaiki.", "Swap the two dates, or mend them."),
    ),
    "span_years": (
        W(
            "{first} sampai {last} lebih dari satu tahun.",
            "{first} to {last} is more than a year.",
        ),
        W("Periksa tahunnya.", "Check the years."),
    ),
}

CALENDAR_WARNINGS: dict[str, tuple[Words, Words]] = {}
