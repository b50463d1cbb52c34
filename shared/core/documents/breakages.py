"""Breakages: what people say broke a branch, and until when."""

from dataclasses import dataclass

from shared.core import ids
from shared.core.documents.tallies import Change


@dataclass(frozen=True, slots=True)
class Breakage:
    """An annotation of a branch: from `cause_sha`, included, to `resolved_sha`, excluded.

    `resolved_sha` None: it goes on. `jobs` are names or globs of what it breaks, None: all.
    `mode` says in a few words how, `notes` whatever else. `changes` is who wrote it, and when,
    the first one first; `revision` counts them all.
    """

    breakage_id: str
    repo: str
    branch: str
    cause_sha: str
    mode: str
    resolved_sha: str | None = None
    jobs: tuple[str, ...] | None = None
    notes: str = ""
    created_ms: int = 0
    revision: int = 1
    changes: tuple[Change, ...] = ()

    @property
    def is_ongoing(self) -> bool:
        """Whether nobody said yet which commit resolves it."""
        return self.resolved_sha is None

    @property
    def branch_key(self) -> str:
        """What finds the breakages of its branch."""
        return ids.branch_key(self.repo, self.branch)
