"""Breakages, and what is known of the branches that they are of; all is written by `Store.save`."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from shared.core.breakages.order import BranchOrder
from shared.core.documents import Branch, BranchNews, BranchWeek, Breakage
from shared.ports.values import Page, Stored


class Breakages(Protocol):
    """The documents of breakages. Cursors are opaque; a foreign one starts at the top."""

    def get(self, breakage_id: str) -> Stored[Breakage] | None:
        """Return the breakage."""

    def list(
        self,
        *,
        limit: int,
        cursor: str | None = None,
        repo: str | None = None,
        branch: str | None = None,
    ) -> Page[Breakage]:
        """Return breakages, the last annotated first; all, or those of one branch."""


class Branches(Protocol):
    """The documents of branches that everyone builds on."""

    def get_branch(self, repo: str, branch: str) -> Stored[Branch] | None:
        """Return the branch, None while nothing was heard of it."""

    def get_weeks(self, keys: Iterable[str]) -> dict[str, Stored[BranchWeek]]:
        """Return those of the weeks that exist, by key (ids.branch_week_key)."""

    def list_news(self, *, limit: int) -> Sequence[Stored[BranchNews]]:
        """Return news of any branch that are not folded yet, the oldest first."""

    def list_branches(self, *, limit: int, cursor: str | None = None) -> Page[Branch]:
        """Return branches, the last changed first."""


class BranchHistory(Protocol):
    """What was heard of a branch."""

    def order(self, repo: str, branch: str) -> BranchOrder:
        """Return the commits of the branch in their order."""

    def jobs(self, repo: str, branch: str) -> Collection[str]:
        """Return the names of jobs that ran there."""

    def failed_jobs(self, repo: str, branch: str, span: range) -> frozenset[str]:
        """Return the names of jobs that failed there, at the places of the order in the span."""
