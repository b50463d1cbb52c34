"""Addresses of branches and of what is said of them; slashes in their names stand as they are."""

from glob import escape
from urllib.parse import quote, urlencode

from shared.core.documents import BranchProposal


def branch_href(repo: str, branch: str) -> str:
    """Return the address of a branch."""
    return f"/branches/{quote(repo)}/{quote(branch, safe='/~', errors='replace')}"


def job_on_branch_href(repo: str, branch: str, job: str) -> str:
    """Return the address of the commits of a branch, of all jobs only those with this name."""
    return f"{branch_href(repo, branch)}?{_query(q=job)}#grid"


def breakages_href(repo: str, branch: str) -> str:
    """Return the address of the list of all breakages of the branch."""
    return f"/breakages?{_query(repo=repo, branch=branch)}"


def annotate_href(repo: str, branch: str, proposal: BranchProposal | None = None) -> str:
    """Return the address of the form that annotates the branch, filled in with what is proposed."""
    wanted = [("repo", repo), ("branch", branch)]
    if proposal is not None:
        wanted.append(("cause_sha", proposal.cause_sha))
        if proposal.resolved_sha is not None:
            wanted.append(("resolved_sha", proposal.resolved_sha))
        # The form takes globs: a name that looks like one means itself.
        wanted += [("jobs", escape(job)) for job in proposal.jobs]
    return f"/breakages/new?{urlencode(wanted, errors='replace')}"


def _query(**wanted: str) -> str:
    return urlencode(wanted, errors="replace")
