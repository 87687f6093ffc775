"""The command `jemputbola`."""

from __future__ import annotations

import json
import sys
import traceback
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from geodata import GeodataError, UnreachableError
from planner.errors import OptionError, PlannerError, RejectedPlanError
from planner.messages import Language, say

DONE, OUR_FAULT, BAD_INPUT, UNREACHABLE, NO_PLAN = range(5)

app = typer.Typer(
    name="jemputbola",
    help="Plans who records ID cards where and when, and draws the maps that teams carry. / "
    "Menyusun siapa merekam KTP-el di mana dan kapan, beserta peta untuk tim.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Lang = Annotated[str, typer.Option("--lang", help="Language, id or en. / Bahasa, id atau en.")]
Region = Annotated[
    Path | None,
    typer.Option("--region", help="Folder of a regency dataset; Kabupaten Kupang if absent."),
]


@app.command()
def plan(
    level: Annotated[
        str, typer.Option(help="kecamatan (a post in each of 24) or village (177 posts).")
    ] = "kecamatan",
    teams: Annotated[
        int | None, typer.Option(help="How many operator pairs. [default: 12]")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for plan and maps.")] = Path("out"),
    seconds: Annotated[float, typer.Option(help="Most seconds to search.")] = 45.0,
    work: Annotated[
        int | None,
        typer.Option(help="Most timetables to try; the same seed and work give the same plan."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the random choices.")] = 1,
    start: Annotated[str | None, typer.Option(help="First date, as 2018-03-12.")] = None,
    deadline: Annotated[str | None, typer.Option(help="Last date, as 2018-06-26.")] = None,
    region: Region = None,
    lang: Lang = "id",
    quiet: Annotated[bool, typer.Option("--quiet", help="Only say what page to open.")] = False,
) -> None:
    """Plan the campaign and write its maps. / Susun rencana dan tulis petanya."""
    from planner.pipeline import Order, changed_defaults, plan_campaign  # noqa: PLC0415
    from planner.screen import Screen, outcome_lines  # noqa: PLC0415
    from routing import Limits  # noqa: PLC0415

    language = _language(lang)
    if seconds <= 0 or (work is not None and work < 0):
        raise OptionError(f"--seconds {seconds:g} --work {work}: give numbers above 0")
    order = Order(
        out=out,
        level=cast("Literal['kecamatan', 'village']", level),
        defaults=changed_defaults(teams, _date("--start", start), _date("--deadline", deadline)),
        limits=Limits(seconds=seconds, work=work, seed=seed),
        language=language,
        region=region,
    )
    with Screen(language, quiet=quiet) as screen:
        outcome = plan_campaign(order, screen.report)
    for line in outcome_lines(outcome, language, quiet=quiet):
        typer.echo(line)
    raise typer.Exit(outcome.exit_code)


@app.command()
def audit(
    bundle: Annotated[Path, typer.Argument(help="Folder of a plan.")],
    lang: Lang = "id",
) -> None:
    """Check a plan against every rule, from its files alone. / Periksa rencana."""
    from routing.audit import audit_bundle  # noqa: PLC0415

    language = _language(lang)
    report = audit_bundle(bundle)
    for violation in report.violations:
        typer.echo(violation.line(language))
    if report.ok:
        typer.echo(
            say(
                "audit_ok",
                language,
                teams=report.teams,
                dates=report.dates,
                sessions=report.sessions,
                residents=report.residents,
            )
        )
        return
    typer.echo(say("audit_bad", language, count=len(report.violations)))
    raise typer.Exit(BAD_INPUT)


@app.command()
def travel(
    origin: Annotated[str, typer.Argument(help="Place, by id or name.")],
    destination: Annotated[str, typer.Argument(help="Place, by id or name.")],
    vehicle: Annotated[str, typer.Option(help="car or motorcycle.")] = "car",
    day: Annotated[
        str | None, typer.Option("--date", help="As 2018-04-02; the dry season if absent.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    region: Region = None,
    lang: Lang = "id",
) -> None:
    """Say how long the way by road is. / Hitung lama perjalanan lewat jalan."""
    from planner.journey import journey  # noqa: PLC0415

    language = _language(lang)
    found = journey(origin, destination, vehicle, _date("--date", day), region)
    if as_json:
        typer.echo(json.dumps(found.document(), ensure_ascii=False, indent=2))
    else:
        for line in found.lines(language):
            typer.echo(line)


def _language(text: str) -> Language:
    if text not in {"id", "en"}:
        raise OptionError(f"--lang {text!r} is unknown; use id or en")
    return "id" if text == "id" else "en"


def _date(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  (a local date)
    except ValueError:
        raise OptionError(
            f"{option} {text!r} is no date; write year-month-day as 2018-06-26"
        ) from None


def _exit_code(error: Exception) -> int:
    from routing import BundleError, RoutingError  # noqa: PLC0415

    if isinstance(error, UnreachableError):
        return UNREACHABLE
    if isinstance(error, RejectedPlanError):
        return OUR_FAULT
    known = (PlannerError, GeodataError, RoutingError, BundleError)
    return BAD_INPUT if isinstance(error, known) else OUR_FAULT


def run(arguments: list[str]) -> int:
    """Run the command with arguments; returns the exit code and prints any error."""
    try:
        app(arguments)
    except SystemExit as ended:
        return int(ended.code or DONE)
    except KeyboardInterrupt:
        typer.echo(say("nothing_written", "id") + " / " + say("nothing_written", "en"), err=True)
        return OUR_FAULT
    except Exception as error:
        found = _exit_code(error)
        if found == OUR_FAULT:
            typer.echo(say("our_fault", "id") + "\n" + say("our_fault", "en"), err=True)
            if not isinstance(error, RejectedPlanError):
                traceback.print_exc()
        typer.echo(str(error), err=True)
        return found
    return DONE


def main() -> None:
    """Entry point of the command."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
