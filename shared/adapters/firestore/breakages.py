"""Breakages as documents of Firestore."""

from google.cloud import firestore

from shared.adapters.firestore.database import Database
from shared.adapters.firestore.queries import BREAKAGE_LISTS
from shared.core.documents import Breakage
from shared.core.ids import branch_key
from shared.ports import Page, Stored


class FirestoreBreakages:
    """Satisfies `Breakages`; connects at the first call."""

    def __init__(
        self,
        *,
        project: str | None = None,
        database: str = "(default)",
        client: firestore.Client | None = None,
    ) -> None:
        self._database = Database(project, database, client)

    def get(self, breakage_id: str) -> Stored[Breakage] | None:
        """Return the breakage."""
        return self._database.get(Breakage, breakage_id)

    def list(
        self,
        *,
        limit: int,
        cursor: str | None = None,
        repo: str | None = None,
        branch: str | None = None,
    ) -> Page[Breakage]:
        """Return breakages, the last annotated first; all, or those of one branch."""
        of_one = repo is not None and branch is not None
        equal = {"branch_key": branch_key(repo or "", branch or "")} if of_one else {}
        shape = BREAKAGE_LISTS[tuple(equal)]
        return self._database.page(shape, equal, Breakage, limit=limit, cursor=cursor)
