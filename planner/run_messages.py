"""What a planner is told of a run in which something went wrong."""

from __future__ import annotations

RUN_MESSAGES: dict[str, tuple[str, str]] = {
    "stand_in": (
        "Kesalahan program ini: audit menolak rencana terbaik yang ditemukan, maka ditulis rencana "
        "lain yang lolos audit. Mohon kirim pesan ini kepada pengembangnya:\n{first}",
        "A fault of this program: the audit rejects the best plan that was found, so another one "
        "was written that passes it. Please send this message to its developers:\n{first}",
    ),
}
