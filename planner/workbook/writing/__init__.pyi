from .default_tables import (
    initial_tables as initial_tables,
)
from .excel_writer import (
    write_workbook as write_workbook,
)
