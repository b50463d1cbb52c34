"""The documents: records, and what follows from them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from shared.core.documents import (
    CommitSign,
    Fingerprint,
    Issue,
    Job,
    NewFailure,
    Record,
    Report,
)
from shared.core.lists import ALL, ListQuery
from shared.ports.values import Changes, Page, Stored


class Store(Protocol):
    """The documents. Cursors are opaque strings of the store; a foreign one starts at the top."""

    def get_record(self, record_id: str) -> Stored[Record] | None:
        """Return the record, expired or not: it blocks its id until it is removed."""

    def get_records(self, record_ids: Iterable[str]) -> dict[str, Stored[Record]]:
        """Return those of the records that exist, by id, expired ones too, in one call."""

    def get_fingerprint(self, fingerprint: str) -> Stored[Fingerprint] | None:
        """Return the fingerprint's document."""

    def save_record(
        self,
        record: Record,
        *,
        replaces: Stored[Record] | None = None,
        failure: NewFailure | None = None,
        sign: CommitSign | None = None,
    ) -> None:
        """Write the record, the new failure's documents and the sign with it, in one commit.

        Without `replaces` the record must not exist, with it the record must be unchanged.
        The sign is written whether there is one or not. Nothing else is read or locked. Raises
        RecordConflict or IdTaken, having written nothing.
        """

    def get_reports(self, log_ids: Iterable[str]) -> dict[str, Stored[Report]]:
        """Return those of the reports that exist, by id."""

    def get_fingerprints(self, fingerprints: Iterable[str]) -> dict[str, Stored[Fingerprint]]:
        """Return those of the fingerprint documents that exist, by fingerprint."""

    def find_similar(self, bands: Sequence[str], *, limit: int) -> Sequence[Stored[Fingerprint]]:
        """Return some fingerprints that have one of these band values (at most 30)."""

    def get_jobs(self, jobs: Iterable[str]) -> dict[str, Stored[Job]]:
        """Return those of the jobs that are known, by name."""

    def find_coarse(self, coarse: str, *, limit: int) -> Sequence[Stored[Fingerprint]]:
        """Return some fingerprints of this coarse fingerprint."""

    def get_issues(self, issue_ids: Iterable[str]) -> dict[str, Stored[Issue]]:
        """Return those of the issues that exist, by id."""

    def list_reports(
        self, query: ListQuery = ALL, *, limit: int, cursor: str | None = None
    ) -> Page[Report]:
        """Return reports that are not merged into others, as the query asks, largest key first.

        One never folded counts as seen when created; sorted by when its issue was filed, only
        reports with a filed issue are listed. A page of several filters reads at most
        MAX_READ reports (core/lists.py): it may be short, or empty, and still have a next one.
        """

    def count_reports(self, query: ListQuery, *, at_most: int) -> int:
        """Return how many reports a query of at most one facet finds, up to that many."""

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
        """Return unexpired records by `seen_ms`, newest first unless asked otherwise.

        With `fingerprints` (at most 30) only their occurrences; with `problems_only` only logs
        that could not be read; not both. With `before_ms` the newest of those seen earlier, in
        place of a cursor.
        """

    def list_unfolded(self, *, limit: int) -> Sequence[Stored[Record]]:
        """Return some records whose `unfolded` is true, expired ones too."""

    def count_unfolded(self, fingerprints: Sequence[str]) -> int:
        """Return how many occurrences of these (at most 30) the next fold adds, net."""

    def seen_bounds(self, fingerprint: str, *, folded: bool = False) -> tuple[int, int] | None:
        """Return first and last `seen_ms` of its records, expired ones too; None without any.

        With `folded` those that wait for a fold are left out: some never count as they are now.
        """

    def save(self, changes: Changes) -> None:
        """Write and remove all these documents in one commit, each only if unchanged since read.

        Raises ChangeConflict, having written nothing.
        """

    def take_lease(self, name: str, holder: str, *, now_ms: int, until_ms: int) -> bool:
        """Take or extend the lease; False while another holder's has not run out."""

    def drop_lease(self, name: str, holder: str) -> None:
        """Give the lease back if this holder still has it."""
