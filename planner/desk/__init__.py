"""The planner's desk: a campaign from a workbook, CSV files or a GeoPackage, checked."""

from planner.desk.faults import DeskError, Fault
from planner.desk.loading import Desk, load

__all__ = ["Desk", "DeskError", "Fault", "load"]
