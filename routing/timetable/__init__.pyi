from .decoder import (
    NOTHING as NOTHING,
    STRANDED as STRANDED,
    Outcome as Outcome,
    Timetable as Timetable,
)
from .event_writer import (
    EventWriter as EventWriter,
)
from .jobs import (
    Job as Job,
    Jobs as Jobs,
    merge as merge,
)
from .rerouting import (
    Course as Course,
    CourseDay as CourseDay,
    CourseWriter as CourseWriter,
    cheaper as cheaper,
)
