from .decoder import (
    NOTHING as NOTHING,
    Outcome as Outcome,
    Timetable as Timetable,
)
from .jobs import (
    Job as Job,
    Jobs as Jobs,
    merge as merge,
)
from .rerouting import (
    Clerk as Clerk,
    Course as Course,
    Day as Day,
    cheaper as cheaper,
)
