"""The posts of a new regency: the village of each kecamatan that is assumed to be its capital."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from geodata.spelling import fold
from geodata.typed_rows import records

__all__ = ["area_posts"]


def area_posts(villages: pd.DataFrame, *, of_kecamatan: bool) -> pd.DataFrame:
    """Return the kecamatan of villages, each with the village that is assumed to be its post."""
    rows: list[Mapping[str, object]] = []
    for code, group in villages.sort_values("code").groupby("kecamatan_code", sort=True):
        name = str(group["kecamatan"].iloc[0])
        same = group[group["name"].map(fold) == fold(name)]
        most = int(group["population_2010"].to_numpy().argmax())
        post = next(records(same if len(same) else group.iloc[[most]]))
        if of_kecamatan:
            reason = "a point inside the kecamatan, whose villages are not in the layer"
        elif len(same):
            reason = "the village of the kecamatan's name is assumed"
        elif post.population_2010:
            reason = "the village with most residents is assumed"
        else:
            reason = "the village with the lowest code is assumed"
        rows.append(
            {
                "code": code,
                "name": name,
                "capital": post.code,
                "capital_name": post.name,
                "post_lon": post.lon,
                "post_lat": post.lat,
                "post_basis": f"point of {post.name}, assumed",
                "post_doubt": f"no source names the capital; {reason}",
                "source": "assumption",
            }
        )
    return pd.DataFrame(rows)
