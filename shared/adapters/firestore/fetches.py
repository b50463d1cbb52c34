"""Logs to be fetched, as documents of Firestore."""

from collections.abc import Sequence

from google.cloud import firestore

from shared.adapters.firestore.database import Database
from shared.adapters.firestore.documents import read_stored
from shared.adapters.firestore.queries import FETCHES_DUE, build_query
from shared.core.documents import PendingFetch
from shared.ports import Stored


class FirestorePendingFetches:
    """Satisfies `PendingFetches`; connects at the first call."""

    def __init__(
        self,
        *,
        project: str | None = None,
        database: str = "(default)",
        client: firestore.Client | None = None,
    ) -> None:
        self._database = Database(project, database, client)

    def get(self, key: str) -> Stored[PendingFetch] | None:
        """Return the one of this key."""
        return self._database.get(PendingFetch, key)

    def list_due(self, provider: str, *, now_ms: int, limit: int) -> Sequence[Stored[PendingFetch]]:
        """Return those of the provider whose `due_ms` is past, the longest past first."""
        values = {"provider": provider, "due_ms": now_ms + 1}
        query = build_query(self._database.client, FETCHES_DUE, values).limit(limit)
        return [read_stored(PendingFetch, each) for each in self._database.snapshots(query)]
