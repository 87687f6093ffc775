from .data import (
    MapData as MapData,
    PastSession as PastSession,
    RoadBasis as RoadBasis,
    RoadClosure as RoadClosure,
    SoFar as SoFar,
    Village as Village,
    WayKey as WayKey,
    WayPart as WayPart,
    WayShape as WayShape,
)
from .errors import (
    AnnouncementsError as AnnouncementsError,
    LanguageError as LanguageError,
    MapsError as MapsError,
    UnknownTeamError as UnknownTeamError,
    WordingError as WordingError,
)
from .exports import (
    kecamatan_frame as kecamatan_frame,
    pairs_frame as pairs_frame,
    places_frame as places_frame,
    posts_frame as posts_frame,
    routes_frame as routes_frame,
    sessions_frame as sessions_frame,
    villages_frame as villages_frame,
    write_exports as write_exports,
)
from .figures import (
    CampaignStatus as CampaignStatus,
    CaseFigures as CaseFigures,
    answers as answers,
)
from .file_names import (
    team_file_name as team_file_name,
    team_page_name as team_page_name,
)
from .html import (
    escape as escape,
)
from .language import (
    Wording as Wording,
    default_wording as default_wording,
    parse_wording as parse_wording,
)
from .pages import (
    Announcements as Announcements,
    WhatIf as WhatIf,
    case_map_html as case_map_html,
    itinerary_html as itinerary_html,
    overview_html as overview_html,
    plan_announcements as plan_announcements,
    status_html as status_html,
    what_if_html as what_if_html,
    write_announcements as write_announcements,
    write_pages as write_pages,
)
