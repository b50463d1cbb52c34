"""Which breakages stand where a commit stands, as its verdicts ask for them."""

from dataclasses import dataclass

from shared.core.breakages.order import BranchOrder
from shared.core.breakages.span import Coverage, span_of
from shared.core.documents import Breakage, Commit
from shared.core.verdicts.model import KnownBreakage
from shared.ports import BranchHistory, Breakages
from shared.services.breakages.listing import breakages_of


@dataclass(frozen=True, slots=True)
class Covering:
    """The use case with what it needs. Costs one query where a branch has no breakages."""

    breakages: Breakages
    history: BranchHistory

    def at(self, repo: str, branch: str, sha: str) -> tuple[Breakage, ...]:
        """Return the breakages that cover a commit of the branch, most telling first.

        For a commit of a pull request ask with the commit of the branch that it is based on.
        """
        known = breakages_of(self.breakages, repo, branch)
        return Coverage(known, self.history.order(repo, branch)).at(sha) if known else ()

    def of_commit(self, commit: Commit) -> tuple[KnownBreakage, ...]:
        """Return those at the commit's own place, or at that which its pull request is based on."""
        of_pull = commit.pull is not None
        branch, sha = commit.branch, commit.sha
        if of_pull:
            branch, sha = commit.base_branch, commit.base_sha or ""
        found = self.at(commit.repo, branch, sha) if branch and sha else ()
        if not found or not branch:
            return ()
        order = self.history.order(commit.repo, branch)
        return tuple(self._known(each, order, with_jobs=of_pull) for each in found)

    def _known(self, breakage: Breakage, order: BranchOrder, *, with_jobs: bool) -> KnownBreakage:
        """Return it as verdicts know it; only pull requests are asked for the branch's jobs."""
        repo, branch = breakage.repo, breakage.branch
        failed: frozenset[str] = frozenset()
        if with_jobs:
            failed = self.history.failed_jobs(repo, branch, span_of(breakage, order))
        return KnownBreakage(breakage.breakage_id, breakage.mode, breakage.jobs, failed)
