"""Lines on the screen: wrapped where a person reads them, whole where a program does."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap

import typer

NARROWEST = 40


def tell(text: str, *, err: bool = False) -> None:
    """Print lines; on a terminal long ones wrap with a hanging indent."""
    stream = sys.stderr if err else sys.stdout
    if stream is None:  # closed by whoever started the program
        return
    width = shutil.get_terminal_size().columns if stream.isatty() else None
    for line in text.splitlines() or [""]:
        typer.echo(wrapped(line, width), err=err)


def tell_json(document: object) -> None:
    """Print a document for programs; dates stand in it as text."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def wrapped(line: str, width: int | None) -> str:
    """Return a line wrapped to a width; paths and other long words stay whole.

    Parameters
    ----------
    width
        Columns of the terminal; None = do not wrap.
    """
    if width is None or len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line.strip(),
        max(width, NARROWEST),
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
