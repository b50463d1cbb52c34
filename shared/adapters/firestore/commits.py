"""Commits and what was heard of them in Firestore."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from google.cloud import firestore

from shared.adapters.firestore.database import Database
from shared.adapters.firestore.documents import read_stored
from shared.adapters.firestore.queries import (
    ANSWERED,
    BASED_ON,
    COMMITS,
    COPIES,
    DOCUMENT_ID,
    DUE,
    OF_PULL,
    TOUCHES,
    UNDECIDED,
    UNPOSTED,
    WAITING,
    Shape,
    build_query,
)
from shared.core.documents import Commit, CommitSign, CommitSigns, Record, Touch
from shared.ports import Stored

T = TypeVar("T")


class FirestoreCommits:
    """Satisfies `Commits`; connects at the first call."""

    def __init__(
        self,
        *,
        project: str | None = None,
        database: str = "(default)",
        client: firestore.Client | None = None,
    ) -> None:
        self._database = Database(project, database, client)

    def get_commits(self, keys: Iterable[str]) -> dict[str, Stored[Commit]]:
        """Return those of the commits that exist, by key."""
        return self._database.get_all(Commit, keys)

    def get_signs(self, key: str) -> Stored[CommitSigns] | None:
        """Return all that was decided with so far."""
        return self._database.get(CommitSigns, key)

    def get_heard(self, sign_ids: Iterable[str]) -> dict[str, Stored[CommitSign]]:
        """Return those of the signs that are kept still, by id."""
        return self._database.get_all(CommitSign, sign_ids)

    def list_undecided(self, key: str, *, limit: int) -> Sequence[Stored[CommitSign]]:
        """Return signs of the commit that were not decided with yet."""
        return self._list(CommitSign, UNDECIDED, {"waits_for": key}, limit)

    def list_waiting(self, *, before_ms: int, limit: int) -> Sequence[CommitSign]:
        """Return undecided signs that were heard before, the oldest first."""
        found = self._list(CommitSign, WAITING, {"waits_ms": before_ms}, limit)
        return [stored.value for stored in found]

    def list_due(self, *, now_ms: int, limit: int) -> Sequence[Commit]:
        """Return commits whose `due_ms` has come, the longest due first."""
        found = self._list(Commit, DUE, {"due_ms": now_ms + 1}, limit)
        return [stored.value for stored in found]

    def list_unposted(self, *, since_ms: int, limit: int) -> Sequence[Commit]:
        """Return commits whose `post_problem_ms` is later than that, the last first."""
        found = self._list(Commit, UNPOSTED, {"post_problem_ms": since_ms}, limit)
        return [stored.value for stored in found]

    def list_answered(self, *, limit: int) -> Sequence[Commit]:
        """Return commits of which a status answered a log, the last answered first."""
        found = self._list(Commit, ANSWERED, {}, limit)
        return [stored.value for stored in found]

    def list_touches(self, *, limit: int) -> Sequence[Stored[Touch]]:
        """Return changes that commits were not reminded of yet."""
        return self._list(Touch, TOUCHES, {}, limit)

    def list_of_pull(self, pull_key: str, *, limit: int) -> Sequence[Commit]:
        """Return commits of the pull request, the last heard of first."""
        found = self._list(Commit, OF_PULL, {"pull_key": pull_key}, limit)
        return [stored.value for stored in found]

    def list_based_on(
        self, base_keys: Sequence[str], *, limit: int, after: str = ""
    ) -> Sequence[Commit]:
        """Return commits with failures by one of these keys, in the order of their own."""
        query = build_query(self._database.client, BASED_ON, {"base_key": list(base_keys)})
        query = query.order_by(DOCUMENT_ID)
        if after:
            query = query.start_after([self._database.client.collection(COMMITS).document(after)])
        found = self._database.snapshots(query.limit(limit))
        return [read_stored(Commit, each).value for each in found]

    def find_copies(self, content_hash: str, *, limit: int) -> Sequence[Record]:
        """Return some records of logs that are equal byte for byte, the oldest first."""
        found = self._list(Record, COPIES, {"content_hash": content_hash}, limit)
        return [stored.value for stored in found]

    def _list(
        self, kind: type[T], shape: Shape, values: dict[str, Any], limit: int
    ) -> list[Stored[T]]:
        query = build_query(self._database.client, shape, values).limit(limit)
        return [read_stored(kind, each) for each in self._database.snapshots(query)]
