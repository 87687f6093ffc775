"""Help in one language: that of `--lang`, else of the environment, else Bahasa Indonesia."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import zip_longest
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from geodata import LANGUAGES, Language, catalogue
from planner.commands.usage_errors import usage_told

__all__ = ["App"]

VARIABLES = ("JEMPUTBOLA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where the environment names a language, the first that does; as `en_GB.UTF-8`."""

TYPERS = (
    "Usage: ", "[OPTIONS]", "COMMAND [ARGS]...", "Arguments:", "Options:", "Commands:",
    "[default: ", "[required]",
)  # fmt: skip
"""What the library writes between our texts."""

_BRACES = re.compile(r"\[(?P<left_out>\[\w+\])\]|\{(?P<needed>\w+)\}")
"""Brackets that the library puts around the name of an argument, beside our own."""

_META = "jemputbola.help_language"


def help_language(arguments: Sequence[str]) -> Language:
    """Return the language of help that is asked for by arguments of a command.

    >>> help_language(["--help", "--lang", "en"]), help_language(["--lang=id"])
    ('en', 'id')
    """
    pairs = zip_longest(arguments, arguments[1:], fillvalue="")
    said = [after if word == "--lang" else word.removeprefix("--lang=") for word, after in pairs]
    named = [os.environ.get(name, "")[:2] for name in VARIABLES]
    return next((known for word in [*said, *named] for known in LANGUAGES if word == known), "id")


class App(typer.Typer):
    """An application whose help is in one language."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  (as typer.Typer)
        super().__init__(cls=_Group, **settings)

    def command(  # type: ignore[override]  # every setting but `cls` is passed on
        self,
        name: str | None = None,
        **settings: Any,  # noqa: ANN401  (as typer.Typer)
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a command; see `typer.Typer.command`."""
        return super().command(name, cls=_Command, **settings)


class _Command(TyperCommand):
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        language = ctx.meta[_META] = help_language(args)
        with usage_told(ctx, tuple(args), language, partial(_usage, self, ctx, language)):
            return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401
        language = ctx.meta.get(_META, "id")
        with _worded(self, ctx, language):
            return _library(super().get_help(ctx), language)


class _Group(TyperGroup):
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        language = ctx.meta[_META] = help_language(args)
        asks = bool({"-h", "--help"} & set(args[:1])) or "--lang" in args[:1]
        with usage_told(ctx, tuple(args), language, partial(_usage, self, ctx, language)):
            return super().parse_args(ctx, ["--help"] if asks and _only_help(args) else args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        language = ctx.meta.get(_META, "id")
        with usage_told(ctx, (), language, partial(_usage, self, ctx, language)):
            return super().invoke(ctx)

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401
        language = ctx.meta.get(_META, "id")
        with _worded(self, ctx, language):
            return _library(super().get_help(ctx), language)


def _usage(command: Any, ctx: Any, language: Language) -> str:  # noqa: ANN401
    with _worded(command, ctx, language):
        return _library(command.get_usage(ctx), language)


def _only_help(arguments: Sequence[str]) -> bool:
    """Whether arguments ask for the help of a group, in some language."""
    words = [word for word in arguments if not word.startswith("--lang=")]
    if "--lang" in words:
        at = words.index("--lang")
        del words[at : at + 2]
    return words in (["--help"], ["-h"])


@contextmanager
def _worded(command: Any, ctx: Any, language: Language) -> Iterator[None]:  # noqa: ANN401
    """Put the texts of a command, its options and sub-commands into a language for a while."""
    things = [command, *command.get_params(ctx), *getattr(command, "commands", {}).values()]
    names = ("help", "short_help", "epilog", "metavar")
    held = [(thing, name, getattr(thing, name, None)) for thing in things for name in names]
    known = catalogue(language)
    try:
        for thing in things:
            if getattr(thing, "param_type_name", "") == "argument":
                thing.display_type_rich = _no_type  # else `<path>` stands after its name
        for thing, name, text in held:
            if text:
                setattr(thing, name, known.gettext(_paragraphs(text)))
        yield
    finally:
        for thing, name, text in held:
            if text:
                setattr(thing, name, text)


def _no_type(**_: Any) -> str:  # noqa: ANN401
    return ""


def _paragraphs(text: str) -> str:
    """Return a text with each of its paragraphs on a line of its own."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))


def _library(said: str, language: Language) -> str:
    said = _BRACES.sub(lambda found: found["left_out"] or found["needed"], said)
    for words in TYPERS:
        ours = catalogue(language).gettext(words)
        said = said.replace(words.rstrip(), ours.rstrip())  # a line may end behind it
    return said
