"""What is wrong with a command as it was typed, in the language of its reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import typer

from geodata import Language, Message, say
from planner.commands.shared import BAD_INPUT
from planner.commands.terminal import tell
from planner.invocation import PROGRAM, program

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What the library raises where a command is typed wrongly; it does not export the name."""

_NO_SUCH_COMMAND = re.compile(r"No such command ['\"](?P<name>.*?)['\"]\.")
_EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)$")
_AT_LEAST = re.compile(r"(?:greater than or equal to |x>=)(?P<least>-?\d+)")
_WHOLE_NUMBER = re.compile(r"valid (?:integer|int\b)")
_NUMBER = re.compile(r"valid (?:number|float)")


@contextmanager
def usage_told(
    ctx: Any,  # noqa: ANN401  (typer.Context's base has no public name)
    arguments: Sequence[str],
    language: Language,
    usage: Callable[[], str],
) -> Iterator[None]:
    """Turn the library's complaint about what was typed into our message and exit code 2.

    Parameters
    ----------
    ctx
        The library's context of the command.
    arguments
        What was typed after the command's name.
    language
        The reader's.
    usage
        Returns the line that says how the command is called, in that language.
    """
    try:
        yield
    except UsageError as error:
        if ctx.resilient_parsing or type(error).__name__ == "NoArgsIsHelpError":
            raise
        called = ctx.command_path.replace(PROGRAM, program(), 1)
        chosen = "" if language == "id" else f" --lang {language}"
        told = (
            usage_fault(error, ctx, arguments).text(language),
            usage(),
            say("usage_hint", language, command=f"{called} -h{chosen}"),
        )
        tell("\n".join(told), err=True)
        raise typer.Exit(BAD_INPUT) from error


def usage_fault(error: Any, ctx: Any, arguments: Sequence[str]) -> Message:  # noqa: ANN401
    """Return what is wrong with what was typed, and what to do.

    A complaint of the library that is not known here stays in its words.
    """
    kind, said = type(error).__name__, str(getattr(error, "message", error))
    of_library: dict[str, Callable[[], Message]] = {
        "NoSuchOption": lambda: _no_option(error.option_name, ctx),
        "BadOptionUsage": lambda: Message(
            "option_takes_no_value" if "not take" in said else "option_needs_value",
            option=error.option_name,
        ),
        "MissingParameter": lambda: _missing(error.param),
        "BadParameter": lambda: _bad_value(error.param, said, arguments),
        "UsageError": lambda: _command(said, ctx),
    }
    return of_library.get(kind, lambda: Message("%(text)s", text=said))()


def _no_option(option: str, ctx: Any) -> Message:  # noqa: ANN401
    known = [name for each in ctx.command.get_params(ctx) for name in each.opts]
    return _unknown(Message("no_such_option", name=option), get_close_matches(option, known))


def _missing(parameter: Any) -> Message:  # noqa: ANN401
    if parameter.param_type_name == "option":
        return Message("missing_option", name=parameter.opts[0])
    return Message("missing_argument", name=Message(parameter.metavar or parameter.name.upper()))


def _command(said: str, ctx: Any) -> Message:  # noqa: ANN401
    if said.startswith("Missing command"):
        return Message("missing_command")
    if found := _NO_SUCH_COMMAND.match(said):
        near = get_close_matches(found["name"], ctx.command.commands)
        return _unknown(Message("no_such_command", name=found["name"]), near)
    if found := _EXTRA.match(said):
        return Message("extra_arguments", words=found["words"])
    return Message("%(text)s", text=said)


def _unknown(what: Message, near: Sequence[str]) -> Message:
    if not near:
        return what
    return Message("%(what)s Did you mean %(names)s?", what=what, names=", ".join(near))


def _bad_value(parameter: Any, said: str, arguments: Sequence[str]) -> Message:  # noqa: ANN401
    """Return what an option's or argument's value should have been."""
    typed = _typed(parameter.opts, arguments)
    names = {"option": f"{parameter.opts[0]} {typed}".strip()}
    if found := _AT_LEAST.search(said):
        return Message("value_at_least", **names, least=found["least"])
    if _WHOLE_NUMBER.search(said):
        return Message("value_whole_number", **names)
    if _NUMBER.search(said):
        return Message("value_number", **names)
    return Message("value_unreadable", **names)


def _typed(options: Sequence[str], arguments: Sequence[str]) -> str:
    """Return what was typed as the value of an option, the last time; nothing if it is unknown."""
    for at in range(len(arguments) - 1, -1, -1):
        for option in options:
            if arguments[at] == option and at + 1 < len(arguments):
                return arguments[at + 1]
            if arguments[at].startswith(f"{option}="):
                return arguments[at].removeprefix(f"{option}=")
    return ""
