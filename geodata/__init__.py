"""Where things are and how long the way takes: places, boundaries, roads, seasons, travel.

Coordinates are WGS 84 (EPSG:4326), lon before lat; distances are whole metres, times of legs
whole minutes.
"""

from geodata.cache import CostCache
from geodata.conditions import Condition, RoadState, conditions_for, season_state
from geodata.connections import Connection, Connections, DutyDay, Stage
from geodata.dataset import Dataset, load_dataset
from geodata.dataset_texts import source_text, text_in
from geodata.errors import DatasetError, GeodataError, PlaceError, UnreachableError
from geodata.places import Place, places_of, resolve_place
from geodata.roads import RoadGraph, build_graph
from geodata.timetable import runs_on
from geodata.travel import TravelTable, travel_table
from geodata.ways import Step, Way, way

__all__ = [
    "Condition",
    "Connection",
    "Connections",
    "CostCache",
    "Dataset",
    "DatasetError",
    "DutyDay",
    "GeodataError",
    "Place",
    "PlaceError",
    "RoadGraph",
    "RoadState",
    "Stage",
    "Step",
    "TravelTable",
    "UnreachableError",
    "Way",
    "build_graph",
    "conditions_for",
    "load_dataset",
    "places_of",
    "resolve_place",
    "runs_on",
    "season_state",
    "source_text",
    "text_in",
    "travel_table",
    "way",
]
