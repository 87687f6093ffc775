"""The command `announce`, and the planner's wording of announcements read from a file."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geodata import Message, say
from geodata.system_reasons import system_reason
from planner.commands.options import AnnouncementOption, LangOption, language_of
from planner.commands.shared import SUCCESS, answering

if TYPE_CHECKING:
    from maps import Announcements, Wording, WordingError

_NAMES = ("pengumuman.txt", "announcement.txt")
"""Files in a campaign's folder that are taken as its wording without being named."""

_TEMPORARY = ".announcements-"
"""How the names of temporary folders in a bundle begin."""


def register_announce(app: typer.Typer) -> None:
    """Add the command to an app."""
    app.command(short_help="Put the announcements into other words.")(announce)


@answering
def announce(
    bundle: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER",
            help="Folder of a plan; without it our wording is shown.",
        ),
    ] = None,
    announcement: AnnouncementOption = None,
    sent: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="The announcements were sent on this date: their dates are promises now.",
        ),
    ] = None,
    strength: Annotated[
        str | None,
        typer.Option(
            metavar="firm|soft",
            help="How much the promises weigh. [default: soft; firm at posts pinned to dates]",
        ),
    ] = None,
    lang: LangOption = "id",
) -> int:
    """Put the announcements of a plan into your own words, without planning again.

    Begin with ours: jemputbola announce > pengumuman.txt. A file of this name beside FOLDER is
    taken.

    With --sent nothing is reworded: promises.csv in FOLDER gets what villages have been told.

    Exit codes: 0; 2 bad input.
    """
    from planner.errors import OptionError  # noqa: PLC0415

    language = language_of(lang)
    if sent is not None or strength is not None:
        from planner.commands.announce_sent import note_promises  # noqa: PLC0415

        return note_promises(bundle, sent, strength, announcement, language)
    if bundle is None:
        text = resources.files("maps") / "locale" / language / "announcement.txt"
        typer.echo(text.read_text(encoding="utf-8"), nl=False)
        return SUCCESS
    faults: list[Message] = []
    wording = wording_of(announcement or wording_in(bundle.resolve().parent), faults)
    found = _announcements(bundle, faults)
    if faults:
        raise OptionError(faults)
    page, changed = _rewrite(bundle, found, wording)
    if changed:
        typer.echo(say("kept_changed", language, files=", ".join(changed)))
    typer.echo(say("open", language, page=page))
    return SUCCESS


def _announcements(bundle: Path, faults: list[Message]) -> dict[str, Announcements]:
    """Return the announcements of a plan, and of a revision those of changed posts, by folder."""
    from maps import Announcements, AnnouncementsError  # noqa: PLC0415
    from maps.pages import CHANGED_FOLDER  # noqa: PLC0415

    found = {}
    for folder in ("", CHANGED_FOLDER):
        path = bundle / folder / "announcements.json"
        if folder and not path.exists():
            continue
        try:
            found[folder] = Announcements.from_json(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, AnnouncementsError):
            faults.append(Message("no_announcements", folder=bundle / folder, file=path.name))
    return found


def _rewrite(
    bundle: Path, found: dict[str, Announcements], wording: Wording | None
) -> tuple[Path, list[str]]:
    """Write the files beside the old ones first, so that a full disk leaves those.

    Returns the page, and under which names files are kept that the planner had changed.
    """
    from geodata.rooms import clear_rooms, room  # noqa: PLC0415
    from maps import write_announcements  # noqa: PLC0415
    from planner.bundle import kept_beside, rewritten, writing_into  # noqa: PLC0415

    with writing_into(bundle):
        clear_rooms(_TEMPORARY, bundle)
        with room(_TEMPORARY, bundle) as held:
            paths = list[Path]()
            for folder, texts in found.items():
                (held / folder).mkdir(exist_ok=True)
                paths += write_announcements(held / folder, texts, wording)
            names = [path.relative_to(held).as_posix() for path in paths]
            changed = kept_beside(bundle, names)
            for path, name in zip(paths, names, strict=True):
                path.replace(bundle / name)
        rewritten(bundle, names)
    return bundle / "announcements.html", changed


def wording_in(home: Path | None) -> Path | None:
    """Return the file of the wording that lies in a campaign's folder, if there is one."""
    paths = (home / name for name in _NAMES) if home is not None else ()
    return next((path for path in paths if path.is_file()), None)


def wording_of(path: Path | None, faults: list[Message]) -> Wording | None:
    """Return the wording in a file, or None without one; what is wrong is added to `faults`."""
    from geodata.text_files import TextFileError, read_text  # noqa: PLC0415
    from maps import WordingError, parse_wording  # noqa: PLC0415

    if path is None:
        return None
    try:
        return parse_wording(read_text(path))
    except OSError as error:
        faults.append(Message("wording_unread", file=path, reason=system_reason(error)))
    except TextFileError:
        faults.append(Message("wording_encoding", file=path))
    except WordingError as error:
        faults += _notes(path, error)
    return None


def _notes(path: Path, error: WordingError) -> list[Message]:
    from maps.language import FIELDS, MOST_LETTERS  # noqa: PLC0415

    known = {"id": tuple(FIELDS), "en": tuple(FIELDS.values())}
    notes = [
        Message(
            f"wording_{fault.kind}",
            file=path,
            line=fault.line,
            value=fault.value,
            meant=Message("wording_meant", field=fault.meant) if fault.meant else "",
            most=MOST_LETTERS,
        )
        for fault in error.faults
    ]
    if any(fault.kind == "unknown" for fault in error.faults):
        fields = Message(
            "wording_known",
            known=lambda language: " ".join(f"{{{name}}}" for name in known[language]),
        )
        notes.append(fields)
    return notes
