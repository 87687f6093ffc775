from .calendar import (
    Dates as Dates,
    dates_of as dates_of,
)
from .campaign import (
    campaign_of as campaign_of,
    residents_of as residents_of,
)
from .catchment import (
    Roads as Roads,
    Walk as Walk,
    walks_of as walks_of,
)
from .demand import (
    caution_elsewhere as caution_elsewhere,
    check_demand as check_demand,
)
from .flights import (
    flight_cautions as flight_cautions,
)
from .opening_hours import (
    is_open as is_open,
)
from .outside_dates import (
    check_outside as check_outside,
    hint as hint,
)
from .pairs_and_pins import (
    pins_of as pins_of,
    teams_of as teams_of,
)
from .pin_warnings import (
    pin_cautions as pin_cautions,
)
from .places import (
    Spots as Spots,
    region_with as region_with,
    spots_of as spots_of,
)
from .post_warnings import (
    post_cautions as post_cautions,
)
from .roads import (
    closures_of as closures_of,
    crossings_of as crossings_of,
)
from .row_order import (
    in_order as in_order,
)
from .small_prices import (
    check_rupiah as check_rupiah,
)
