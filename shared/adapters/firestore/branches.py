"""Branches that everyone builds on as documents of Firestore."""

from collections.abc import Iterable, Sequence

from google.cloud import firestore

from shared.adapters.firestore.database import Database
from shared.adapters.firestore.documents import read_stored
from shared.adapters.firestore.queries import BRANCH_LIST, BRANCH_NEWS_LIST, build_query
from shared.core.documents import Branch, BranchNews, BranchWeek
from shared.core.ids import branch_key
from shared.ports import Page, Stored


class FirestoreBranches:
    """Satisfies `Branches`; connects at the first call."""

    def __init__(
        self,
        *,
        project: str | None = None,
        database: str = "(default)",
        client: firestore.Client | None = None,
    ) -> None:
        self._database = Database(project, database, client)

    def get_branch(self, repo: str, branch: str) -> Stored[Branch] | None:
        """Return the branch."""
        return self._database.get(Branch, branch_key(repo, branch))

    def get_weeks(self, keys: Iterable[str]) -> dict[str, Stored[BranchWeek]]:
        """Return those of the weeks that exist, by key."""
        return self._database.get_all(BranchWeek, keys)

    def list_news(self, *, limit: int) -> Sequence[Stored[BranchNews]]:
        """Return news of any branch, the oldest first."""
        query = build_query(self._database.client, BRANCH_NEWS_LIST, {}).limit(limit)
        return [read_stored(BranchNews, each) for each in self._database.snapshots(query)]

    def list_branches(self, *, limit: int, cursor: str | None = None) -> Page[Branch]:
        """Return branches, the last changed first."""
        return self._database.page(BRANCH_LIST, {}, Branch, limit=limit, cursor=cursor)
