"""The sheets of places and of pairs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from geodata import Message
from planner.workbook.schema.cell_kinds import (
    DATES,
    DATES_OR_DAYS,
    NUMBER,
    OPENING_HOURS,
    OTHER_HOURS,
    PHONE,
    PRICE_OR_NONE,
    TEXT,
    WHOLE_NUMBER,
    YES,
)
from planner.workbook.schema.shared_columns import (
    FROM_COLUMN,
    MINUTES,
    NOTE_COLUMN,
    UNTIL_COLUMN,
    VEHICLE,
    Count,
    Minutes,
)
from planner.workbook.schema.sheet_model import Column, Row
from planner.workbook.schema.times import Days, Intervals
from planner.workbook.schema.vocabulary import both


class PlaceRow(Row):
    """A village, town or port."""

    key: ClassVar[str] = "id"

    id: Annotated[
        str,
        Column(
            Message("Id"),
            TEXT,
            Message(
                "BPS code of the village (10 digits), or a word for another place. Used once. "
                "A new place gets an id of your own, longitude and latitude."
            ),
        ),
    ]
    name: Annotated[
        str,
        Column(Message("Name"), TEXT, Message("The place's name."), width=22),
    ]
    kecamatan: Annotated[
        str,
        Column(
            both("Kecamatan"),
            TEXT,
            Message("The place's kecamatan; empty for ports and towns."),
            blank="",
            absent=Message("as in the dataset"),
            width=20,
            offered="kecamatan",
        ),
    ]
    post: Annotated[
        bool,
        Column(
            Message("Post"),
            YES,
            Message(
                "yes = pairs record here. Residents of villages without a post go to the nearest."
            ),
            blank=False,
            width=8,
            reason="places.post",
        ),
    ]
    base: Annotated[
        bool,
        Column(
            Message("Base"),
            YES,
            Message("yes = pairs leave from here and return here; exactly one place."),
            blank=False,
            width=11,
        ),
    ]
    residents: Annotated[
        Count,
        Column(
            Message("To record"),
            WHOLE_NUMBER,
            Message("Residents of this place without a recording; empty = 0."),
            unit=Message("unit.residents"),
            blank=0,
            width=16,
            reason="residents.village",
            expected=True,
        ),
    ]
    served_at: Annotated[
        str,
        Column(
            Message("Served at post"),
            TEXT,
            Message("Id of the post to which these residents go; empty = worked out."),
            blank="",
            absent=Message("worked out"),
            width=16,
            offered="places",
        ),
    ]
    weight: Annotated[
        int,
        Field(ge=1, le=10_000),
        Column(
            Message("Weight"),
            WHOLE_NUMBER,
            Message("What a resident here counts compared with other posts; empty = 1."),
            blank=1,
            absent=both("1"),
            width=8,
            reason="weight",
        ),
    ]
    lodging: Annotated[
        Count | str | None,
        Column(
            Message("Lodging"),
            PRICE_OR_NONE,
            Message(
                "Price per person and night. Empty = at a post the usual price of the sheet "
                "Costs, elsewhere no lodging. Write: none, for a post without lodging."
            ),
            unit=Message("rupiah/person/night"),
            blank=None,
            absent=Message("the usual price at posts, none elsewhere"),
            width=24,
            reason="lodging_per_person",
        ),
    ]
    hours: Annotated[
        Intervals,
        Column(
            Message("Opening hours"),
            OPENING_HOURS,
            Message("Recording hours of this post; empty = the usual ones of the sheet Campaign."),
            blank=(),
            absent=Message("the usual ones"),
            width=24,
            reason="hours",
        ),
    ]
    other_hours: Annotated[
        dict[int, Intervals],
        Column(
            Message("Opening hours of certain weekdays"),
            OTHER_HOURS,
            Message(
                "Such as Friday 08:00-11:30; Saturday closed. Others as in the sheet Campaign."
            ),
            blank={},
            absent=Message("as in the sheet Campaign"),
            width=24,
            reason="hours",
        ),
    ]
    closed_dates: Annotated[
        tuple[date, ...],
        Column(
            Message("Closed on dates"),
            DATES,
            Message("Dates without recording at this post."),
            blank=(),
            absent=Message("never"),
            width=18,
        ),
    ]
    lon: Annotated[
        float | None,
        Field(ge=-180, le=180),
        Column(
            Message("Longitude"),
            NUMBER,
            Message("Empty = the dataset's point."),
            unit=Message("degrees, WGS 84"),
            blank=None,
            absent=Message("the dataset's point"),
            reason="places.village",
        ),
    ]
    lat: Annotated[
        float | None,
        Field(ge=-180, le=180),
        Column(
            Message("Latitude"),
            NUMBER,
            Message("South of the equator negative, such as -10.07."),
            unit=Message("degrees, WGS 84"),
            blank=None,
            absent=Message("the dataset's point"),
            reason="places.village",
        ),
    ]
    phone: Annotated[
        str,
        Column(
            Message("Phone"),
            PHONE,
            Message("Number to call at the post, for pairs and residents: announcements show it."),
            blank="",
            width=16,
        ),
    ]
    building: Annotated[
        str,
        Column(
            Message("Building or address"),
            TEXT,
            Message(
                "Where in the village residents are recorded, such as the village hall; "
                "announcements show it."
            ),
            blank="",
            width=26,
        ),
    ]
    team_note: Annotated[
        str,
        Column(
            Message("Note for the pair"),
            TEXT,
            Message("Such as the way in or who has the key; on the pair's page, GPX and KML only."),
            blank="",
            width=26,
        ),
    ]
    by_air: Annotated[
        bool,
        Column(
            Message("By air only"),
            YES,
            Message(
                "yes = no road and no boat leads here; this campaign does not serve its "
                "residents, nor are they counted at another post."
            ),
            blank=False,
            absent=Message("as in the dataset"),
            width=18,
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]


class PairRow(Row):
    """Two operators with one kit and one vehicle."""

    key: ClassVar[str] = "id"

    def continues(self, other: Row) -> bool:
        """Whether the row holds another span of dates of the same pair."""
        if not isinstance(other, PairRow):
            return False
        one, two = ({row.operator_1, row.operator_2} for row in (self, other))
        return one == two and len(one) == 2

    id: Annotated[
        str,
        Column(
            Message("Pair"),
            TEXT,
            Message("Id such as T01. Used once."),
            width=11,
            reason="teams",
        ),
    ]
    operator_1: Annotated[
        str,
        Column(
            both("Operator 1"),
            TEXT,
            Message("Name. In one pair only."),
            width=24,
            reason="operators",
        ),
    ]
    operator_2: Annotated[
        str,
        Column(
            both("Operator 2"),
            TEXT,
            Message("Name. In one pair only."),
            width=24,
            reason="operators",
        ),
    ]
    vehicle: Annotated[
        str,
        Column(
            Message("Vehicle"),
            VEHICLE,
            Message("What this pair drives."),
            reason="vehicle",
        ),
    ]
    rate_per_hour: Annotated[
        int,
        Field(ge=1, le=10_000),
        Column(
            Message("Rate"),
            WHOLE_NUMBER,
            Message("Residents recorded per hour."),
            unit=Message("residents per hour"),
            width=18,
            reason="rate_per_hour",
        ),
    ]
    setup_minutes: Annotated[
        Minutes,
        Column(
            Message("Set-up"),
            WHOLE_NUMBER,
            Message("Before the first session of a date."),
            unit=MINUTES,
            width=16,
            reason="setup_minutes",
        ),
    ]
    from_date: Annotated[date | None, FROM_COLUMN]
    until_date: Annotated[date | None, UNTIL_COLUMN]
    days_off: Annotated[
        Days | None,
        Column(
            Message("Days off"),
            DATES_OR_DAYS,
            Message("Leave and weekly days off; the pair is at the base from the night before."),
            blank=None,
            absent=Message("none"),
            width=24,
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]
