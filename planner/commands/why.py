"""The command `why`: why a post is left or a pair has a kecamatan, and what would change it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from planner.commands.options import JsonOption, LangOption, PlanFolder, language_of, limit_faults
from planner.commands.shared import SUCCESS, answering
from planner.commands.terminal import tell, tell_json
from planner.errors import OptionError

if TYPE_CHECKING:
    from planner.why import PairAnswer, PostAnswer

_Question = Annotated[
    str,
    typer.Argument(
        metavar="POST|KECAMATAN=PAIR|KECAMATAN!=PAIR",
        help="A post by id or name; or a kecamatan that a pair should have, or should not have.",
    ),
]
_Seconds = Annotated[
    float, typer.Option(metavar="S", help="After how many seconds no new search begins.")
]


def register_why(app: typer.Typer) -> None:
    """Add the command to an app."""
    app.command("why", short_help="Say why, and what would change it.")(why_command)


@answering
def why_command(
    folder: PlanFolder,
    question: _Question,
    seconds: _Seconds = 10.0,
    lang: LangOption = "id",
    as_json: JsonOption = False,
) -> int:
    """Say why a post is not served, or why a kecamatan is a pair's, and what would change it.

    Of a post: which rules keep it from being served, the least change that would serve it with
    what that costs, and what each pair could do. what-if takes the change as --apply CODE.
    Nothing is written.

    Exit codes: 0; 2 bad input.
    """
    from planner.bundle import read_bundle, read_campaign  # noqa: PLC0415
    from planner.why import (  # noqa: PLC0415
        answer_pair,
        answer_post,
        pair_summary,
        post_details,
        post_summary,
        read_question,
    )
    from routing.campaign import Place  # noqa: PLC0415

    language = language_of(lang)
    faults = limit_faults(seconds, None, 1)
    if faults:
        raise OptionError(faults)
    bundle = read_bundle(folder)
    campaign, travel = read_campaign(bundle.folder)
    asked = read_question(question, campaign)
    if isinstance(asked, Place):
        of_post = answer_post(bundle, travel, asked.id, seconds)
        lines = post_summary(of_post, campaign, language)
        details = post_details(of_post, campaign, language)
        return _tell(of_post, (*lines, *(["", *details] if details else [])), as_json=as_json)
    of_pair = answer_pair(bundle, travel, asked, min(seconds, 5.0))
    return _tell(of_pair, pair_summary(of_pair, campaign, language), as_json=as_json)


def _tell(answer: PostAnswer | PairAnswer, lines: tuple[str, ...], *, as_json: bool) -> int:
    if as_json:
        plain = {f.name: _plain(getattr(answer, f.name)) for f in dataclasses.fields(answer)}
        tell_json({**plain, "text": [line for line in lines if line]})
    else:
        for line in lines:
            tell(line)
    return SUCCESS


def _plain(value: object) -> object:
    """Return an answer as JSON holds it: rules and remedies by their names."""
    from planner.why import NamedRule, Remedy  # noqa: PLC0415

    if isinstance(value, NamedRule):
        return value.id
    if isinstance(value, Remedy):
        return value.code
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
