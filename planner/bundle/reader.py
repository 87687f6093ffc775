"""Bundles read back from disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geodata import Message, TravelTable
from geodata.system_reasons import system_reason
from planner.errors import BundleReadError
from routing.campaign import Campaign
from routing.plan import Plan

OUT = "out"
"""Where `plan DIR` writes the bundle of a planner's folder."""

CAMPAIGN_FILE, PLAN_FILE, TRAVEL_FILE = "campaign.json", "plan.json", "travel.parquet"

RUN_FILE = "run.json"

BASIS_FILE = "basis.json"
"""The campaign without incidents and history, where `campaign.json` has some."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A campaign and its plan, as a run wrote them."""

    folder: Path
    campaign: Campaign
    plan: Plan


def read_bundle(folder: Path) -> Bundle:
    """Read a bundle's campaign and plan.

    Parameters
    ----------
    folder
        The bundle, or a planner's folder that holds one in `out`.

    Raises
    ------
    BundleReadError
        When a file is missing or is no text.
    RoutingError
        When a file holds something else.
    """
    if not (folder / PLAN_FILE).exists() and (folder / OUT / PLAN_FILE).is_file():
        folder = folder / OUT
    texts = _texts(folder, (CAMPAIGN_FILE, PLAN_FILE))
    return Bundle(
        folder, Campaign.from_json(texts[CAMPAIGN_FILE]), Plan.from_json(texts[PLAN_FILE])
    )


def read_campaign(folder: Path) -> tuple[Campaign, TravelTable]:
    """Read a bundle's campaign and its travel table; the plan may be missing.

    Raises
    ------
    BundleReadError
        When a file is missing, or the travel table is another campaign's.
    RoutingError, GeodataError
        When a file holds something else.
    """
    texts = _texts(folder, (CAMPAIGN_FILE,), (TRAVEL_FILE,))
    campaign = Campaign.from_json(texts[CAMPAIGN_FILE])
    travel = TravelTable.read(folder / TRAVEL_FILE)
    if travel.sha256() != campaign.travel_sha256:
        raise BundleReadError([Message("bundle_mixed", folder=folder, file=TRAVEL_FILE)])
    return campaign, travel


def _texts(folder: Path, names: tuple[str, ...], others: tuple[str, ...] = ()) -> dict[str, str]:
    if not folder.is_dir():
        raise BundleReadError([Message("bundle_nowhere", folder=folder)])
    missing = [name for name in (*names, *others) if not (folder / name).is_file()]
    if missing:
        raise BundleReadError([Message("bundle_missing", folder=folder, files=", ".join(missing))])
    texts, faults = {}, []
    for name in names:
        try:
            texts[name] = (folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(Message("bundle_unread", file=folder / name, reason=system_reason(error)))
    if faults:
        raise BundleReadError(faults)
    return texts
