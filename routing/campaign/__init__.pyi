from .document import (
    Campaign as Campaign,
)
from .faults import (
    check_campaign as check_campaign,
)
from .identity import (
    campaign_id as campaign_id,
)
from .parts import (
    Assumption as Assumption,
    Begun as Begun,
    Condition as Condition,
    Costs as Costs,
    Crossing as Crossing,
    FrozenDate as FrozenDate,
    Interval as Interval,
    KecamatanBar as KecamatanBar,
    KecamatanPin as KecamatanPin,
    Minute as Minute,
    Moment as Moment,
    Pause as Pause,
    Pin as Pin,
    Place as Place,
    PostDates as PostDates,
    Promise as Promise,
    Rules as Rules,
    Served as Served,
    ServerCapacity as ServerCapacity,
    Source as Source,
    Team as Team,
    TeamState as TeamState,
)
