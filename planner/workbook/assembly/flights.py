"""Places that neither a road nor a boat reaches: by air only."""

from __future__ import annotations

from collections.abc import Iterator

from geodata import Message
from geodata.findings import some
from planner.campaigns import Prepared
from planner.workbook import Fault, fault
from planner.workbook.assembly.places import Spots
from planner.workbook.assembly.post_warnings import MOST_NAMED_PLACES

__all__ = ["flight_cautions"]


def flight_cautions(spots: Spots, ready: Prepared, sheet: str) -> Iterator[Fault]:
    """Yield a line on posts by air only, and one on those to which a way leads all the same.

    Parameters
    ----------
    sheet
        Name of the sheet of places as in the file.
    """
    flown = [post for post in ready.campaign.posts if post.by_air]
    if not flown:
        return
    reached = _reached(ready)
    for key, found in (
        ("by_air", [post for post in flown if post.id not in reached]),
        ("by_air_way", [post for post in flown if post.id in reached]),
    ):
        if found:
            names = some([post.name for post in found], MOST_NAMED_PLACES, counted=True)
            residents = Message("%(count)s residents", count=sum(post.residents for post in found))
            cell = ""
            if len(found) == 1:
                cell = spots.by_id[found[0].id].line.spot.cell("by_air", "id")
            values = {"count": len(found), "names": names, "residents": residents}
            yield fault(key, sheet, cell, **values)


def _reached(ready: Prepared) -> set[str]:
    """Return the places to which any vehicle gets from the base at any time."""
    legs = ready.travel.frame[["origin", "destination"]].drop_duplicates()
    ways: dict[str, set[str]] = {}
    for origin, destination in zip(legs["origin"], legs["destination"], strict=True):
        ways.setdefault(str(origin), set()).add(str(destination))
    for crossing in ready.campaign.crossings:
        ways.setdefault(crossing.from_, set()).add(crossing.to)
    reached, ask = {ready.campaign.base}, [ready.campaign.base]
    while ask:
        fresh = ways.get(ask.pop(), set()) - reached
        reached |= fresh
        ask += sorted(fresh)
    return reached
