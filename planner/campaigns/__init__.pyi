from .accessibility import (
    Roads as Roads,
    village_reach as village_reach,
)
from .assumptions import (
    NO_HOLIDAYS as NO_HOLIDAYS,
    assumptions_of_dataset as assumptions_of_dataset,
    explained as explained,
    is_home as is_home,
    reason as reason,
    sources_of as sources_of,
    unknown_holidays as unknown_holidays,
    values_in as values_in,
)
from .custom_posts import (
    posts_of as posts_of,
    with_posts as with_posts,
)
from .default_values import (
    CHANGED_PROMISE_RUPIAH as CHANGED_PROMISE_RUPIAH,
    DEFAULTS as DEFAULTS,
    Defaults as Defaults,
    Level as Level,
)
from .defaults import (
    LAST_YEAR as LAST_YEAR,
    MOST_DATES as MOST_DATES,
    crossings_for as crossings_for,
    default_campaign as default_campaign,
    nodes_of as nodes_of,
    option_faults as option_faults,
)
from .home import (
    assumed_base_name as assumed_base_name,
    knows_demand as knows_demand,
    lodgings_of as lodgings_of,
    remarks_of as remarks_of,
    taken_over as taken_over,
    unknown_figures as unknown_figures,
)
from .pins import (
    posts_named as posts_named,
    read_pin as read_pin,
    with_pins as with_pins,
    without_empty_pins as without_empty_pins,
)
from .preparation import (
    Prepared as Prepared,
    Remark as Remark,
    prepare as prepare,
)
from .travel_cache import (
    kept as kept,
)
