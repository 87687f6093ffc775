"""What is wrong with `--pin`, in Bahasa Indonesia and English."""

from __future__ import annotations

PIN_MESSAGES: dict[str, tuple[str, str]] = {
    "bad_pin": (
        "--pin {value!r} tidak dimengerti; tulis KECAMATAN=T05, KECAMATAN!=T05 atau "
        "POS@2018-04-10,2018-04-17",
        "--pin {value!r} is not understood; write KECAMATAN=T05, KECAMATAN!=T05 or "
        "POST@2018-04-10,2018-04-17",
    ),
    "pin_kecamatan": (
        "--pin {pin!r}: tidak ada pos di kecamatan {value!r}; {meant}",
        "--pin {pin!r}: no post lies in the kecamatan {value!r}; {meant}",
    ),
    "pin_team": (
        "--pin {pin!r}: pasangan {value!r} tidak ada; {meant}",
        "--pin {pin!r}: there is no pair {value!r}; {meant}",
    ),
    "pin_post": (
        "--pin {pin!r}: {value!r} bukan pos dengan warga yang akan direkam; {meant}",
        "--pin {pin!r}: {value!r} is no post with residents to record; {meant}",
    ),
    "pin_meant": ("maksudnya {name}?", "did you mean {name}?"),
    "pin_known": ("pilih salah satu dari {names}", "choose one of {names}"),
    "pin_outside": (
        "--pin {pin!r}: {value} di luar kampanye ({first} sampai {last}); pilih tanggal "
        "di dalamnya",
        "--pin {pin!r}: {value} lies outside the campaign ({first} to {last}); choose a date "
        "inside",
    ),
    "pin_rest_day": (
        "--pin {pin!r}: {value} hari libur; pilih hari kerja",
        "--pin {pin!r}: {value} is a rest day; choose a working date",
    ),
    "pin_two_teams": (
        "--pin {pin!r}: kecamatan itu sudah ditetapkan untuk {value}; pilih salah satu",
        "--pin {pin!r}: the kecamatan is pinned to {value} already; keep one of the two",
    ),
    "pin_barred": (
        "--pin {pin!r}: pasangan itu ditetapkan dan juga dilarang di kecamatan itu; hapus salah "
        "satu",
        "--pin {pin!r}: the pair is both pinned to the kecamatan and barred from it; remove one",
    ),
    "pin_dates_twice": (
        "--pin {pin!r}: pos itu sudah punya daftar tanggal; gabungkan dalam satu --pin",
        "--pin {pin!r}: the post has a list of dates already; join them in one --pin",
    ),
    "vague_pin": (
        "--pin: beberapa pos bernama {value!r}; pakai salah satu kode: {ids}",
        "--pin: several posts are called {value!r}; use one of the ids: {ids}",
    ),
}
