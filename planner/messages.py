"""What the command line says, in Bahasa Indonesia and English."""

from __future__ import annotations

from typing import Literal

Language = Literal["id", "en"]

MESSAGES: dict[str, tuple[str, str]] = {
    # key: (Bahasa Indonesia, English)
    "model": ("Membagi kecamatan ke pasangan operator", "Assigning kecamatan to pairs"),
    "search": ("Memperbaiki rencana", "Improving the plan"),
    "final": ("Menulis jadwal dan peta", "Writing timetables and maps"),
    "prepare": ("Membaca data dan menghitung perjalanan", "Reading data and timing the roads"),
    "so_far": ("{residents} penduduk, Rp {rupiah}", "{residents} residents, Rp {rupiah}"),
    "recorded": (
        "{done} dari {all} penduduk direkam; perekaman terakhir {last} (tenggat {deadline}).",
        "{done} of {all} residents are recorded, the last on {last} (deadline {deadline}).",
    ),
    "nothing": ("Tidak ada penduduk yang direkam.", "No resident is recorded."),
    "spent": (
        "Biaya Rp {spent}: {pairs} pasangan, {days} hari dinas, {nights} malam menginap, "
        "{km} km. Harga menunggu (bukan pengeluaran): Rp {urgency}.",
        "Money spent Rp {spent}: {pairs} pairs, {days} duty days, {nights} nights away, "
        "{km} km. Price of waiting (not spent): Rp {urgency}.",
    ),
    "unserved": (
        "Belum terlayani: {name}, {residents} penduduk. {reason} {remedy}",
        "Not served: {name}, {residents} residents. {reason} {remedy}",
    ),
    "more_unserved": ("… dan {count} pos lain (lihat peta).", "… and {count} more posts."),
    "interrupted": (
        "Dihentikan. Rencana terbaik sampai saat itu telah disimpan.",
        "Interrupted. The best plan found so far was written.",
    ),
    "by_time": (
        "Berhenti karena waktu habis: dengan waktu lain hasilnya bisa berbeda.",
        "Stopped by the time limit: another run may give another plan.",
    ),
    "open": ("Buka halaman ini: {page}", "Open this page: {page}"),
    "audit_ok": (
        "Audit: tidak ada pelanggaran R1 sampai R16 ({teams} pasangan, {dates} hari, "
        "{sessions} sesi, {residents} penduduk).",
        "Audit: nothing breaks R1 to R16 ({teams} pairs, {dates} dates, {sessions} sessions, "
        "{residents} residents).",
    ),
    "audit_bad": ("Audit: {count} pelanggaran.", "Audit: {count} breaches."),
    "way": (
        "{origin} ke {destination}, {vehicle}, {season}: {time}, {km} km",
        "{origin} to {destination}, {vehicle}, {season}: {time}, {km} km",
    ),
    "estimated": (
        "Perkiraan: {km} km dari jalan ini ({share} %) tidak punya panjang resmi.",
        "Estimated: {km} km of this way ({share} %) have no official length.",
    ),
    "local": ("jalan lokal (perkiraan)", "local road (estimated)"),
    "nothing_written": (
        "Dihentikan; tidak ada yang ditulis.",
        "Interrupted; nothing was written.",
    ),
    "our_fault": (
        "Ini kesalahan program kami, bukan Anda. Kirim pesan ini kepada pengembang:",
        "This is our fault, not yours. Please send this message to the developers:",
    ),
}


def say(key: str, language: Language, **values: object) -> str:
    """A message in the reader's language."""
    return MESSAGES[key][0 if language == "id" else 1].format(**values)


def number(value: int | float, language: Language, digits: int = 0) -> str:
    """A number with the language's separators.

    >>> number(20000, "id")
    '20.000'
    """
    text = f"{value:,.{digits}f}"
    if language == "id":
        return text.translate(str.maketrans(",.", ".,"))
    return text
