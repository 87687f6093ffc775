from .accessibility import (
    reach as reach,
)
from .campaign_status import (
    CampaignStatus as CampaignStatus,
    StatusPart as StatusPart,
    StatusSession as StatusSession,
)
from .change_words import (
    news_of as news_of,
    promise_lines as promise_lines,
    visit_lines as visit_lines,
)
from .cost_allocation import (
    Share as Share,
    kecamatan_shares as kecamatan_shares,
)
from .days_off import (
    availability as availability,
)
from .gantt import (
    Block as Block,
    board as board,
)
from .hours_on_quarters import (
    announced_hours as announced_hours,
)
from .itinerary_steps import (
    ItineraryDay as ItineraryDay,
    ItineraryStep as ItineraryStep,
    trip_days as trip_days,
    way_facts as way_facts,
)
from .optimality import (
    verdict as verdict,
)
from .pairs_needed import (
    TEAMS as TEAMS,
    CaseFigures as CaseFigures,
    answers as answers,
    case_title as case_title,
)
from .plan_changes import (
    ChangeCounts as ChangeCounts,
    ChangedDate as ChangedDate,
    ChangeKind as ChangeKind,
    PlanChange as PlanChange,
    PostVisit as PostVisit,
    Spans as Spans,
    counts_of as counts_of,
)
from .progress import (
    curve as curve,
)
from .provenance import (
    basis_sentences as basis_sentences,
)
from .so_far import (
    WholeCampaign as WholeCampaign,
    whole_campaign as whole_campaign,
)
from .summaries import (
    KecamatanFigures as KecamatanFigures,
    PairFigures as PairFigures,
    all_kecamatan as all_kecamatan,
    all_pairs as all_pairs,
    pair_figures as pair_figures,
)
from .uploads import (
    kecamatan_sent as kecamatan_sent,
    sent_dates as sent_dates,
)
from .village_visits import (
    VillageTurn as VillageTurn,
    post_turns as post_turns,
    turned_posts as turned_posts,
)
from .visits import (
    last_visits as last_visits,
    small_visits as small_visits,
)
from .workload import (
    spreads as spreads,
)
