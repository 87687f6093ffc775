"""`jemputbola region build`, `region check` and `region table`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geodata import Language, Message, say
from planner.commands.options import (
    JsonOption,
    LangOption,
    RegionFolder,
    VehicleOption,
    language_of,
    point_of,
)
from planner.commands.region import region_app
from planner.commands.shared import SUCCESS, answering
from planner.commands.terminal import tell_json
from planner.errors import OptionError

__all__ = ["region_app"]

if TYPE_CHECKING:
    from geodata.build import RegionOrder, RegionReport
    from geodata.findings import Finding


def _column(what: str) -> Any:  # noqa: ANN401  (as typer.Option)
    """Return an option that names a column of the layer."""
    return typer.Option(metavar="COLUMN", help=f"Column of the {what}. [default: guessed]")


def _file(what: str) -> Any:  # noqa: ANN401  (as typer.Option)
    """Return an option that names a file which may be left out."""
    return typer.Option(metavar="FILE", help=f"{what}. [default: none]")


_Out = Annotated[Path, typer.Option(metavar="FOLDER", help="Dataset folder to write.")]
_Villages = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Layer of villages or kecamatan, or the folder of a dataset whose roads "
        "the map replaces. [default: Kabupaten Kupang]",
    ),
]
_Sections = Annotated[Path | None, _file("Official sections with lengths, CSV")]
_Osm = Annotated[Path | None, _file("OpenStreetMap extract, .osm.pbf")]
_Base = Annotated[
    str | None,
    typer.Option(metavar="LON,LAT", help="The base, lon before lat. [default: assumed]"),
]
_Towns = Annotated[Path | None, _file("Junctions and ports, CSV")]
_Crossings = Annotated[Path | None, _file("Timetables of crossings, CSV")]
_Closures = Annotated[Path | None, _file("Road closures, CSV")]
_Around = Annotated[Path | None, _file("Layer of the areas around")]
_Name = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Name of the regency. [default: of the layer]"),
]
_Code = Annotated[str | None, _column("village's code")]
_NameColumn = Annotated[str | None, _column("village's name")]
_KecamatanCode = Annotated[str | None, _column("kecamatan's code")]
_Kecamatan = Annotated[str | None, _column("kecamatan's name")]
_Population = Annotated[str | None, _column("residents")]
_Regency = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|CODE",
        help="Regency to take from a layer of a province or the nation. [default: the one]",
    ),
]
_Layer = Annotated[
    str | None, typer.Option(metavar="NAME", help="Layer within the file. [default: the one]")
]
_Crs = Annotated[
    str | None,
    typer.Option(metavar="EPSG:N", help="CRS in place of the stated one. [default: of the file]"),
]
_Repair = Annotated[bool, typer.Option("--repair", help="Mend outlines that cross themselves.")]
_Margin = Annotated[float, typer.Option(metavar="KM", help="Roads around that are kept.")]
_Gap = Annotated[
    float,
    typer.Option(
        metavar="KM", help="Missing links of the road map are estimated up to this length."
    ),
]
_Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help="Replace a dataset that you have changed; the former folder is kept beside.",
    ),
]
_TableFile = Annotated[Path, typer.Option(metavar="FILE.parquet", help="File to write (Parquet).")]


@region_app.command("build", short_help="Build a regency's dataset from maps.")
@answering
def build_command(
    out: _Out,
    villages: _Villages = None,
    sections: _Sections = None,
    osm: _Osm = None,
    base: _Base = None,
    towns: _Towns = None,
    crossings: _Crossings = None,
    closures: _Closures = None,
    around: _Around = None,
    name: _Name = None,
    code: _Code = None,
    name_column: _NameColumn = None,
    kecamatan_code: _KecamatanCode = None,
    kecamatan: _Kecamatan = None,
    population: _Population = None,
    regency: _Regency = None,
    layer: _Layer = None,
    crs: _Crs = None,
    repair: _Repair = False,
    margin_km: _Margin = 10.0,
    gap_km: _Gap = 2.0,
    replace: _Replace = False,
    lang: LangOption = "id",
) -> int:
    """Build the dataset of a regency: villages, kecamatan, roads, crossings.

    Without an extract, villages that share a border are joined by estimated roads. Sections go
    before the lengths on the map. What is missing is told and not made up.

    Exit codes: 0; 2 bad input, nothing is written.
    """
    from geodata.build import RegionOrder, build_region  # noqa: PLC0415

    language, faults = language_of(lang), list[Message]()
    named = {
        "code": code, "name": name_column, "kecamatan_code": kecamatan_code,
        "kecamatan": kecamatan, "population": population,
    }  # fmt: skip
    order = RegionOrder(
        villages=villages or Path(), out=out, sections=sections, osm=osm, towns=towns,
        crossings=crossings, closures=closures, around=around, base=point_of(base, faults),
        name=name, columns={role: column for role, column in named.items() if column},
        layer=layer, crs=crs, regency=regency, repair=repair, margin_km=margin_km,
        gap_km=gap_km, replace=replace,
    )  # fmt: skip
    faults += _distance_faults(order)
    if faults:
        raise OptionError(faults)
    on_map = villages is None or villages.is_dir()
    report = _put_on_map(villages, order) if on_map else build_region(order)
    for line in _built(report, out, language):
        typer.echo(line)
    return SUCCESS


def _distance_faults(order: RegionOrder) -> list[Message]:
    faults = []
    if not 0 <= order.margin_km <= 200:
        faults.append(Message("bad_margin", value=f"{order.margin_km:g}"))
    if not 0 <= order.gap_km <= 50:
        faults.append(Message("bad_gap", value=f"{order.gap_km:g}"))
    return faults


def _put_on_map(folder: Path | None, order: RegionOrder) -> RegionReport:
    """Put a dataset that is there already on the map; None = the embedded one."""
    from geodata.build import put_on_map  # noqa: PLC0415

    names = ("sections", "towns", "crossings", "closures", "around", "name", "regency")
    unused = ", ".join(f"--{name}" for name in names if getattr(order, name) is not None)
    faults = [Message("not_with_dataset", options=unused)] if unused else []
    if order.osm is None:
        faults.append(Message("map_needed"))
    if order.osm is None or faults:
        raise OptionError(faults)
    return put_on_map(
        folder, order.osm, order.out, order.margin_km, order.gap_km,
        base=order.base, replace=order.replace,
    )  # fmt: skip


@region_app.command("check", short_help="Look over a regency's dataset.")
@answering
def check_command(
    folder: RegionFolder = None,
    as_json: JsonOption = False,
    lang: LangOption = "id",
) -> int:
    """Look over a regency's dataset as a geographer would.

    Coverage, overlaps, islands, parts of the network, what the base does not reach, estimated and
    suspicious lengths.

    Exit codes: 0; 2 the dataset cannot be read.
    """
    from geodata import load_dataset  # noqa: PLC0415
    from geodata.quality import survey  # noqa: PLC0415

    language = language_of(lang)
    findings = survey(load_dataset(folder, language))
    if as_json:
        tell_json(_document(findings))
        return SUCCESS
    for line in _found(findings, language):
        typer.echo(line)
    return SUCCESS


@region_app.command("table", short_help="Write the times between all villages.")
@answering
def table_command(
    out: _TableFile,
    folder: RegionFolder = None,
    vehicle: VehicleOption = "car",
    lang: LangOption = "id",
) -> int:
    """Write minutes and metres between all villages and the base, for other programs.

    By season, all roads open. Also of a whole province: memory does not grow with its villages.

    Exit codes: 0; 2 bad input.
    """
    from geodata import build_graph, load_dataset, season_state  # noqa: PLC0415
    from geodata.travel import write_travel  # noqa: PLC0415

    language = language_of(lang)
    dataset = load_dataset(folder)
    known = sorted(set(dataset.speeds["vehicle"]))
    if vehicle not in known:
        raise OptionError([Message("bad_vehicle", value=vehicle, known=", ".join(known))])
    places = {code: code for code in [*dataset.villages["code"], dataset.base]}
    days = [date.fromisoformat(f"2020-{day}") for day in dataset.seasons["from_day"]]
    states = {state.id: state for state in (season_state(dataset, day) for day in days)}
    count = write_travel(out, build_graph(dataset), dataset.speeds, places, [vehicle], states)
    typer.echo(say("table_written", language, count=count, file=out))
    return SUCCESS


def _built(report: RegionReport, out: Path, language: Language) -> Iterator[str]:
    yield say("region_built", language, name=report.dataset.name, folder=out)
    if report.columns:
        yield say("region_columns", language)
    for line in report.columns:
        yield f"  {line.text(language)}"
    if report.notes:
        yield say("region_notes", language)
    for line in report.notes:
        yield f"  - {line.text(language)}"
    yield from _found(report.findings, language)


def _found(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    for each in findings:
        mark = "!" if each.level == "look" else " "
        topic = each.topic.text(language)
        yield f"{mark} {topic}: {each.found.text(language)}"
        for detail in each.details:
            yield f"    - {detail.text(language)}"
    count = sum(each.level == "look" for each in findings)
    yield say("region_look" if count else "region_fine", language, count=count)


def _document(findings: list[Finding]) -> list[dict[str, object]]:
    return [
        {
            "topic": str(each.topic),
            "level": each.level,
            "found": str(each.found),
            "details": [str(detail) for detail in each.details],
        }
        for each in findings
    ]
