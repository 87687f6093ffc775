from .announcing import (
    Announcing as Announcing,
    announce_plan as announce_plan,
)
from .application import (
    Applied as Applied,
    apply_incidents as apply_incidents,
    with_conditions as with_conditions,
)
from .campaign_draft import (
    RecordedSession as RecordedSession,
)
from .incident_file import (
    INCIDENTS_FILE as INCIDENTS_FILE,
    incidents_json as incidents_json,
    read_incidents as read_incidents,
)
from .incident_name import (
    IncidentName as IncidentName,
)
from .incident_option import (
    OPTION as OPTION,
    parse_incident as parse_incident,
    parse_incidents as parse_incidents,
)
from .incident_rows import (
    incidents_of as incidents_of,
)
from .promises import (
    PROMISES_FILE as PROMISES_FILE,
    AnnouncedDate as AnnouncedDate,
    Strength as Strength,
    promises_csv as promises_csv,
    read_announced as read_announced,
    read_promises as read_promises,
    write_promises as write_promises,
)
from .subjects import (
    Subjects as Subjects,
    is_post as is_post,
    team_of as team_of,
)
from .touched_teams import (
    Hit as Hit,
)
