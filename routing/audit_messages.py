"""What the audit says: a template per finding, in English and in Bahasa Indonesia.

The code of a finding also fixes the rule that it breaks. Both templates of a code name the
same parameters.
"""

from __future__ import annotations

from typing import NamedTuple


class Template(NamedTuple):
    """The rule that a code breaks and its sentence in both languages."""

    rule: str
    en: str
    id: str


TEMPLATES: dict[str, Template] = {
    # R1 base
    "not_from_base": Template(
        "R1",
        "The team's first event starts at {found}; it must start at the base, {expected}.",
        "Kegiatan pertama tim dimulai di {found}; seharusnya dimulai di pangkalan, {expected}.",
    ),
    "not_to_base": Template(
        "R1",
        "The team's last event ends at {found}; it must end at the base, {expected}.",
        "Kegiatan terakhir tim berakhir di {found}; seharusnya berakhir di pangkalan, {expected}.",
    ),
    "idle_team_dates": Template(
        "R1",
        "The team has no event but {found} listed dates; an idle team has no dates.",
        "Tim tidak memiliki kegiatan tetapi memiliki {found} tanggal dalam daftar; "
        "tim yang tidak bertugas tidak memiliki tanggal.",
    ),
    "idle_date": Template(
        "R1",
        "The date has no event and starts and ends at the base; such a date is not listed.",
        "Tanggal ini tanpa kegiatan serta dimulai dan berakhir di pangkalan; "
        "tanggal seperti ini tidak dicantumkan.",
    ),
    # R2 continuity
    "kind_unknown": Template(
        "R2",
        "The kind of event {found} is unknown; expected one of {expected}.",
        "Jenis kegiatan {found} tidak dikenal; seharusnya salah satu dari {expected}.",
    ),
    "event_backwards": Template(
        "R2",
        "The event starts at {start} but ends before that, at {end}.",
        "Kegiatan dimulai pukul {start} tetapi berakhir sebelumnya, pukul {end}.",
    ),
    "event_empty": Template(
        "R2",
        "The event starts and ends at {start}; an event must last at least one minute.",
        "Kegiatan dimulai dan berakhir pukul {start}; kegiatan harus berlangsung "
        "paling sedikit satu menit.",
    ),
    "time_gap": Template(
        "R2",
        "The event starts at {found}, but the one before it ended at {expected}; "
        "idle time must be a wait.",
        "Kegiatan dimulai pukul {found}, padahal kegiatan sebelumnya berakhir pukul {expected}; "
        "waktu kosong harus dicatat sebagai menunggu.",
    ),
    "place_gap": Template(
        "R2",
        "The event starts at {found}, but the team is at {expected}.",
        "Kegiatan dimulai di {found}, padahal tim berada di {expected}.",
    ),
    "date_start": Template(
        "R2",
        "The date starts at {found}, but the last night was spent at {expected}.",
        "Hari dimulai di {found}, padahal malam sebelumnya dihabiskan di {expected}.",
    ),
    "night_place": Template(
        "R2",
        "The night is entered at {found}, but the team ends the date at {expected}.",
        "Malam dicatat di {found}, padahal tim mengakhiri hari di {expected}.",
    ),
    "dates_order": Template(
        "R2",
        "The date is listed after {found}; dates must follow in order, each once.",
        "Tanggal ini tercantum setelah {found}; tanggal harus berurutan, masing-masing satu kali.",
    ),
    "dates_missing": Template(
        "R2",
        "{found} dates are missing before this one: the team spent the night of {night} at "
        "{place}, and a trip lists every date.",
        "Ada {found} tanggal yang hilang sebelum tanggal ini: tim bermalam di {place} pada "
        "{night}, dan setiap tanggal perjalanan dinas harus dicantumkan.",
    ),
    # R3 drive
    "drive_nowhere": Template(
        "R3",
        "The drive leads from {place} to itself.",
        "Perjalanan darat dari {place} menuju tempat itu sendiri.",
    ),
    "drive_absent": Template(
        "R3",
        "There is no way by {vehicle} from {origin} to {destination} under the road condition "
        "{condition} of this date.",
        "Tidak ada jalan untuk {vehicle} dari {origin} ke {destination} pada kondisi jalan "
        "{condition} yang berlaku pada tanggal ini.",
    ),
    "drive_minutes": Template(
        "R3",
        "The drive from {origin} to {destination} by {vehicle} under the road condition "
        "{condition} takes {expected} minutes; the plan has {found}.",
        "Perjalanan dari {origin} ke {destination} dengan {vehicle} pada kondisi jalan "
        "{condition} memerlukan {expected} menit; dalam rencana {found} menit.",
    ),
    "drive_metres": Template(
        "R3",
        "The drive from {origin} to {destination} by {vehicle} under the road condition "
        "{condition} is {expected} metres long; the plan has {found}.",
        "Perjalanan dari {origin} ke {destination} dengan {vehicle} pada kondisi jalan "
        "{condition} berjarak {expected} meter; dalam rencana {found} meter.",
    ),
    "drive_midnight": Template(
        "R3",
        "The drive lasts until {found}; a drive must end by {expected} of its date.",
        "Perjalanan berlangsung sampai {found}; perjalanan harus berakhir paling lambat pukul "
        "{expected} pada tanggal yang sama.",
    ),
    # R4 crossing
    "ferry_route": Template(
        "R4",
        "The crossing {crossing} leads from {expected}; the plan has {found}.",
        "Penyeberangan {crossing} melayani {expected}; dalam rencana {found}.",
    ),
    "ferry_vehicle": Template(
        "R4",
        "The crossing {crossing} does not take the team's vehicle ({vehicle}).",
        "Penyeberangan {crossing} tidak mengangkut kendaraan tim ({vehicle}).",
    ),
    "ferry_weekday": Template(
        "R4",
        "The crossing {crossing} does not run on this weekday ({weekday}).",
        "Penyeberangan {crossing} tidak beroperasi pada hari ini ({weekday}).",
    ),
    "ferry_cancelled": Template(
        "R4",
        "The crossing {crossing} does not run on this date: out of season or cancelled.",
        "Penyeberangan {crossing} tidak beroperasi pada tanggal ini: di luar musim atau batal.",
    ),
    "ferry_departure": Template(
        "R4",
        "The crossing {crossing} leaves at {expected}; the plan has {found}.",
        "Penyeberangan {crossing} berangkat pukul {expected}; dalam rencana pukul {found}.",
    ),
    "ferry_window": Template(
        "R4",
        "The crossing {crossing} leaves on demand from {open} to {close}; the plan has {found}.",
        "Penyeberangan {crossing} berangkat sesuai permintaan pukul {open} sampai {close}; "
        "dalam rencana pukul {found}.",
    ),
    "ferry_minutes": Template(
        "R4",
        "The crossing {crossing} takes {expected} minutes; the plan has {found}.",
        "Penyeberangan {crossing} memerlukan {expected} menit; dalam rencana {found} menit.",
    ),
    "ferry_loading": Template(
        "R4",
        "The team must wait {expected} minutes at {place} just before the crossing {crossing} "
        "leaves; the plan has {found}.",
        "Tim harus menunggu {expected} menit di {place} tepat sebelum penyeberangan {crossing} "
        "berangkat; dalam rencana {found} menit.",
    ),
    # R5 set-up
    "setup_missing": Template(
        "R5",
        "No set-up at {place} before the first session there on this date; it takes "
        "{expected} minutes.",
        "Tidak ada persiapan di {place} sebelum perekaman pertama di sana pada tanggal ini; "
        "persiapan memerlukan {expected} menit.",
    ),
    "setup_minutes": Template(
        "R5",
        "The set-up at {place} must take {expected} minutes in one piece; the plan has {found}.",
        "Persiapan di {place} harus berlangsung {expected} menit tanpa terputus; "
        "dalam rencana {found} menit.",
    ),
    # R6 session
    "session_hours": Template(
        "R6",
        "The session at {place} from {start} to {end} is not within one opening interval; "
        "open on this date ({weekday}): {expected}.",
        "Perekaman di {place} pukul {start} sampai {end} tidak berada dalam satu rentang jam buka; "
        "jam buka pada tanggal ini ({weekday}): {expected}.",
    ),
    "session_closed": Template(
        "R6",
        "{place} is closed on this date.",
        "{place} tutup pada tanggal ini.",
    ),
    "session_empty": Template(
        "R6",
        "The session at {place} records {found} residents; it must record at least 1.",
        "Perekaman di {place} mencakup {found} penduduk; paling sedikit harus 1.",
    ),
    "session_rate": Template(
        "R6",
        "The session at {place} records {found} residents in {minutes} minutes; at {rate} an "
        "hour at most {expected} are possible.",
        "Perekaman di {place} mencakup {found} penduduk dalam {minutes} menit; dengan {rate} "
        "per jam paling banyak {expected}.",
    ),
    # R6' last in line
    "session_not_last": Template(
        "R6'",
        "The session at {place} ends at {end}, after closing time; only the one that records the "
        "last residents of its post may, up to {minutes} minutes. {left} residents are left there, "
        "or another session ends later.",
        "Perekaman di {place} berakhir pukul {end}, sesudah jam tutup; itu hanya boleh bagi "
        "perekaman yang menuntaskan penduduk terakhir di posnya, paling lama {minutes} menit. "
        "Masih ada {left} penduduk di sana, atau ada perekaman lain yang berakhir lebih akhir.",
    ),
    "visit_small": Template(
        "R6'",
        "The team records {found} residents at {place} on this date; it must record at least "
        "{expected} in a visit.",
        "Tim merekam {found} penduduk di {place} pada tanggal ini; dalam satu kunjungan paling "
        "sedikit {expected}.",
    ),
    # R7 demand
    "demand": Template(
        "R7",
        "{found} residents are recorded at {place}; it has {expected} to record.",
        "{found} penduduk direkam di {place}; yang harus direkam di sana {expected}.",
    ),
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
