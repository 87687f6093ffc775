"""Data of the page's own script: days, their legs as lines, and words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from maps.data import MapData
from maps.drawing import LEG_DIGITS, LegLines
from maps.figures import PairFigures
from maps.file_names import progress_file_name
from maps.language import N_, Words
from maps.pages.navigation_links import google_pattern, osmand_pattern
from routing.plan import Drive, Ferry, TeamDate

_ENTERED = N_(
    "%(num)s of %(all)s sessions entered: %(recorded)s recorded of %(planned)s planned, "
    "%(absent)s did not come"
)


_LINE = N_(
    "%(team)s, %(date)s, %(posts)s: %(recorded)s recorded of %(planned)s planned, "
    "%(absent)s did not come. Plan %(plan)s"
)

_UNSENT = N_("Results that are only on this phone: %(num)s. Save them as a file or send them.")

_READ = N_("Results in the file: %(rows)s; newer than on this phone and taken over: %(taken)s.")

_OTHERS = N_("Not taken (unreadable, or of another pair or campaign): %(num)s.")


def plan_hash(data: MapData) -> str:
    """SHA-256 of `plan.json`, lower-case hex."""
    return data.plan.sha256


def plan_number(data: MapData) -> str:
    """Beginning of the plan's hash, by which people distinguish plans."""
    return plan_hash(data)[:8]


def script_data(data: MapData, figures: PairFigures, lang: Words) -> dict[str, Any]:
    """Return a team's days for the script, as JSON values.

    `places` are `[id, name, latitude, longitude]`; `legs` lists of encoded lines; `apps` names
    and link patterns of the apps that take a leg over; `days` hold the date `d`, in words `t`,
    its legs `l` and the places that it passes `p`, by position, and the names of its posts `s`.
    What the team enters is kept by campaign and team; `plans` are the hashes by which pages of
    the version before kept it.
    """
    legs = LegLines(data)
    used: dict[str, int] = {}
    days = []
    for day in figures.plan.dates:
        stops = dict.fromkeys([day.start_at, *_stops(day), day.night_at])
        passed = [used.setdefault(stop, len(used)) for stop in stops]
        way = legs.of(day, figures.team.vehicle)
        posts = dict.fromkeys(data.place(session.at).name for session in day.sessions)
        days.append(
            {
                "d": day.date.isoformat(),
                "t": lang.short_date(day.date),
                "l": way,
                "p": passed,
                "s": list(posts),
            }
        )
    places = [data.place(place) for place in used]
    return {
        "zone": data.campaign.timezone,
        "plan": plan_hash(data),
        "plans": [number for number in (plan_hash(data), data.campaign.supersedes) if number],
        "campaign": data.campaign.identity,
        "revision": data.campaign.revision,
        "team": figures.team.id,
        "file": progress_file_name(figures.team.id),
        "places": [[p.id, p.label, round(p.lat, 5), round(p.lon, 5)] for p in places],
        "legs": legs.lines,
        "digits": LEG_DIGITS,
        "days": days,
        "apps": [
            ["OsmAnd", osmand_pattern(figures.team.vehicle)],
            ["Google Maps", google_pattern(figures.team.vehicle)],
        ],
        "words": _words(lang, under_way=data.campaign.revision > 0),
    }


def _stops(day: TeamDate) -> Iterable[str]:
    for event in day.events:
        if isinstance(event, Drive | Ferry):
            yield event.to


def _words(lang: Words, *, under_way: bool) -> dict[str, str]:
    """Return what the page's script says; a revision lacks the dates before it, not the work."""
    next_date = lang.gettext("Nothing is planned for today. Next date:")
    first = lang.gettext("The campaign has not begun for this pair. First date:")
    return {
        "today": lang.gettext("Today"),
        "next": next_date,
        "before": next_date if under_way else first,
        "clock": lang.clock(0)[2],
        "after": lang.gettext("All dates are past. Last date:"),
        "copied": lang.gettext("Copied."),
        "unsaved": lang.gettext("This phone does not keep entries: send them before closing."),
        "kept": lang.gettext("Kept on this phone only, until you send it or save it as a file."),
        "bad": lang.gettext("Write a whole number from 0 to 9999; this one is not counted."),
        "entered": lang.plain(_ENTERED),
        "line": lang.plain(_LINE),
        "unsent": lang.plain(_UNSENT),
        "total": lang.gettext("total of the date"),
        "read": lang.plain(_READ),
        "others": lang.plain(_OTHERS),
        "no_table": lang.gettext(
            "No results are in this file. Choose the file that this page saved."
        ),
        "nowhere": lang.gettext("The phone gives no position."),
    }
