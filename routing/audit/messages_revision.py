"""What the audit says of revisions, by rule: R1', R11', R16 of the history, R17 to R19."""

from __future__ import annotations

from routing.audit.template import Template

REVISION_TEMPLATES: dict[str, Template] = {
    # R1' a team under way
    "state_date": Template(
        "R1'",
        "The date lies before {expected}, the first that is open to the team in this revision.",
        "Tanggal ini mendahului {expected}, tanggal pertama yang terbuka bagi tim dalam revisi "
        "ini.",
    ),
    "state_minute": Template(
        "R1'",
        "The event starts at {found}; on its first date the team is free from {expected} on.",
        "Kegiatan dimulai pukul {found}; pada tanggal pertamanya tim baru bebas mulai pukul "
        "{expected}.",
    ),
    "state_place": Template(
        "R1'",
        "The team begins at {found}; when the revision begins it is at {expected}.",
        "Tim memulai di {found}; saat revisi mulai berlaku, tim berada di {expected}.",
    ),
    "state_gap": Template(
        "R1'",
        "The team's first listed date is this one; it is away, at {place}, from {expected} on, "
        "and every date until its return is listed.",
        "Tanggal pertama tim yang tercantum adalah tanggal ini; sejak {expected} tim berada di "
        "luar pangkalan, di {place}, dan setiap tanggal sampai kepulangannya harus dicantumkan.",
    ),
    "state_left": Template(
        "R1'",
        "The team is at {place} when the revision begins, and nothing brings it back to the base.",
        "Tim berada di {place} saat revisi mulai berlaku, tetapi tidak ada kegiatan yang "
        "membawanya kembali ke pangkalan.",
    ),
    # R11' handovers
    "handover_unlisted": Template(
        "R11'",
        "Kecamatan {kecamatan} was begun by team {former} and is recorded by team {team}; the "
        "plan does not list this handover.",
        "Kecamatan {kecamatan} sudah dimulai oleh tim {former} tetapi direkam oleh tim {team}; "
        "pengalihan ini tidak tercantum dalam rencana.",
    ),
    "handover_unfounded": Template(
        "R11'",
        "The plan lists a handover of kecamatan {kecamatan} from team {former} to team {team}, "
        "but the first did not begin it, or the second does not record it.",
        "Rencana mencantumkan pengalihan kecamatan {kecamatan} dari tim {former} ke tim {team}, "
        "padahal tim pertama tidak memulainya atau tim kedua tidak merekam di sana.",
    ),
    "handover_twice": Template(
        "R11'",
        "The plan lists the handover of kecamatan {kecamatan} from team {former} to team {team} "
        "{found} times; once is enough.",
        "Rencana mencantumkan pengalihan kecamatan {kecamatan} dari tim {former} ke tim {team} "
        "sebanyak {found} kali; cukup satu kali.",
    ),
    "handover_forbidden": Template(
        "R11'",
        "Kecamatan {kecamatan} goes from team {former} to team {team} because of {reason}; "
        "without an incident the planner must allow handovers.",
        "Kecamatan {kecamatan} dialihkan dari tim {former} ke tim {team} karena {reason}; tanpa "
        "kejadian, pengalihan harus diizinkan oleh perencana.",
    ),
    "handover_no_incident": Template(
        "R11'",
        "Kecamatan {kecamatan} goes from team {former} to team {team} because of an incident, but "
        "team {former} is there on all dates that are left and has events.",
        "Kecamatan {kecamatan} dialihkan dari tim {former} ke tim {team} karena suatu kejadian, "
        "padahal tim {former} bertugas pada semua tanggal yang tersisa dan memiliki kegiatan.",
    ),
    "begun_missing": Template(
        "R11'",
        "By the history team {former} has recorded in kecamatan {kecamatan}, which team {team} "
        "goes on with, but the campaign does not say that it was begun.",
        "Menurut riwayat, tim {former} sudah merekam di kecamatan {kecamatan} yang dilanjutkan "
        "oleh tim {team}, tetapi kampanye tidak menyebut bahwa kecamatan itu sudah dimulai.",
    ),
    # R16 the history
    "history_campaign": Template(
        "R16",
        "The history belongs to the campaign {found}; this one is {expected}.",
        "Riwayat ini milik kampanye {found}; kampanye yang ada di sini {expected}.",
    ),
    "history_now": Template(
        "R16",
        "The history ends at {found}; the revision begins at {expected}.",
        "Riwayat berakhir pada {found}; revisi mulai berlaku pada {expected}.",
    ),
    "history_order": Template(
        "R16",
        "The history lists the session of team {team} at {place} on {day} at {start} too late; "
        "sessions are in the order of date, start, team and post.",
        "Riwayat mencantumkan perekaman tim {team} di {place} pada {day} pukul {start} tidak pada "
        "tempatnya; urutannya menurut tanggal, waktu mulai, tim dan pos.",
    ),
    "history_twice": Template(
        "R16",
        "The history lists the session of team {team} at {place} on {day} at {start} twice.",
        "Riwayat mencantumkan perekaman tim {team} di {place} pada {day} pukul {start} dua kali.",
    ),
    # R17 frozen dates
    "superseded_hash": Template(
        "R17",
        "The revision supersedes a plan with the hash {found}; previous.json has {expected}.",
        "Revisi ini menggantikan rencana dengan hash {found}; previous.json memiliki {expected}.",
    ),
    "frozen_events": Template(
        "R17",
        "The date is frozen, but it has {found} events; the superseded plan has {expected}.",
        "Tanggal ini dibekukan, tetapi memiliki {found} kegiatan; dalam rencana yang digantikan "
        "{expected}.",
    ),
    "frozen_event": Template(
        "R17",
        "The date is frozen, but {field} of the event is {found}; in the superseded plan it is "
        "{expected}.",
        "Tanggal ini dibekukan, tetapi {field} kegiatan ini {found}; dalam rencana yang "
        "digantikan {expected}.",
    ),
    # R18 promises
    "promise_unlisted": Template(
        "R18",
        "The {strength} promise of a session at {place} on {day} is broken, and the plan does not "
        "list the change.",
        "Janji {strength} untuk perekaman di {place} pada {day} tidak ditepati, tetapi perubahan "
        "itu tidak tercantum dalam rencana.",
    ),
    "change_unfounded": Template(
        "R18",
        "The plan lists a change of the {strength} promise of a session at {place} on {day}, but "
        "it is kept, or there is no such promise.",
        "Rencana mencantumkan perubahan janji {strength} untuk perekaman di {place} pada {day}, "
        "padahal janji itu ditepati atau tidak pernah ada.",
    ),
    "changes_order": Template(
        "R18",
        "The changes are listed as {found}; each once, by date and post: {expected}.",
        "Perubahan tercantum sebagai {found}; masing-masing satu kali, menurut tanggal dan pos: "
        "{expected}.",
    ),
    "changes_most": Template(
        "R18",
        "{found} promises are broken; at most {expected} may be.",
        "Ada {found} janji yang tidak ditepati; paling banyak {expected}.",
    ),
    # R19 now
    "event_past": Template(
        "R19",
        "The event starts at {start}, before the moment of the revision, {now}.",
        "Kegiatan dimulai pukul {start}, sebelum revisi mulai berlaku, {now}.",
    ),
    "history_late": Template(
        "R19",
        "The history has a session of team {team} at {place} on {day} at {start}, which is not "
        "before the moment of the revision, {now}.",
        "Riwayat memuat perekaman tim {team} di {place} pada {day} pukul {start}, yang tidak "
        "mendahului saat revisi mulai berlaku, {now}.",
    ),
}
