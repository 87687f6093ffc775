"""The sheets of a campaign, in their order."""

from __future__ import annotations

from planner.workbook.schema.place_sheets import PairRow, PlaceRow
from planner.workbook.schema.road_sheets import CalendarRow, ClosureRow, CrossingRow, PinRow
from planner.workbook.schema.rules_sheets import CampaignRow, CostRow
from planner.workbook.schema.sheet_model import Row, Sheet
from planner.workbook.schema.vocabulary import Words

W = Words

CAMPAIGN = Sheet(
    "campaign",
    W("Kampanye", "Campaign"),
    W("Kampanye dan aturannya", "The campaign and its rules"),
    CampaignRow,
    settings=True,
)
PLACES = Sheet(
    "places",
    W("Tempat", "Places"),
    W("Desa, pos, pangkalan, pelabuhan", "Villages, posts, base, ports"),
    PlaceRow,
)
PAIRS = Sheet(
    "pairs",
    W("Pasangan", "Pairs"),
    W("Pasangan operator", "Pairs of operators"),
    PairRow,
)
CALENDAR = Sheet(
    "calendar",
    W("Kalender", "Calendar"),
    W("Hari libur dan server", "Rest days and the server"),
    CalendarRow,
    needed=False,
)
CLOSURES = Sheet(
    "closures",
    W("Jalan tutup", "Road closures"),
    W("Jalan yang ditutup", "Closed roads"),
    ClosureRow,
    needed=False,
)
CROSSINGS = Sheet(
    "crossings",
    W("Penyeberangan", "Crossings"),
    W("Feri dan perahu", "Ferries and boats"),
    CrossingRow,
    needed=False,
)
PINS = Sheet(
    "pins",
    W("Pin", "Pins"),
    W("Siapa, di mana, kapan", "Who, where, when"),
    PinRow,
    needed=False,
)
COSTS = Sheet("costs", W("Biaya", "Costs"), W("Biaya", "Costs"), CostRow, settings=True)

SHEETS: tuple[Sheet[Row], ...] = (
    CAMPAIGN,
    PLACES,
    PAIRS,
    CALENDAR,
    CLOSURES,
    CROSSINGS,
    PINS,
    COSTS,
)  # type: ignore[assignment]
SETTING_COLUMNS = (
    W("Setelan", "Setting"),
    W("Nilai", "Value"),
    W("Satuan", "Unit"),
    W("Penjelasan", "Explanation"),
    W("Sumber", "Source"),
)
"""Headings of a sheet of settings; name and value are read, the rest explains."""
