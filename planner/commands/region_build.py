"""`jemputbola region build`, `region check` and `region table`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geodata import Language, Message, say
from planner.commands.region import region_app
from planner.commands.shared import SUCCESS, LangOption, answering, language_of
from planner.errors import OptionError

__all__ = ["point_of", "region_app"]

if TYPE_CHECKING:
    from geodata.build import RegionReport
    from geodata.findings import Finding


def _column(what: str) -> Any:  # noqa: ANN401  (as typer.Option)
    """Return an option that names a column of the layer."""
    return typer.Option(metavar="COLUMN", help=f"Column of the {what}. [default: guessed]")


def _file(what: str) -> Any:  # noqa: ANN401  (as typer.Option)
    """Return an option that names a file which may be left out."""
    return typer.Option(metavar="FILE", help=f"{what}. [default: none]")


Sections = Annotated[Path | None, _file("Official sections with lengths, CSV")]
Osm = Annotated[Path | None, _file("OpenStreetMap extract, .osm.pbf")]
Towns = Annotated[Path | None, _file("Junctions and ports, CSV")]
Crossings = Annotated[Path | None, _file("Timetables of crossings, CSV")]
Closures = Annotated[Path | None, _file("Road closures, CSV")]
_Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="FOLDER",
        help="Folder of a regency's dataset. [default: Kabupaten Kupang]",
    ),
]
Around = Annotated[Path | None, _file("Layer of the areas around")]


@region_app.command(
    "build",
    short_help="Build a regency's dataset from maps.",
)
@answering
def build_command(
    out: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help="Dataset folder to write."),
    ],
    villages: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Layer of villages or kecamatan, or the folder of a dataset whose roads "
            "the map replaces. [default: Kabupaten Kupang]",
        ),
    ] = None,
    sections: Sections = None,
    osm: Osm = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="LON,LAT",
            help="The base, lon before lat. [default: assumed]",
        ),
    ] = None,
    towns: Towns = None,
    crossings: Crossings = None,
    closures: Closures = None,
    around: Around = None,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Name of the regency. [default: of the layer]",
        ),
    ] = None,
    code: Annotated[str | None, _column("village's code")] = None,
    name_column: Annotated[str | None, _column("village's name")] = None,
    kecamatan_code: Annotated[str | None, _column("kecamatan's code")] = None,
    kecamatan: Annotated[str | None, _column("kecamatan's name")] = None,
    population: Annotated[str | None, _column("residents")] = None,
    regency: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|CODE",
            help="Regency to take from a layer of a province or the nation. [default: the one]",
        ),
    ] = None,
    layer: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Layer within the file. [default: the one]",
        ),
    ] = None,
    crs: Annotated[
        str | None,
        typer.Option(
            metavar="EPSG:N",
            help="CRS in place of the stated one. [default: of the file]",
        ),
    ] = None,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Mend outlines that cross themselves.",
        ),
    ] = False,
    margin_km: Annotated[
        float,
        typer.Option(metavar="KM", help="Roads around that are kept."),
    ] = 10.0,
    gap_km: Annotated[
        float,
        typer.Option(
            metavar="KM",
            help="Missing links of the road map are estimated up to this length.",
        ),
    ] = 2.0,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Replace a dataset that you have changed; the former folder is kept beside.",
        ),
    ] = False,
    lang: LangOption = "id",
) -> int:
    """Build the dataset of a regency: villages, kecamatan, roads, crossings.

    Without an extract, villages that share a border are joined by estimated roads. Sections go
    before the lengths on the map. What is missing is told and not made up.

    Exit codes: 0; 2 bad input, nothing is written.
    """
    from geodata.build import (  # noqa: PLC0415
        RegionOrder,
        build_region,
        put_on_map,
    )

    language, faults = language_of(lang), list[Message]()
    named = {
        "code": code,
        "name": name_column,
        "kecamatan_code": kecamatan_code,
        "kecamatan": kecamatan,
        "population": population,
    }
    point = point_of(base, faults)
    if not 0 <= margin_km <= 200:
        faults.append(Message("bad_margin", value=f"{margin_km:g}"))
    if not 0 <= gap_km <= 50:
        faults.append(Message("bad_gap", value=f"{gap_km:g}"))
    if faults:
        raise OptionError(faults)
    if villages is None or villages.is_dir():
        given = {
            "--sections": sections,
            "--towns": towns,
            "--crossings": crossings,
            "--closures": closures,
            "--around": around,
            "--base": base,
            "--name": name,
            "--regency": regency,
        }
        unused = ", ".join(option for option, value in given.items() if value is not None)
        if unused:
            faults.append(Message("not_with_dataset", options=unused))
        if osm is None:
            faults.append(Message("map_needed"))
        if osm is None or faults:
            raise OptionError(faults)
        report = put_on_map(villages, osm, out, margin_km, gap_km, replace=replace)
        for line in _built(report, out, language):
            typer.echo(line)
        return SUCCESS
    order = RegionOrder(
        villages=villages,
        out=out,
        sections=sections,
        osm=osm,
        towns=towns,
        crossings=crossings,
        closures=closures,
        around=around,
        base=point,
        name=name,
        columns={role: column for role, column in named.items() if column},
        layer=layer,
        crs=crs,
        regency=regency,
        repair=repair,
        margin_km=margin_km,
        gap_km=gap_km,
        replace=replace,
    )
    for line in _built(build_region(order), out, language):
        typer.echo(line)
    return SUCCESS


@region_app.command("check", short_help="Look over a regency's dataset.")
@answering
def check_command(
    folder: _Folder = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
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
        typer.echo(json.dumps(_document(findings), ensure_ascii=False, indent=2))
        return SUCCESS
    for line in _found(findings, language):
        typer.echo(line)
    return SUCCESS


@region_app.command(
    "table",
    short_help="Write the times between all villages.",
)
@answering
def table_command(
    out: Annotated[
        Path,
        typer.Option(metavar="FILE.parquet", help="File to write (Parquet)."),
    ],
    folder: _Folder = None,
    vehicle: Annotated[str, typer.Option(metavar="car|motorcycle|truck", help="Vehicle.")] = "car",
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


def point_of(base: str | None, faults: list[Message]) -> tuple[float, float] | None:
    """Read lon and lat."""
    if base is None:
        return None
    try:
        lon, lat = (float(part) for part in base.split(","))
    except ValueError:
        faults.append(Message("bad_base", value=base))
        return None
    return lon, lat


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
