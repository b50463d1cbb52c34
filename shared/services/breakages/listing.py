"""All breakages of a branch."""

from shared.core.documents import Breakage
from shared.ports import Breakages

# Beyond it the oldest are left out, and proposed again if they were not resolved.
MAX_OF_BRANCH = 1000
_PAGE = 100


def breakages_of(breakages: Breakages, repo: str, branch: str) -> list[Breakage]:
    """Return the breakages of a branch, the last annotated first."""
    found: list[Breakage] = []
    cursor = None
    while len(found) < MAX_OF_BRANCH:
        page = breakages.list(limit=_PAGE, cursor=cursor, repo=repo, branch=branch)
        found += page.items
        cursor = page.next
        if cursor is None:
            break
    return found
