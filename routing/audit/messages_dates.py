"""What the audit says of nights, dates, what teams share, pins and sums (R8 to R16)."""

from __future__ import annotations

from routing.audit.template import Template

DATE_TEMPLATES: dict[str, Template] = {
    # R8 nights
    "night_lodging": Template(
        "R8",
        "The night is spent at {place}, where there is no lodging.",
        "Tim bermalam di {place}, padahal di sana tidak ada penginapan.",
    ),
    "nights_row": Template(
        "R8",
        "The team spends {found} nights in a row away from the base, from {first} to {last}; "
        "at most {expected} are allowed.",
        "Tim bermalam {found} malam berturut-turut di luar pangkalan, dari {first} sampai {last}; "
        "paling banyak {expected}.",
    ),
    # R9 rest days
    "rest_events": Template(
        "R9",
        "{found} events are planned on a rest day; there must be none.",
        "Ada {found} kegiatan pada hari libur; seharusnya tidak ada.",
    ),
    "rest_night": Template(
        "R9",
        "The night before the rest day {rest} is spent at {found}; it must be spent at the "
        "base, {expected}.",
        "Malam sebelum hari libur {rest} dihabiskan di {found}; seharusnya di pangkalan, "
        "{expected}.",
    ),
    # R10 dates
    "date_outside": Template(
        "R10",
        "The date is outside the team's dates in the campaign, {first} to {last}.",
        "Tanggal ini di luar masa tugas tim dalam kampanye, {first} sampai {last}.",
    ),
    "night_after_end": Template(
        "R10",
        "The team's last possible date ends at {found}; the trip must be over, at the base "
        "{expected}, by then.",
        "Tanggal terakhir yang tersedia bagi tim berakhir di {found}; perjalanan dinas harus "
        "sudah selesai di pangkalan, {expected}.",
    ),
    "off_events": Template(
        "R10",
        "{found} events are planned on a day off of the team; there must be none.",
        "Ada {found} kegiatan pada tanggal tim tidak bertugas; seharusnya tidak ada.",
    ),
    "off_night": Template(
        "R10",
        "The night before the team's day off {off} is spent at {found}; it must be spent at the "
        "base, {expected}.",
        "Malam sebelum tim tidak bertugas pada {off} dihabiskan di {found}; seharusnya di "
        "pangkalan, {expected}.",
    ),
    # R11 one pair per kecamatan
    "kecamatan_teams": Template(
        "R11",
        "Kecamatan {kecamatan} is recorded by {found} teams ({teams}); only one may record it.",
        "Kecamatan {kecamatan} direkam oleh {found} tim ({teams}); hanya satu tim yang boleh.",
    ),
    # R12 server
    "server": Template(
        "R12",
        "All teams together record {found} residents on this date; the server takes {expected}.",
        "Semua tim bersama-sama merekam {found} penduduk pada tanggal ini; peladen hanya mampu "
        "{expected}.",
    ),
    # R13 pairs
    "operators": Template(
        "R13",
        "The team has {found} operators ({names}); it must have exactly {expected}.",
        "Tim memiliki {found} operator ({names}); seharusnya tepat {expected}.",
    ),
    "operator_twice": Template(
        "R13",
        "The team names the same operator twice ({names}); it must have {expected} persons.",
        "Tim mencantumkan operator yang sama dua kali ({names}); seharusnya {expected} orang.",
    ),
    "operator_shared": Template(
        "R13",
        "The operator {operator} is in {found} teams ({teams}); only one is allowed.",
        "Operator {operator} tercantum dalam {found} tim ({teams}); hanya boleh satu.",
    ),
    # R14 duty
    "duty_window": Template(
        "R14",
        "The event from {start} to {end} is outside the duty window, {open} to {close}.",
        "Kegiatan pukul {start} sampai {end} berada di luar jam dinas, {open} sampai {close}.",
    ),
    "duty_driving": Template(
        "R14",
        "The team drives {found} minutes on this date; at most {expected} are allowed.",
        "Tim berkendara {found} menit pada tanggal ini; paling banyak {expected} menit.",
    ),
    # R15 pins
    "pin_team": Template(
        "R15",
        "Kecamatan {kecamatan} is pinned to team {expected}, but team {found} records at {place}.",
        "Kecamatan {kecamatan} ditetapkan untuk tim {expected}, tetapi tim {found} merekam di "
        "{place}.",
    ),
    "pin_not_team": Template(
        "R15",
        "Kecamatan {kecamatan} is barred from team {found}, which records at {place}.",
        "Kecamatan {kecamatan} tidak boleh dilayani tim {found}, tetapi tim itu merekam di "
        "{place}.",
    ),
    "pin_dates": Template(
        "R15",
        "The post {place} has sessions on {expected} only; this date is not among them.",
        "Pos {place} hanya dilayani pada {expected}; tanggal ini tidak termasuk.",
    ),
    # R16 sums
    "summary": Template(
        "R16",
        "The summary gives {found} for {field}; the events give {expected}.",
        "Ringkasan menyebut {found} untuk {field}; menurut kegiatan seharusnya {expected}.",
    ),
    "team_kecamatan": Template(
        "R16",
        "The team's kecamatan are listed as {found}; its sessions give {expected}.",
        "Daftar kecamatan tim berisi {found}; menurut perekamannya seharusnya {expected}.",
    ),
    "teams_listed": Template(
        "R16",
        "The plan lists the teams {found}; the campaign has, in this order, {expected}.",
        "Rencana mencantumkan tim {found}; dalam kampanye, menurut urutan, terdapat {expected}.",
    ),
    "unserved_sum": Template(
        "R16",
        "{place} has {expected} residents, but {recorded} recorded and {unserved} unserved add "
        "up to {found}.",
        "{place} memiliki {expected} penduduk, tetapi {recorded} direkam dan {unserved} tidak "
        "terlayani berjumlah {found}.",
    ),
    "unserved_empty": Template(
        "R16",
        "{place} is listed as unserved with {found} residents; posts with at least 1 are listed.",
        "{place} tercantum sebagai tidak terlayani dengan {found} penduduk; yang dicantumkan "
        "hanya pos dengan paling sedikit 1.",
    ),
    "unserved_reason": Template(
        "R16",
        "{place} is listed as unserved without a reason.",
        "{place} tercantum sebagai tidak terlayani tanpa alasan.",
    ),
    "unserved_order": Template(
        "R16",
        "The unserved posts are listed as {found}; each once and in the campaign's order: "
        "{expected}.",
        "Pos yang tidak terlayani tercantum sebagai {found}; masing-masing satu kali dan menurut "
        "urutan kampanye: {expected}.",
    ),
    "campaign_hash": Template(
        "R16",
        "The plan belongs to a campaign.json with the hash {found}; this one has {expected}.",
        "Rencana ini dibuat untuk campaign.json dengan hash {found}; yang ada di sini {expected}.",
    ),
    "travel_hash": Template(
        "R16",
        "The campaign belongs to a travel.parquet with the hash {found}; this one has {expected}.",
        "Kampanye ini memakai travel.parquet dengan hash {found}; yang ada di sini {expected}.",
    ),
    "bound_weighted": Template(
        "R16",
        "The certificate says that no plan records more than {found} (weighted), but this one "
        "records {expected}.",
        "Sertifikat menyatakan tidak ada rencana yang merekam lebih dari {found} (berbobot), "
        "tetapi rencana ini merekam {expected}.",
    ),
    "bound_total": Template(
        "R16",
        "The certificate says that no plan costs less than {found} rupiah in total, but this one "
        "costs {expected}.",
        "Sertifikat menyatakan tidak ada rencana dengan total di bawah {found} rupiah, tetapi "
        "total rencana ini {expected}.",
    ),
    "gap": Template(
        "R16",
        "The certificate gives {found} for {field}; its bound gives {expected}.",
        "Sertifikat menyebut {found} untuk {field}; menurut batasnya seharusnya {expected}.",
    ),
}
