"""A dataset that is there already, such as the embedded one, put on a road map."""

from __future__ import annotations

from dataclasses import replace as dataclass_replace
from pathlib import Path

import pandas as pd
import shapely

from geodata.array_types import GeometryArray
from geodata.boundaries import read_valid_layer
from geodata.build.base_town import moved_base
from geodata.build.from_layers import OSM_CREDIT, RegionReport
from geodata.build.region_file import REGION_FILE
from geodata.dataset import (
    LAYERS,
    TABLES,
    Dataset,
    DatasetFolder,
    Identity,
    load_dataset,
    stored_table,
    write_dataset,
    write_mapped,
)
from geodata.errors import DatasetError
from geodata.findings import Finding
from geodata.message import Message
from geodata.osm import read_extract
from geodata.quality import survey
from geodata.roads import (
    GAP_METRES,
    RoadNet,
    match_notes,
    road_map,
    setting_of,
    simplified,
    with_margin,
)

__all__ = ["put_on_map"]

_KEPT = (REGION_FILE, "checks.json", "calibration.json")


def put_on_map(
    folder: Path | None,
    osm: Path,
    out: Path,
    margin_km: float,
    gap_km: float = GAP_METRES / 1000,
    *,
    base: tuple[float, float] | None = None,
    replace: bool = False,
) -> RegionReport:
    """Write a dataset anew with the roads of an extract in place of estimated local roads.

    Villages, towns, sections, crossings, closures, facts and speeds stay as they are, and the base
    unless another is named; ferries of the extract are not taken.

    Parameters
    ----------
    folder : Path or None
        The dataset; None = the embedded one.
    osm : Path
        The extract.
    out : Path
        Dataset folder to write.
    margin_km : float
        How far around the regency roads are kept.
    gap_km : float
        Missing links between parts of the road map are estimated up to this length.
    base : tuple of float or None
        Lon and lat of the base (WGS 84); None = where it is.
    replace : bool
        As in `geodata.build.from_layers.RegionOrder`.

    Raises
    ------
    DatasetError
        With every fault found; nothing is written then.
    """
    dataset = load_dataset(folder)
    # Onto itself: the tables are taken over, so those that were edited are not lost.
    onto_itself = dataset.folder.resolve() == out.resolve()
    target = DatasetFolder(out, replace=replace, carried=_carried() if onto_itself else ())
    faults = target.faults()
    net, waters = _net(dataset, osm, margin_km, faults)
    tables = {name: stored_table(dataset.folder, table) for name, table in TABLES.items()}
    layers = {
        name: read_valid_layer(dataset.folder / layer.file, layer.properties, [])
        for name, layer in LAYERS.items()
    }
    home = dataset.base
    if base is not None:
        home, tables["towns"] = moved_base(home, base, dataset.villages, tables, faults)
        if faults:
            raise DatasetError(str(dataset.folder), faults)
    setting = setting_of(tables, layers, home, gap_km * 1000)
    roads = road_map(net, setting, faults, waters)
    if roads is None:
        raise DatasetError(str(osm), faults)
    tables["sources"] = _credited(tables["sources"], osm)
    before = dataset.attribution.partition(" Roads: ")[0].rstrip(".")
    identity = dataclass_replace(
        Identity.of(dataset), base=home, attribution=f"{before}. Roads: {OSM_CREDIT}"
    )

    def more(fresh: Path) -> None:
        for name in _KEPT:
            if (dataset.folder / name).exists():
                (fresh / name).write_bytes((dataset.folder / name).read_bytes())
        write_mapped(roads.edges, roads.lines, roads.junctions, fresh)

    found: list[Finding] = []
    write_dataset(target, identity, tables, layers, more, lambda built: found.extend(survey(built)))
    notes = [*match_notes(roads.matches), *target.notes]
    return RegionReport(load_dataset(out), [], notes, roads, found)


def _net(
    dataset: Dataset, osm: Path, margin_km: float, faults: list[Message]
) -> tuple[RoadNet, GeometryArray]:
    """Return the roads and waters of the extract around a dataset's villages.

    What was drawn is let go of: it is the largest part of the memory.
    """
    area = with_margin(shapely.union_all(dataset.villages.geometry.to_numpy()), margin_km * 1000)
    west, south, east, north = (float(edge) for edge in shapely.bounds(area))
    extract = read_extract(osm, (west, south, east, north), faults)
    if faults or extract is None:
        raise DatasetError(str(osm), faults)
    return simplified(extract, area), extract.waters


def _credited(sources: pd.DataFrame, osm: Path) -> pd.DataFrame:
    """Return the table of sources with the extract as that of roads and junctions."""
    resources = ["roads", "junctions"]
    credit = {"figure": "all", "source": f"{OSM_CREDIT}, {osm.name}", "licence": "ODbL-1.0"}
    rows = pd.DataFrame([{"resource": name, **credit} for name in resources])
    return pd.concat([sources[~sources["resource"].isin(resources)], rows], ignore_index=True)


def _carried() -> set[str]:
    """Return the files whose content comes with the dataset."""
    held = {table.file for table in TABLES.values()} | {layer.file for layer in LAYERS.values()}
    return held | set(_KEPT)
