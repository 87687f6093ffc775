"""Factors on travel times, as calibration keeps them with a dataset.

A time of the table of speeds is multiplied by the factor of its road's surface: one for paved
roads, one for all others.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geodata.message import Figure, Message
from geodata.typed_rows import records

__all__ = ["CALIBRATION_FILE", "PAVED_SURFACES", "TravelFactors", "is_paved", "read_factors"]

CALIBRATION_FILE = "calibration.json"
PAVED_SURFACES = frozenset({"asphalt", "paved"})
_LEAST, _MOST = 0.1, 10.0
"""Factors outside these are a slip in the file."""


def is_paved(surface: str) -> bool:
    """Return whether the factor of paved roads holds on a surface."""
    return surface in PAVED_SURFACES


@dataclass(frozen=True, slots=True)
class TravelFactors:
    """What a calibration found.

    Attributes
    ----------
    paved, unpaved : float
        Factors on times; 1 = as in the table of speeds.
    fitted : int
        How many factors were fitted: 0, 1 or 2.
    trips : tuple of str
        The trips that were fitted to.
    leave_one_out_percent : float or None
        Typical error of a trip when the factors are fitted to the others; None if unknown.
    speeds_sha256 : str
        Hash of the table of speeds that the factors belong to.
    """

    paved: float = 1.0
    unpaved: float = 1.0
    fitted: int = 0
    trips: tuple[str, ...] = ()
    leave_one_out_percent: float | None = None
    speeds_sha256: str = ""

    def applied(self, speeds: pd.DataFrame) -> pd.DataFrame:
        """Return a table of speeds with the factors in ``kmh``; ``table_kmh`` is as it was."""
        factor = np.where(speeds["surface"].map(is_paved), self.paved, self.unpaved)
        table = speeds["kmh"].to_numpy(dtype=np.float64)
        return speeds.assign(kmh=table / factor, table_kmh=table)

    def document(self) -> dict[str, Any]:
        """Return what ``calibration.json`` holds of them."""
        return {
            "time_factors": {"paved": self.paved, "unpaved": self.unpaved},
            "fitted": self.fitted,
            "trips": list(self.trips),
            "leave_one_out_percent": self.leave_one_out_percent,
            "speeds_sha256": self.speeds_sha256,
        }


def speeds_sha256(speeds: pd.DataFrame) -> str:
    """Return the hash over what travel times depend on in a table of speeds."""
    columns = [
        "class", "surface", "vehicle", "kmh", "wet_factor", "wet_ford_factor", "dry_ford_factor",
        "fords",
    ]  # fmt: skip
    rows = sorted(
        "\t".join(str(cell) for cell in vars(row).values()) for row in records(speeds[columns])
    )
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def read_factors(folder: Path, faults: list[Message]) -> TravelFactors | None:
    """Read the factors of a dataset folder.

    Parameters
    ----------
    folder : Path
        The dataset.
    faults : list of Message
        Gets a line if the file cannot be used.

    Returns
    -------
    TravelFactors or None
        None if the dataset has not been calibrated.
    """
    path = folder / CALIBRATION_FILE
    if not path.exists():
        return None
    remedy = Message("run jemputbola region calibrate again, or remove the file")
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return TravelFactors(
            **{name: _factor(held["time_factors"], name) for name in ("paved", "unpaved")},
            fitted=int(held["fitted"]),
            trips=tuple(str(trip) for trip in held["trips"]),
            leave_one_out_percent=held["leave_one_out_percent"],
            speeds_sha256=str(held["speeds_sha256"]),
        )
    except _FactorError as error:
        factor, least, most = (Figure(value, None) for value in (error.value, _LEAST, _MOST))
        faults.append(
            Message(
                "%(file)s, %(name)s: a factor of %(factor)s is not from %(least)s to %(most)s; "
                "%(remedy)s",
                file=CALIBRATION_FILE,
                name=error.name,
                factor=factor,
                least=least,
                most=most,
                remedy=remedy,
            )
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        faults.append(
            Message(
                "%(calibration_file)s: not as calibration writes it (%(error)r); %(remedy)s",
                calibration_file=CALIBRATION_FILE,
                error=error,
                remedy=remedy,
            )
        )
    return None


class _FactorError(Exception):
    """A factor that no calibration would write."""

    def __init__(self, name: str, value: float) -> None:
        self.name, self.value = name, value
        super().__init__(name, value)


def _factor(held: Mapping[str, Any], name: str) -> float:
    value = float(held[name])
    if not (math.isfinite(value) and _LEAST <= value <= _MOST):
        raise _FactorError(name, value)
    return value
