"""The branches that everyone builds on: what happens there concerns all."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from shared.core.documents import Record

MAIN_BRANCHES = ("main", "master")


@dataclass(frozen=True, slots=True)
class MainBranches:
    """Globs of their names."""

    globs: Sequence[str] = MAIN_BRANCHES

    def named(self, branch: str | None) -> bool:
        """Tell whether a branch of this name is one of them."""
        return branch is not None and any(fnmatchcase(branch, glob) for glob in self.globs)

    def holds(self, record: Record) -> bool:
        """Tell whether the log is of such a branch, not of a pull request that goes there."""
        return record.context.pull is None and self.named(record.context.branch)


NO_BRANCHES = MainBranches(())
