from .document import (
    Campaign as Campaign,
)
from .faults import (
    check_campaign as check_campaign,
)
from .parts import (
    Assumption as Assumption,
    Condition as Condition,
    Costs as Costs,
    Crossing as Crossing,
    Interval as Interval,
    KecamatanBar as KecamatanBar,
    KecamatanPin as KecamatanPin,
    Minute as Minute,
    Pin as Pin,
    Place as Place,
    PostDates as PostDates,
    Rules as Rules,
    Served as Served,
    ServerCapacity as ServerCapacity,
    Source as Source,
    Team as Team,
)
