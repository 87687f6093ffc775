"""Arguments and options that several commands take, and how their values are read."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geodata import LANGUAGES, Language, Message
from planner.errors import OptionError

if TYPE_CHECKING:
    from planner.reports import Unreported


def _languages() -> list[str]:
    return list(LANGUAGES)


_REGION_HELP = "Folder of a regency's dataset. [default: Kabupaten Kupang]"

PlanFolder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a plan.")]
RegionFolder = Annotated[Path | None, typer.Argument(metavar="FOLDER", help=_REGION_HELP)]

AnnouncementOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Your wording of the announcements with fields as {post} and {schedule}. "
        "[default: pengumuman.txt, announcement.txt; ours]",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]
LangOption = Annotated[
    str,
    typer.Option("--lang", metavar="id|en", help="Language.", autocompletion=_languages),
]
QuietOption = Annotated[bool, typer.Option("--quiet", help="No progress, no remarks.")]
RegionOption = Annotated[Path | None, typer.Option(metavar="FOLDER", help=_REGION_HELP)]
SeedOption = Annotated[
    int,
    typer.Option(metavar="N", help="Start of the random numbers; change it to try another plan."),
]
UnreportedOption = Annotated[
    str,
    typer.Option(metavar="planned|nil", help="What a session without a report counts as."),
]
VehicleOption = Annotated[str, typer.Option(metavar="car|motorcycle|truck", help="Vehicle.")]
WorkOption = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Timetables to try; the same work and seed give the same plan. "
        "[default: by the number of posts]",
    ),
]


def language_of(text: str, faults: list[Message] | None = None) -> Language:
    """Read `--lang`; where it is unknown, add a fault, or raise OptionError without `faults`."""
    if text not in LANGUAGES:
        fault = Message("bad_language", value=text)
        if faults is None:
            raise OptionError([fault])
        faults.append(fault)
    return "id" if text == "id" else "en"


def region_faults(region: Path | None) -> list[Message]:
    """Say what is wrong with `--region`."""
    return [] if region is None or region.is_dir() else [Message("bad_region", value=region)]


def limit_faults(seconds: float, work: int | None, seed: int) -> list[Message]:
    """Return what is wrong with the limits of a search."""
    faults = []
    if not (seconds > 0 and math.isfinite(seconds)):
        faults.append(Message("bad_seconds", value=f"{seconds:g}"))
    if work is not None and work < 0:
        faults.append(Message("bad_work", value=work))
    if seed < 0:
        faults.append(Message("bad_seed", value=seed))
    return faults


def point_of(base: str | None, faults: list[Message]) -> tuple[float, float] | None:
    """Read `--base`, lon and lat (WGS 84), or add a fault."""
    if base is None:
        return None
    try:
        lon, lat = (float(part) for part in base.split(","))
    except ValueError:
        faults.append(Message("bad_base", value=base))
        return None
    return lon, lat


def unreported_of(text: str, faults: list[Message]) -> Unreported:
    """Read what a session without a report counts as, or add a fault."""
    if text not in {"planned", "nil"}:
        faults.append(Message("bad_unreported", value=text))
    return "nil" if text == "nil" else "planned"
