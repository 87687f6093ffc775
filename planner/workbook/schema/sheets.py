"""The sheets of a campaign, in their order."""

from __future__ import annotations

from geodata import Message
from planner.workbook.schema.incident_sheet import IncidentRow
from planner.workbook.schema.place_sheets import PairRow, PlaceRow
from planner.workbook.schema.road_sheets import CalendarRow, ClosureRow, CrossingRow, PinRow
from planner.workbook.schema.rules_sheets import CampaignRow, CostRow
from planner.workbook.schema.sheet_model import Row, Sheet

CAMPAIGN = Sheet(
    "campaign",
    Message("Campaign"),
    Message("The campaign and its rules"),
    CampaignRow,
    settings=True,
)
PLACES = Sheet(
    "places",
    Message("Places"),
    Message("Villages, posts, base, ports"),
    PlaceRow,
)
PAIRS = Sheet(
    "pairs",
    Message("Pairs"),
    Message("Pairs of operators"),
    PairRow,
)
CALENDAR = Sheet(
    "calendar",
    Message("Calendar"),
    Message("Rest days and the server"),
    CalendarRow,
    needed=False,
)
CLOSURES = Sheet(
    "closures",
    Message("Road closures"),
    Message("Closed roads"),
    ClosureRow,
    needed=False,
)
CROSSINGS = Sheet(
    "crossings",
    Message("Crossings"),
    Message("Ferries and boats"),
    CrossingRow,
    needed=False,
)
PINS = Sheet(
    "pins",
    Message("Pins"),
    Message("Who, where, when"),
    PinRow,
    needed=False,
)
COSTS = Sheet("costs", Message("Costs"), Message("Costs"), CostRow, settings=True)
INCIDENTS = Sheet(
    "incidents",
    Message("Incidents"),
    Message("What changed since the campaign was planned; empty at first"),
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
    Message("Setting"),
    Message("Value"),
    Message("Unit"),
    Message("Explanation"),
    Message("Source"),
)
"""Headings of a sheet of settings; name and value are read, the rest explains."""
