"""What the project's own types write is what the audit reads; the audit runs without them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys

from routing.audit.bundle_audit import audit_documents
from routing.campaign.document import Campaign
from routing.plan.document import Plan
from tests.routing.audit.audit_town import encode
from tests.routing.audit.audit_workbench import Town


def test_documents_of_the_projects_types_pass() -> None:
    town = Town()
    campaign = Campaign.from_json(encode(town.campaign).decode()).to_json()
    town.campaign = json.loads(campaign)
    town.repair()
    plan = Plan.from_json(encode(town.plan).decode()).to_json()
    document = json.loads(plan)
    document["campaign_sha256"] = hashlib.sha256(campaign.encode()).hexdigest()
    report = audit_documents(json.loads(campaign), document, town.travel, campaign.encode())
    assert report.violations == ()


def test_audit_loads_nothing_of_the_project() -> None:
    look = (
        "import sys, routing.audit\n"
        "names = {name for name in sys.modules if name.split('.')[0] in "
        "{'geodata', 'routing', 'maps', 'planner', 'pydantic', 'ortools', 'pandas'}}\n"
        "print(*sorted(n for n in names if not n.startswith('routing.audit') and n != 'routing'))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
