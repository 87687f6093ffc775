"""What the audit says: a template per finding, in English and in Bahasa Indonesia.

The code of a finding also fixes the rule that it breaks. Both templates of a code name the
same parameters.
"""

from __future__ import annotations

from routing.audit.messages_dates import DATE_TEMPLATES
from routing.audit.messages_revision import REVISION_TEMPLATES
from routing.audit.template import Template

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
    **DATE_TEMPLATES,
    **REVISION_TEMPLATES,
}
