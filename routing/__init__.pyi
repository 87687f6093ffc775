from .audit import (
    AuditReport as AuditReport,
    BundleError as BundleError,
    audit_bundle as audit_bundle,
    audit_documents as audit_documents,
)
from .campaign import (
    Campaign as Campaign,
)
from .errors import (
    CampaignError as CampaignError,
    ParametersError as ParametersError,
    PlanError as PlanError,
    RoutingError as RoutingError,
)
from .limits import (
    Limits as Limits,
    Progress as Progress,
)
from .parameters import (
    SolverParameters as SolverParameters,
)
from .plan import (
    Plan as Plan,
)
from .promise_reach import (
    keepable_promises as keepable_promises,
)
from .retiming import (
    Retiming as Retiming,
    visits_of as visits_of,
)
from .solver import (
    KnownPlan as KnownPlan,
    Result as Result,
    solve as solve,
)
