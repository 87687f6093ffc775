from .csv_reader import (
    read_csv as read_csv,
)
from .folder_reader import (
    find_tables as find_tables,
    has_tables as has_tables,
)
from .id_lookup import (
    Lookup as Lookup,
)
from .typed_tables import (
    WorkbookTables as WorkbookTables,
    read_row as read_row,
    read_tables as read_tables,
)
