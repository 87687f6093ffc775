"""The planner's desk: from a campaign in, to a bundle out.

::

    region = geodata.load_dataset()
    campaign = planner.default_campaign(region)
    ready = planner.prepare(region, campaign)
    result = routing.solve(ready.campaign, ready.travel)
    planner.write_plan(folder, ready, result, planner.Order(folder))

`load` reads a planner's workbook in the place of the first three lines; `drawn` is what
`maps.sessions_frame` and its like make GeoDataFrames of.

Names are imported when they are first asked for, so that the command line answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.comparing import Comparison, compare
    from planner.default_values import DEFAULTS, Defaults
    from planner.defaults import default_campaign
    from planner.desk import Desk, DeskError, load
    from planner.errors import (
        BundleFolderError,
        BundleReadError,
        CaseError,
        FrameError,
        NoWayError,
        OptionError,
        PlannerError,
        RejectedPlanError,
    )
    from planner.own_posts import posts_of, with_posts
    from planner.pins import with_pins
    from planner.pipeline import Order, Outcome, drawn, plan_campaign, write_plan
    from planner.prepared import Prepared, prepare
    from planner.question import Answer, Question, what_if
    from planner.reading import Bundle, read_bundle
    from planner.results import write_results
    from planner.tables import Tables, tables_of
    from planner.variants import Case, cases_of

__all__ = [
    "DEFAULTS",
    "Answer",
    "Bundle",
    "BundleFolderError",
    "BundleReadError",
    "Case",
    "CaseError",
    "Comparison",
    "Defaults",
    "Desk",
    "DeskError",
    "FrameError",
    "NoWayError",
    "OptionError",
    "Order",
    "Outcome",
    "PlannerError",
    "Prepared",
    "Question",
    "RejectedPlanError",
    "Tables",
    "cases_of",
    "compare",
    "default_campaign",
    "drawn",
    "load",
    "plan_campaign",
    "posts_of",
    "prepare",
    "read_bundle",
    "tables_of",
    "what_if",
    "with_pins",
    "with_posts",
    "write_plan",
    "write_results",
]

_HOMES = {
    "comparing": ("Comparison", "compare"),
    "default_values": ("DEFAULTS", "Defaults"),
    "defaults": ("default_campaign",),
    "desk": ("Desk", "DeskError", "load"),
    "errors": (
        "BundleFolderError", "BundleReadError", "CaseError", "FrameError", "NoWayError",
        "OptionError", "PlannerError", "RejectedPlanError",
    ),
    "own_posts": ("posts_of", "with_posts"),
    "pins": ("with_pins",),
    "pipeline": ("Order", "Outcome", "drawn", "plan_campaign", "write_plan"),
    "prepared": ("Prepared", "prepare"),
    "question": ("Answer", "Question", "what_if"),
    "reading": ("Bundle", "read_bundle"),
    "results": ("write_results",),
    "tables": ("Tables", "tables_of"),
    "variants": ("Case", "cases_of"),
}  # fmt: skip


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"planner.{module}"), name)
    raise AttributeError(f"module 'planner' has no attribute {name!r}")
