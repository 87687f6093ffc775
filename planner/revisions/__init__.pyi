from .changes import (
    plan_changes as plan_changes,
)
