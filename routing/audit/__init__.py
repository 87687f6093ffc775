"""The audit of a plan against the rules of the contract, from the files of a bundle alone."""

from __future__ import annotations

from routing.audit.bundle_audit import (
    AuditReport,
    BundleError,
    Violation,
    audit_bundle,
    audit_documents,
)

__all__ = [
    "AuditReport",
    "BundleError",
    "Violation",
    "audit_bundle",
    "audit_documents",
]
