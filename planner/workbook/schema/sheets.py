"""The sheets of a campaign, in their order."""

from __future__ import annotations

from planner.workbook.schema.incident_sheet import IncidentRow
from planner.workbook.schema.place_sheets import PairRow, PlaceRow
from planner.workbook.schema.road_sheets import CalendarRow, ClosureRow, CrossingRow, PinRow
from planner.workbook.schema.rules_sheets import CampaignRow, CostRow
from planner.workbook.schema.sheet_model import Row, Sheet
from planner.workbook.schema.vocabulary import Words

CAMPAIGN = Sheet(
    "campaign",
    Words("Kampanye", "Campaign"),
    Words("Kampanye dan aturannya", "The campaign and its rules"),
    CampaignRow,
    settings=True,
)
PLACES = Sheet(
    "places",
    Words("Tempat", "Places"),
    Words("Desa, pos, pangkalan, pelabuhan", "Villages, posts, base, ports"),
    PlaceRow,
)
PAIRS = Sheet(
    "pairs",
    Words("Pasangan", "Pairs"),
    Words("Pasangan operator", "Pairs of operators"),
    PairRow,
)
CALENDAR = Sheet(
    "calendar",
    Words("Kalender", "Calendar"),
    Words("Hari libur dan server", "Rest days and the server"),
    CalendarRow,
    needed=False,
)
CLOSURES = Sheet(
    "closures",
    Words("Jalan tutup", "Road closures"),
    Words("Jalan yang ditutup", "Closed roads"),
    ClosureRow,
    needed=False,
)
CROSSINGS = Sheet(
    "crossings",
    Words("Penyeberangan", "Crossings"),
    Words("Feri dan perahu", "Ferries and boats"),
    CrossingRow,
    needed=False,
)
PINS = Sheet(
    "pins",
    Words("Pin", "Pins"),
    Words("Siapa, di mana, kapan", "Who, where, when"),
    PinRow,
    needed=False,
)
COSTS = Sheet("costs", Words("Biaya", "Costs"), Words("Biaya", "Costs"), CostRow, settings=True)
INCIDENTS = Sheet(
    "incidents",
    Words("Kejadian", "Incidents"),
    Words(
        "Apa yang berubah sejak direncanakan; kosong di awal",
        "What changed since the campaign was planned; empty at first",
    ),
    IncidentRow,
    needed=False,
    usual=False,
)

SHEETS: tuple[Sheet[Row], ...] = (
    CAMPAIGN,
    PLACES,
    PAIRS,
    CALENDAR,
    CLOSURES,
    CROSSINGS,
    PINS,
    COSTS,
    INCIDENTS,
)  # type: ignore[assignment]
SETTING_COLUMNS = (
    Words("Setelan", "Setting"),
    Words("Nilai", "Value"),
    Words("Satuan", "Unit"),
    Words("Penjelasan", "Explanation"),
    Words("Sumber", "Source"),
)
"""Headings of a sheet of settings; name and value are read, the rest explains."""
