"""The pages as files."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path


def team_page_name(team_id: str) -> str:
    """File name of a team's page, safe on every file system.

    >>> team_page_name("T01")
    'team-T01.html'
    """
    return f"team-{_safe(team_id)}.html"


def team_file_name(team_id: str, kind: str) -> str:
    """File name of a pair's GPX, KML or iCalendar, beside its page.

    >>> team_file_name("T01", "gpx")
    'team-T01.gpx'
    """
    return f"team-{_safe(team_id)}.{kind}"


def progress_file_name(team_id: str) -> str:
    """Name of the file in which a team hands back what it has recorded.

    >>> progress_file_name("T01")
    'progress-T01.csv'
    """
    return f"progress-{_safe(team_id)}.csv"


def _safe(team_id: str) -> str:
    safe = re.sub(r"[^A-Za-z0-9_-]", "_", team_id)[:40]
    if safe != team_id:
        safe += "-" + hashlib.sha256(team_id.encode("utf-8", "replace")).hexdigest()[:8]
    return safe


def write_page(path: Path, html: str) -> Path:
    """Write a page in UTF-8 with line feeds."""
    path.write_bytes(html.encode("utf-8"))
    return path
