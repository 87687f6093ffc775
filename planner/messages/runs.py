"""What a planner is told of a run in which something went wrong."""

from __future__ import annotations

RUN_MESSAGES: dict[str, tuple[str, str]] = {
    "out_full": (
        "--out {folder}: hanya {free} kB kosong di sana, padahal perlu paling sedikit {need} kB; "
        "kosongkan tempat atau sebutkan folder di disk lain",
        "--out {folder}: only {free} kB are free there, and at least {need} kB are needed; make "
        "room or name a folder on another disk",
    ),
    "kept_changed": (
        "Berkas yang Anda ubah setelah ditulis tidak hilang; sekarang bernama: {files}",
        "Files that you changed after they were written are not lost; they are now named: {files}",
    ),
    "kept_elsewhere": (
        "Rencana yang ditemukan disimpan di {folder}; kosongkan tempat, lalu salin dari sana.",
        "The plan that was found is kept in {folder}; make room, then copy it from there.",
    ),
    "stand_in": (
        "Kesalahan program ini: audit menolak rencana terbaik yang ditemukan, maka ditulis rencana "
        "lain yang lolos audit. Mohon kirim pesan ini kepada pengembangnya:\n{first}",
        "A fault of this program: the audit rejects the best plan that was found, so another one "
        "was written that passes it. Please send this message to its developers:\n{first}",
    ),
}
