from .costs import (
    add_rupiah as add_rupiah,
    assemble as assemble,
    date_rupiah as date_rupiah,
    promises_kept as promises_kept,
    summarise as summarise,
    team_plan as team_plan,
    team_rupiah as team_rupiah,
)
from .document import (
    Certificate as Certificate,
    Change as Change,
    ChangeReason as ChangeReason,
    Drive as Drive,
    Event as Event,
    Ferry as Ferry,
    Handover as Handover,
    Plan as Plan,
    Reason as Reason,
    Rupiah as Rupiah,
    Session as Session,
    Setup as Setup,
    TeamDate as TeamDate,
    TeamPlan as TeamPlan,
    Unserved as Unserved,
    Wait as Wait,
)
from .last_sessions import (
    keeps_last as keeps_last,
)
from .prices import (
    OPERATORS as OPERATORS,
    distance_rupiah as distance_rupiah,
    duty_day_rupiah as duty_day_rupiah,
    night_rupiah as night_rupiah,
)
