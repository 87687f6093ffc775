from .change_files import (
    CHANGES_TABLE as CHANGES_TABLE,
    changes_csv as changes_csv,
    write_changes as write_changes,
)
from .changes import (
    plan_changes as plan_changes,
)
