from .filling import (
    FillReport as FillReport,
    fill_region as fill_region,
)
from .from_dataset import (
    put_on_map as put_on_map,
)
from .from_layers import (
    RegionOrder as RegionOrder,
    RegionReport as RegionReport,
    build_region as build_region,
)
from .given_figures import (
    GivenRow as GivenRow,
)
