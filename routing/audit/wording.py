"""Findings in words: figures, dates and names put into the audit's messages."""

from __future__ import annotations

from collections.abc import Mapping

from routing.audit.messages import TEMPLATES
from routing.audit.template import Lang

Param = str | int | float | None

FIELDS: dict[str, tuple[str, str]] = {
    "residents_to_record": ("the residents to record", "penduduk yang harus direkam"),
    "residents_recorded": ("the residents recorded", "penduduk yang direkam"),
    "weighted_recorded": ("the weighted residents recorded", "penduduk berbobot yang direkam"),
    "total_rupiah": ("the total in rupiah", "total rupiah"),
    "rupiah.distance": ("the distance in rupiah", "biaya jarak dalam rupiah"),
    "rupiah.nights": ("the nights in rupiah", "biaya menginap dalam rupiah"),
    "rupiah.duty_days": ("the duty days in rupiah", "uang harian dalam rupiah"),
    "rupiah.crossings": ("the crossings in rupiah", "biaya penyeberangan dalam rupiah"),
    "rupiah.urgency": ("the urgency in rupiah", "nilai urgensi dalam rupiah"),
    "metres": ("the metres driven", "jarak tempuh dalam meter"),
    "nights_away": ("the nights away", "malam di luar pangkalan"),
    "duty_days": ("the duty days", "hari tugas"),
    "first_date": ("the first date with an event", "tanggal kegiatan pertama"),
    "last_session": ("the date of the last session", "tanggal perekaman terakhir"),
    "residents_gap_percent": (
        "the residents gap in percent",
        "selisih penduduk dalam persen",
    ),
    "gap_percent": ("the gap of the total in percent", "selisih total dalam persen"),
    "rupiah.changes": ("the changed promises in rupiah", "biaya janji yang diubah dalam rupiah"),
    "firm_promises_kept": ("the firm promises kept", "janji pasti yang ditepati"),
    "soft_promises_kept": ("the soft promises kept", "janji sementara yang ditepati"),
    "event.kind": ("the kind", "jenis"),
    "event.from": ("the place at which it begins", "tempat mulai"),
    "event.to": ("the place at which it ends", "tempat berakhir"),
    "event.start": ("the start", "waktu mulai"),
    "event.end": ("the end", "waktu berakhir"),
    "event.metres": ("the metres", "jarak dalam meter"),
    "event.residents": ("the number of residents", "jumlah penduduk"),
    "event.crossing": ("the crossing", "penyeberangan"),
}

_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "field": FIELDS,
    "strength": {"firm": ("firm", "pasti"), "soft": ("soft", "sementara")},
    "reason": {
        "handover": ("a handover", "pengalihan"),
        "better": ("a better plan", "rencana yang lebih baik"),
    },
    "vehicle": {"car": ("car", "mobil"), "motorcycle": ("motorcycle", "sepeda motor")},
    "weekday": {
        "0": ("Monday", "Senin"),
        "1": ("Tuesday", "Selasa"),
        "2": ("Wednesday", "Rabu"),
        "3": ("Thursday", "Kamis"),
        "4": ("Friday", "Jumat"),
        "5": ("Saturday", "Sabtu"),
        "6": ("Sunday", "Minggu"),
    },
}
_NOTHING = ("nothing", "tidak ada")
_CONTEXT: dict[Lang, tuple[str, str, str]] = {
    "en": ("team {}", "{}", "event {}"),
    "id": ("tim {}", "{}", "kegiatan {}"),
}


def rule_of(code: str) -> str:
    """Return the rule that a finding breaks."""
    return TEMPLATES[code].rule


def sentence(code: str, params: Mapping[str, Param], lang: Lang = "en") -> str:
    """Put a finding into words.

    Raises
    ------
    ValueError
        When `lang` is neither "en" nor "id".
    """
    column = _column(lang)
    words = {key: _word(key, value, column) for key, value in params.items()}
    template = TEMPLATES[code]
    return (template.en, template.id)[column].format_map(words)


def context(team: str | None, date: str | None, event: int | None, lang: Lang = "en") -> str:
    """Say where a finding is, for people: events are counted from 1."""
    _column(lang)
    number = None if event is None else event + 1
    parts = zip(_CONTEXT[lang], (team, date, number), strict=True)
    return ", ".join(form.format(part) for form, part in parts if part is not None)


def _column(lang: Lang) -> int:
    if lang not in _CONTEXT:
        raise ValueError(f"language {lang!r} is unknown: use 'en' or 'id'")
    return 0 if lang == "en" else 1


def _word(key: str, value: Param, column: int) -> str:
    if value is None or value == "":
        return _NOTHING[column]
    if isinstance(value, (int, float)):
        figure = f"{value:,}" if isinstance(value, int) else f"{value:,.12g}"
        return figure if column == 0 else figure.translate(str.maketrans(",.", ".,"))
    pair = _WORDS.get(key, {}).get(value)
    return value if pair is None else pair[column]
