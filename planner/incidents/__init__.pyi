from .application import (
    Applied as Applied,
    apply_incidents as apply_incidents,
)
from .incident_name import (
    IncidentName as IncidentName,
)
from .incident_option import (
    parse_incident as parse_incident,
    parse_incidents as parse_incidents,
)
from .incident_rows import (
    incidents_of as incidents_of,
)
from .subjects import (
    Subjects as Subjects,
)
from .touched_teams import (
    touched_by as touched_by,
)
