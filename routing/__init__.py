"""Who goes where and when: campaign, engines, plan and audit.

Names are imported when they are first asked for, so that the audit, which is a module of
this package, loads nothing else of the project.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from routing.audit import AuditReport, BundleError, audit_bundle, audit_documents
    from routing.campaign import Campaign
    from routing.errors import CampaignError, PlanError, RoutingError
    from routing.limits import Limits, Progress
    from routing.plan import Plan
    from routing.solver import Result, solve

__all__ = [
    "AuditReport",
    "BundleError",
    "Campaign",
    "CampaignError",
    "Limits",
    "Plan",
    "PlanError",
    "Progress",
    "Result",
    "RoutingError",
    "audit_bundle",
    "audit_documents",
    "solve",
]

_HOMES = {
    "audit": ("AuditReport", "BundleError", "audit_bundle", "audit_documents"),
    "campaign": ("Campaign",),
    "errors": ("CampaignError", "PlanError", "RoutingError"),
    "limits": ("Limits", "Progress"),
    "plan": ("Plan",),
    "solver": ("Result", "solve"),
}


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"routing.{module}"), name)
    raise AttributeError(f"module 'routing' has no attribute {name!r}")
