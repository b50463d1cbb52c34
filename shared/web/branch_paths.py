"""Addresses of branches and of what is said of them; slashes in their names stand as they are."""

from glob import escape
from urllib.parse import quote, urlencode

from shared.core.documents import BranchProposal

# Servers refuse addresses that are longer than 4,094 characters with what stands around them.
_MAX_CHARS = 3_500


def branch_href(repo: str, branch: str) -> str:
    """Return the address of a branch."""
    return f"/branches/{quote(f'{repo}/{branch}', safe='/~', errors='replace')}"


def job_on_branch_href(repo: str, branch: str, job: str) -> str:
    """Return the address of the commits of a branch, of all jobs only those with this name."""
    return f"{branch_href(repo, branch)}?{_query(q=job)}#grid"


def breakages_href(repo: str, branch: str) -> str:
    """Return the address of the list of all breakages of the branch."""
    return f"/breakages?{_query(repo=repo, branch=branch)}"


def annotate_href(repo: str, branch: str, proposal: BranchProposal | None = None) -> str:
    """Return the address of the form that annotates the branch, filled in with what is proposed.

    Of very many jobs it names some: the others are proposed again.
    """
    address = f"/breakages/new?{_query(repo=repo, branch=branch)}"
    if proposal is None:
        return address
    address += f"&{_query(cause_sha=proposal.cause_sha)}"
    if proposal.resolved_sha is not None:
        address += f"&{_query(resolved_sha=proposal.resolved_sha)}"
    for number, job in enumerate(proposal.jobs):
        # The form takes globs: a name that looks like one means itself.
        named = f"&{_query(jobs=escape(job))}"
        # At least one: a form without jobs means all of them.
        if number and len(address) + len(named) > _MAX_CHARS:
            break
        address += named
    return address


def _query(**wanted: str) -> str:
    return urlencode(wanted, errors="replace")
