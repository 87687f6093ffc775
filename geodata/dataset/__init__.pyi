from .calendar_days import (
    within as within,
)
from .calibration_factors import (
    CALIBRATION_FILE as CALIBRATION_FILE,
    TravelFactors as TravelFactors,
    is_paved as is_paved,
    speeds_sha256 as speeds_sha256,
)
from .csv_tables import (
    parse_rows as parse_rows,
    read_rows as read_rows,
    split_list as split_list,
    stored_table as stored_table,
)
from .folder import (
    DatasetFolder as DatasetFolder,
)
from .loader import (
    EMBEDDED as EMBEDDED,
    PACKAGE_FILE as PACKAGE_FILE,
    Dataset as Dataset,
    load_dataset as load_dataset,
)
from .reference_checks import (
    BY_AIR as BY_AIR,
    BY_AIR_WORD as BY_AIR_WORD,
    LOCAL as LOCAL,
    reference_faults as reference_faults,
)
from .road_store import (
    ESTIMATED_ROAD as ESTIMATED_ROAD,
    MAPPED_ROAD as MAPPED_ROAD,
    MappedRoads as MappedRoads,
    write_mapped as write_mapped,
)
from .schemas import (
    ASSUMED_BASE as ASSUMED_BASE,
    LAYERS as LAYERS,
    TABLES as TABLES,
)
from .translations import (
    source_text as source_text,
    text_in as text_in,
)
from .writer import (
    Identity as Identity,
    write_dataset as write_dataset,
    write_json as write_json,
)
