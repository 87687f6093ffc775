from .reader import (
    Extract as Extract,
    FerryWay as FerryWay,
    SpecialNode as SpecialNode,
    read_extract as read_extract,
)
from .surfaces import (
    ROAD_CLASSES as ROAD_CLASSES,
)
