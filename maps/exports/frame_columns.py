"""The columns of a plan's tables, and their Arrow types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

_TEXT, _WHOLE, _DATE, MOMENT = pa.string(), pa.int64(), pa.date32(), "moment"
ArrowTypes = Mapping[str, Any]
"""Arrow types by column; `moment` is a timestamp in the campaign's time zone."""

POST_COLUMNS: ArrowTypes = {
    **dict.fromkeys(("id", "name", "kecamatan"), _TEXT),
    **dict.fromkeys(("residents", "recorded", "left", "weight"), _WHOLE),
    "pairs": _TEXT,
    **dict.fromkeys(("first_date", "last_date"), _DATE),
    "dates": _WHOLE,
    **dict.fromkeys(("phone", "building", "team_note"), _TEXT),
}
PLACE_COLUMNS: ArrowTypes = {
    **dict.fromkeys(("id", "name", "kind"), _TEXT),
    "lodging_per_person": _WHOLE,
}
ROUTE_COLUMNS: ArrowTypes = {
    "pair": _TEXT,
    "date": _DATE,
    "leg": _WHOLE,
    **dict.fromkeys(("kind", "from_id", "from_name", "to_id", "to_name"), _TEXT),
    **dict.fromkeys(("begin", "end"), MOMENT),
    **dict.fromkeys(("local_begin", "local_end"), _TEXT),
    **dict.fromkeys(("minutes", "metres", "estimated_metres"), _WHOLE),
    **dict.fromkeys(("vehicle", "condition"), _TEXT),
}
SESSION_COLUMNS: ArrowTypes = {
    "pair": _TEXT,
    "date": _DATE,
    **dict.fromkeys(("post", "name", "kecamatan"), _TEXT),
    **dict.fromkeys(("begin", "end"), MOMENT),
    **dict.fromkeys(("local_begin", "local_end"), _TEXT),
    **dict.fromkeys(("minutes", "residents"), _WHOLE),
    "at_server": _DATE,
}
KECAMATAN_COLUMNS: ArrowTypes = {
    **dict.fromkeys(("code", "name", "pairs"), _TEXT),
    **dict.fromkeys(("first_date", "last_date"), _DATE),
    **dict.fromkeys(("dates", "to_record", "recorded", "left"), _WHOLE),
    "at_server": _DATE,
    **dict.fromkeys(("metres", "rupiah_spent"), _WHOLE),
}
VILLAGE_COLUMNS: ArrowTypes = {
    **dict.fromkeys(("code", "name", "kecamatan"), _TEXT),
    "people": _WHOLE,
    **dict.fromkeys(("post", "post_name"), _TEXT),
    **dict.fromkeys(("metres", "minutes"), _WHOLE),
}
PAIR_COLUMNS: ArrowTypes = {
    **dict.fromkeys(("pair", "operator_1", "operator_2", "vehicle", "kecamatan"), _TEXT),
    **dict.fromkeys(("first_date", "last_date"), _DATE),
    **dict.fromkeys(("residents", "duty_days", "nights_away", "metres", "driving_minutes"), _WHOLE),
    **dict.fromkeys(
        tuple(
            f"rupiah_{part}"
            for part in ("distance", "nights", "duty_days", "crossings", "spent", "urgency")
        ),
        _WHOLE,
    ),
}
