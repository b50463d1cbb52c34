"""Notices as documents of Firestore."""

from collections.abc import Iterable, Sequence

from google.cloud import firestore

from shared.adapters.firestore.database import Database
from shared.adapters.firestore.documents import read_stored
from shared.adapters.firestore.queries import NOTICES_DUE, build_query
from shared.core.documents import Notice
from shared.ports import Stored


class FirestoreNotices:
    """Satisfies `Notices`; connects at the first call."""

    def __init__(
        self,
        *,
        project: str | None = None,
        database: str = "(default)",
        client: firestore.Client | None = None,
    ) -> None:
        self._database = Database(project, database, client)

    def get(self, notice_ids: Iterable[str]) -> dict[str, Stored[Notice]]:
        """Return those of the notices that exist, by id."""
        return self._database.get_all(Notice, list(notice_ids))

    def list_due(self, *, now_ms: int, limit: int) -> Sequence[Stored[Notice]]:
        """Return notices whose `due_ms` is past, the longest past first."""
        shape = build_query(self._database.client, NOTICES_DUE, {"due_ms": now_ms + 1}).limit(limit)
        return [read_stored(Notice, each) for each in self._database.snapshots(shape)]
