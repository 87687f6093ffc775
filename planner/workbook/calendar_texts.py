"""What the checks of the tables say of dates, names and points."""

from __future__ import annotations

from planner.workbook.schema import Words

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
    "pair_differs": (
        W(
            "{column} lain dari baris pertama pasangan ini ({other}).",
            "{column} differs from the first row of this pair ({other}).",
        ),
        W("Samakan di semua barisnya.", "Write the same on all its rows."),
    ),
    "pin_fields": (
        W("pin ini kurang {missing}.", "this pin lacks {missing}."),
        W("Isi sel itu, atau pilih jenis lain.", "Fill in the cell, or choose another kind."),
    ),
    "pin_twice": (
        W("pin ini bertentangan dengan {other}.", "this pin contradicts {other}."),
        W("Hapus salah satu.", "Remove one of them."),
    ),
    "pin_no_post": (
        W(
            "kecamatan ini tidak punya pos dengan warga.",
            "this kecamatan has no post with residents.",
        ),
        W("Hapus pin, atau buat pos di sana.", "Remove the pin, or make a post there."),
    ),
    "pin_outside": (
        W(
            "{date} di luar kampanye ({start} sampai {deadline}).{hint}",
            "{date} is outside the campaign ({start} to {deadline}).{hint}",
        ),
        W("Pilih tanggal di dalamnya.", "Choose a date inside."),
    ),
    "pin_rest": (
        W("{date} hari libur.", "{date} is a rest day."),
        W("Pilih hari kerja.", "Choose a working date."),
    ),
    "pin_no_day": (
        W(
            "pos ini tidak buka pada hari itu selama kampanye.",
            "on that weekday the post is never open during the campaign.",
        ),
        W("Pilih hari lain, atau ubah jam bukanya.", "Choose another, or change its hours."),
    ),
    "point_elsewhere": (
        W("titik ini ({point}) di luar kabupaten.", "this point ({point}) is outside the regency."),
        W("{remedy}", "{remedy}"),
    ),
}

CALENDAR_WARNINGS: dict[str, tuple[Words, Words]] = {
    "date_outside": (
        W(
            "{dates} di luar kampanye ({start} sampai {deadline}), jadi tidak berpengaruh.{hint}",
            "{dates} is outside the campaign ({start} to {deadline}) and changes nothing.{hint}",
        ),
        W("Periksa tanggalnya.", "Check the date."),
    ),
    "pin_closed": (
        W("pos ini tutup pada {date}.", "this post is closed on {date}."),
        W("Pilih tanggal lain, atau ubah jam bukanya.", "Choose another, or change its hours."),
    ),
    "point_replaced": (
        W(
            "titik ini {km} km di luar desanya; dipakai titik desa.",
            "this point is {km} km outside its village; the village's own is used.",
        ),
        W("Periksa bujur dan lintang.", "Check longitude and latitude."),
    ),
    "small_rupiah": (
        W("hanya {value} rupiah; maksudnya {meant}?", "only {value} rupiah; is it {meant}?"),
        W("Tulis harga dalam rupiah penuh.", "Write prices in whole rupiah."),
    ),
}
