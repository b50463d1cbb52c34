"""The Store port on Firestore: commits with preconditions, no transactions, no merging sets."""

from collections.abc import Iterable, Sequence
from typing import Any

from google.cloud import firestore

from shared.adapters.firestore import leases, report_lists
from shared.adapters.firestore.calls import PRECONDITION_FAILED
from shared.adapters.firestore.database import Database
from shared.adapters.firestore.documents import read_stored
from shared.adapters.firestore.queries import (
    ADDS,
    COARSE,
    DROPS,
    FIRST_SEEN,
    LAST_SEEN,
    RECORD_LISTS,
    SIMILAR,
    UNFOLDED,
    build_query,
    cursor_at,
)
from shared.core.documents import (
    CommitSign,
    Fingerprint,
    Issue,
    Job,
    NewFailure,
    Record,
    Report,
)
from shared.core.ids import job_key
from shared.core.lists import ALL, ListQuery
from shared.errors import ChangeConflict, IdTaken, RecordConflict
from shared.ports import Changes, Page, Stored


class FirestoreStore:
    """Documents in one Firestore database; connects at the first call.

    With FIRESTORE_EMULATOR_HOST in the environment it talks to the emulator, without credentials.
    """

    def __init__(
        self,
        *,
        project: str | None = None,
        database: str = "(default)",
        client: firestore.Client | None = None,
    ) -> None:
        self._database = Database(project, database, client)

    def get_record(self, record_id: str) -> Stored[Record] | None:
        """Return the record, expired or not."""
        return self._database.get(Record, record_id)

    def get_fingerprint(self, fingerprint: str) -> Stored[Fingerprint] | None:
        """Return the fingerprint's document."""
        return self._database.get(Fingerprint, fingerprint)

    def get_records(self, record_ids: Iterable[str]) -> dict[str, Stored[Record]]:
        """Return those of the records that exist, by id, expired ones too."""
        return self._database.get_all(Record, record_ids)

    def get_reports(self, log_ids: Iterable[str]) -> dict[str, Stored[Report]]:
        """Return those of the reports that exist, by id."""
        return self._database.get_all(Report, log_ids)

    def get_fingerprints(self, fingerprints: Iterable[str]) -> dict[str, Stored[Fingerprint]]:
        """Return those of the fingerprint documents that exist, by fingerprint."""
        return self._database.get_all(Fingerprint, fingerprints)

    def find_similar(self, bands: Sequence[str], *, limit: int) -> Sequence[Stored[Fingerprint]]:
        """Return some fingerprints that have one of these band values (at most 30)."""
        if not bands:
            return []
        query = build_query(self._database.client, SIMILAR, {"bands": list(bands)}).limit(limit)
        return [read_stored(Fingerprint, found) for found in self._database.snapshots(query)]

    def get_jobs(self, jobs: Iterable[str]) -> dict[str, Stored[Job]]:
        """Return those of the jobs that are known, by name."""
        found = self._database.get_all(Job, [job_key(job) for job in jobs])
        return {stored.value.job: stored for stored in found.values()}

    def find_coarse(self, coarse: str, *, limit: int) -> Sequence[Stored[Fingerprint]]:
        """Return some fingerprints of this coarse fingerprint."""
        query = build_query(self._database.client, COARSE, {"coarse": coarse}).limit(limit)
        return [read_stored(Fingerprint, found) for found in self._database.snapshots(query)]

    def get_issues(self, issue_ids: Iterable[str]) -> dict[str, Stored[Issue]]:
        """Return those of the issues that exist, by id."""
        return self._database.get_all(Issue, issue_ids)

    def save_record(
        self,
        record: Record,
        *,
        replaces: Stored[Record] | None = None,
        failure: NewFailure | None = None,
        sign: CommitSign | None = None,
    ) -> None:
        """Write the record, the new failure's documents and the sign with it, in one commit.

        Nothing is read or locked: a create fails where a document is, an update where its version
        is another. Firestore does not say which write of a commit failed. So then, and only then,
        the record is read: RecordConflict if it is not as it should have been; else it was one of
        the failure's documents, IdTaken. A commit whose answer got lost and that was sent again
        ends in RecordConflict too: the record is there, as the caller sees when it looks again.
        """
        batch = self._database.batch()
        batch.write(Stored(record, None if replaces is None else replaces.version))
        for document in failure.documents if failure else ():
            batch.create(document)
        if sign is not None:
            batch.put(sign)
        try:
            batch.commit()
        except PRECONDITION_FAILED as exc:
            if failure is not None and self._stands_at(record.record_id, replaces):
                raise IdTaken(failure.fingerprint.fingerprint) from exc
            raise RecordConflict(record.record_id) from exc

    def save(self, changes: Changes) -> None:
        """Write and remove all the documents in one commit, each only if unchanged since read."""
        batch = self._database.batch()
        for stored in changes.written:
            batch.write(stored)
        for stored in changes.removed:
            batch.delete(stored)
        try:
            batch.commit()
        except PRECONDITION_FAILED as exc:
            raise ChangeConflict(str(exc)) from exc

    def list_reports(
        self, query: ListQuery = ALL, *, limit: int, cursor: str | None = None
    ) -> Page[Report]:
        """Return reports that have all the facets asked for, read along the rarest of them."""
        return report_lists.list_reports(self._database, query, limit=limit, cursor=cursor)

    def count_reports(self, query: ListQuery, *, at_most: int) -> int:
        """Return how many reports a query of at most one facet finds, up to that many."""
        return report_lists.count_reports(self._database, query, at_most=at_most)

    def list_records(
        self,
        *,
        now_ms: int,
        limit: int,
        cursor: str | None = None,
        fingerprints: Sequence[str] | None = None,
        problems_only: bool = False,
        oldest_first: bool = False,
        before_ms: int | None = None,
    ) -> Page[Record]:
        """Return unexpired records by `seen_ms`; the expired are skipped within the index.

        Firestore's time-to-live takes a day or more to remove a document.
        """
        if fingerprints is not None and not fingerprints:
            return Page(())
        equal: dict[str, Any] = {}
        if fingerprints is not None:
            equal["fingerprint"] = list(fingerprints)
        elif problems_only:
            equal["has_problem"] = True
        if before_ms is not None:
            cursor = cursor_at(before_ms, -1, "-")
        shape = RECORD_LISTS[tuple(equal), oldest_first]
        values = equal | {"expires_ms": now_ms}
        return self._database.page(shape, values, Record, limit=limit, cursor=cursor)

    def list_unfolded(self, *, limit: int) -> Sequence[Stored[Record]]:
        """Return some records whose `unfolded` is true, expired ones too."""
        query = build_query(self._database.client, UNFOLDED, {"unfolded": True}).limit(limit)
        return [read_stored(Record, found) for found in self._database.snapshots(query)]

    def count_unfolded(self, fingerprints: Sequence[str]) -> int:
        """Return how many occurrences of these (at most 30) the next fold adds, net."""
        if not fingerprints:
            return 0
        adds = self._database.count(ADDS, {"adds": list(fingerprints)})
        return adds - self._database.count(DROPS, {"drops": list(fingerprints)})

    def seen_bounds(self, fingerprint: str, *, folded: bool = False) -> tuple[int, int] | None:
        """Return first and last `seen_ms` of the records with this fingerprint, None without."""
        values, without = {"fingerprint": fingerprint}, "unfolded" if folded else None
        first = self._database.first(FIRST_SEEN, values, "seen_ms", without=without)
        last = self._database.first(LAST_SEEN, values, "seen_ms", without=without)
        return None if first is None or last is None else (first, last)

    def take_lease(self, name: str, holder: str, *, now_ms: int, until_ms: int) -> bool:
        """Take or extend the lease; False while another holder's has not run out."""
        return leases.take_lease(self._database, name, holder, now_ms, until_ms)

    def drop_lease(self, name: str, holder: str) -> None:
        """Give the lease back if this holder still has it."""
        leases.drop_lease(self._database, name, holder)

    def _stands_at(self, record_id: str, expected: Stored[Record] | None) -> bool:
        """Tell whether the record is still as expected: not there, or of that version."""
        found = self.get_record(record_id)
        if found is None or expected is None:
            return found is expected
        return found.version == expected.version
