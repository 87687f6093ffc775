from .change_files import (
    CHANGES_TABLE as CHANGES_TABLE,
    changes_csv as changes_csv,
    write_changes as write_changes,
)
from .changes import (
    plan_changes as plan_changes,
)
from .history import (
    History as History,
    read_history as read_history,
)
from .options import (
    CHOICES as CHOICES,
    Choice as Choice,
    RevisionOption as RevisionOption,
)
from .progress_so_far import (
    whole_progress as whole_progress,
)
from .replanning import (
    replan as replan,
)
from .revision import (
    ReplanRequest as ReplanRequest,
    Revision as Revision,
)
from .revision_bundle import (
    default_seconds as default_seconds,
    revision_folder as revision_folder,
    write_revision as write_revision,
)
