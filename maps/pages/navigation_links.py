"""Hand a leg of a way over to the navigation apps on a phone.

A link carries one leg: longer chains of waypoints are cut short by some apps on phones. The
app finds its own way, which may differ from the one planned. Coordinates are WGS 84 with
five decimals (about a metre), latitude first, as all three forms want it.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from routing.campaign import Place


def geo_link(place: Place) -> str:
    """Link that any map app may answer: the place with its name as a pin.

    >>> geo_link(Place("b", "Baun (pos)", None, 123.75, -10.15))
    'geo:-10.15000,123.75000?q=-10.15000,123.75000(Baun%20%28pos%29)'
    """
    return f"geo:{point(place)}?q={point(place)}({quote(place.label, safe='', errors='replace')})"


def tel_link(phone: str) -> str:
    """Link that calls a number: digits and a leading plus; empty where there is no number.

    >>> tel_link("0812-3456-7890 (Pak Ma\u2019u)"), tel_link("(+62) 812 3456"), tel_link("-")
    ('tel:081234567890', 'tel:+628123456', '')
    """
    for found in re.finditer(r"[(+\d][\d\s().+-]*", _plain(phone)):
        digits = re.sub(r"\D", "", found[0])
        if len(digits) >= 3:
            plus = "+" if "+" in found[0].partition(digits[0])[0] else ""
            return f"tel:{plus}{digits}"
    return ""


def _plain(phone: str) -> str:
    """Write a number as phones dial it: plain digits, "-" for every dash, no invisible marks."""
    kinds = [(sign, unicodedata.category(sign)) for sign in unicodedata.normalize("NFKC", phone)]
    plain = "".join("-" if kind == "Pd" else sign for sign, kind in kinds if kind != "Cf")
    return plain.replace("\u2212", "-")


def pin_link(place: Place) -> str:
    """Link that any map app may answer: a pin without a name, short enough for a small code.

    Four decimals of a degree are 11 m.

    >>> pin_link(Place("b", "Baun", None, 123.75, -10.15))
    'geo:-10.1500,123.7500?q=-10.1500,123.7500'
    """
    here = f"{place.lat:.4f},{place.lon:.4f}"
    return f"geo:{here}?q={here}"


def google_pattern(vehicle: str) -> str:
    """Return the link with `{to}` where the point goes.

    Without an origin the app starts where the phone is; only then it navigates at once.
    """
    mode = "two-wheeler" if vehicle == "motorcycle" else "driving"
    return (
        "https://www.google.com/maps/dir/?api=1&destination={to}"
        f"&travelmode={mode}&dir_action=navigate"
    )


def osmand_pattern(vehicle: str) -> str:
    """Return the link with `{from}` and `{to}` where the points go."""
    profile = vehicle if vehicle in {"motorcycle", "truck"} else "car"
    return "https://osmand.net/map/?start={from}&finish={to}" + f"&profile={profile}"


def point(place: Place) -> str:
    """Latitude and longitude as links have them."""
    return f"{place.lat:.5f},{place.lon:.5f}"
