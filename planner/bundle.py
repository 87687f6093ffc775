"""A bundle on disk: written whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from planner.errors import BundleFolderError, RejectedPlanError
from routing.audit import audit_documents
from routing.campaign import Campaign
from routing.plan import Plan

MARK = "plan.json"
"""A folder that holds this file is a bundle and may be replaced."""

OURS = (
    "campaign.json", "travel.parquet", "plan.json", "run.json", "index.html", "team-*.html",
)  # fmt: skip
"""Files of a bundle; others in its folder are the user's and stay."""


class BundleFolder:
    """The folder that a run will write, checked before the work and filled after it.

    Parameters
    ----------
    folder
        Where the bundle goes. It may be missing, empty or an older bundle.

    Raises
    ------
    BundleFolderError
        When the folder cannot be written or holds something else.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        if self.folder.is_file():
            raise BundleFolderError(f"{folder}: this is a file; name a folder with --out")
        if self.folder.is_dir() and any(self.folder.iterdir()) and not self._is_bundle():
            raise BundleFolderError(
                f"{folder}: the folder holds files and no plan; name an empty or a new one "
                "with --out"
            )
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder.parent):
                pass
            if self.folder.is_dir():
                with tempfile.TemporaryFile(dir=self.folder):
                    pass
        except OSError as error:
            raise BundleFolderError(
                f"{folder}: cannot be written ({error.strerror}); name another folder with --out"
            ) from error

    def _is_bundle(self) -> bool:
        return (self.folder / MARK).is_file()

    def fill(self, write: Callable[[Path], object]) -> None:
        """Call `write` with a temporary folder and put it in place of the bundle.

        Raises
        ------
        BundleFolderError
            When the disk refuses; the old bundle is as it was.
        """
        temporary = Path(tempfile.mkdtemp(prefix=f".{self.folder.name}-", dir=self.folder.parent))
        try:
            temporary.chmod(0o755)
            write(temporary)
            self._keep_the_users_files(temporary)
            self._swap(temporary)
        except OSError as error:
            raise BundleFolderError(
                f"{self.folder}: cannot be written ({error.strerror or error}); "
                "the older plan is as it was"
            ) from error
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def _keep_the_users_files(self, temporary: Path) -> None:
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.iterdir()):
            if any(path.match(pattern) for pattern in OURS):
                continue
            if path.is_dir():
                shutil.copytree(path, temporary / path.name)
            else:
                shutil.copy2(path, temporary / path.name)

    def _swap(self, temporary: Path) -> None:
        if not self.folder.exists():
            temporary.rename(self.folder)
            return
        old = Path(tempfile.mkdtemp(prefix=f".{self.folder.name}-old-", dir=self.folder.parent))
        self.folder.rename(old / "bundle")
        try:
            temporary.rename(self.folder)
        except OSError:
            (old / "bundle").rename(self.folder)
            raise
        finally:
            if self.folder.exists():
                shutil.rmtree(old, ignore_errors=True)


def check_plan(campaign: Campaign, plan: Plan, rows: object) -> None:
    """Audit a plan before it is written.

    Raises
    ------
    RejectedPlanError
        When the audit finds anything: a fault of this program.
    """
    text = campaign.to_json()
    report = audit_documents(
        json.loads(text),
        json.loads(plan.to_json()),
        rows,  # type: ignore[arg-type]
        text.encode(),
    )
    if not report.ok:
        first = "\n".join(violation.message("en") for violation in report.violations[:10])
        raise RejectedPlanError(
            f"the plan breaks {len(report.violations)} rules and was not written:\n{first}"
        )
