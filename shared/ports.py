"""What the services ask of the world, shaped by the product. Adapters satisfy these Protocols.

Every method may raise StoreUnavailable or BucketUnavailable; the errors of each are named.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from shared.core.access import AccessToken
from shared.core.documents import Fingerprint, Issue, Job, NewFailure, Record, Report
from shared.core.lists import ALL, ListQuery

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored(Generic[T]):
    """A value as read, with the store's version of it: a precondition for changing it."""

    value: T
    version: object


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `next` and `previous` are opaque cursors, None where the list ends.

    Lists that only go on have no `previous`.
    """

    items: Sequence[T]
    next: str | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Fold:
    """Documents changed together, each with the version it was read at; written all or none.

    The version None stands for a document that is not there yet: it is created; records only
    ever change. `removed_reports` and `removed_issues` are deleted.
    """

    records: Sequence[Stored[Record]] = ()
    fingerprints: Sequence[Stored[Fingerprint]] = ()
    reports: Sequence[Stored[Report]] = ()
    jobs: Sequence[Stored[Job]] = ()
    issues: Sequence[Stored[Issue]] = ()
    removed_reports: Sequence[Stored[Report]] = ()
    removed_issues: Sequence[Stored[Issue]] = ()


class Store(Protocol):
    """The documents. Cursors are opaque strings of the store; a foreign one starts at the top."""

    def get_record(self, record_id: str) -> Stored[Record] | None:
        """Return the record, expired or not: it blocks its id until it is removed."""

    def get_fingerprint(self, fingerprint: str) -> Stored[Fingerprint] | None:
        """Return the fingerprint's document."""

    def save_record(
        self,
        record: Record,
        *,
        replaces: Stored[Record] | None = None,
        failure: NewFailure | None = None,
    ) -> None:
        """Write the record, and the new failure's documents with it, in one commit.

        Without `replaces` the record must not exist, with it the record must be unchanged.
        Nothing else is read or locked. Raises RecordConflict or IdTaken, having written nothing.
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
    ) -> Page[Record]:
        """Return unexpired records by `seen_ms`, newest first unless asked otherwise.

        With `fingerprints` (at most 30) only their occurrences; with `problems_only` only logs
        that could not be read; not both.
        """

    def list_unfolded(self, *, limit: int) -> Sequence[Stored[Record]]:
        """Return some records whose `unfolded` is true, expired ones too."""

    def count_unfolded(self, fingerprints: Sequence[str]) -> int:
        """Return how many occurrences of these (at most 30) the next fold adds, net."""

    def seen_bounds(self, fingerprint: str) -> tuple[int, int] | None:
        """Return first and last `seen_ms` of its records, expired ones too; None without any."""

    def save_fold(self, fold: Fold) -> None:
        """Write all documents of the fold in one commit, each only if unchanged since read.

        Raises FoldConflict, having written nothing.
        """

    def take_lease(self, name: str, holder: str, *, now_ms: int, until_ms: int) -> bool:
        """Take or extend the lease; False while another holder's has not run out."""

    def drop_lease(self, name: str, holder: str) -> None:
        """Give the lease back if this holder still has it."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object as a listing or an event names it. `metadata` is what its uploader said of it."""

    bucket: str
    name: str
    generation: int
    size: int
    created_ms: int
    metadata: Mapping[str, str] = field(default_factory=dict)


class LogBucket(Protocol):
    """The bucket that build logs are dropped in."""

    @property
    def name(self) -> str:
        """The bucket's name, as events carry it."""

    def read(self, name: str, generation: int) -> Iterator[bytes]:
        """Yield the stored bytes of exactly this generation, undecoded, in blocks up to 1 MiB.

        Raises ObjectGone, before the first block where it can be known.
        """

    def stat(self, name: str) -> StoredObject | None:
        """Return the live generation of the object."""

    def put(
        self, name: str, blocks: Iterable[bytes], *, metadata: Mapping[str, str]
    ) -> StoredObject:
        """Create the object from the blocks. Raises InvalidObjectName."""

    def list(self, prefix: str = "") -> Iterator[StoredObject]:
        """Yield every settled object under the prefix, in order of name."""


class DerivedBucket(Protocol):
    """The bucket of what can be derived again: extracts, indexes. Nothing is triggered by it."""

    def put(self, name: str, data: bytes) -> None:
        """Write the object, replacing one of that name."""

    def get(self, name: str) -> bytes | None:
        """Return the object's bytes, None if there is none."""

    def get_range(self, name: str, start: int, length: int) -> bytes | None:
        """Return that part of the object, as much as there is of it; None if there is no object."""

    def writing(self, name: str) -> AbstractContextManager[Callable[[bytes], object]]:
        """Give a function that appends to the object, in memory that does not grow.

        The object appears, in place of an older one, when the context is left without an error;
        after an error all is as it was.
        """


class Tokens(Protocol):
    """The tokens that people and programs sign in with."""

    def get(self, token_id: str) -> AccessToken | None:
        """Return the token, expired or taken back or not."""

    def add(self, token: AccessToken) -> None:
        """Create the token. Raises IdTaken."""

    def revoke(self, token_id: str, *, now_ms: int) -> bool:
        """Note when the token was taken back, the first time; False if there is none."""

    def list(self, *, limit: int) -> Sequence[AccessToken]:
        """Return the tokens, those taken back too, in no order."""


class AssertionVerifier(Protocol):
    """Knows whether a proxy in front of the service vouches for someone."""

    def email(self, assertion: str) -> str:
        """Return the verified address, lower case. Raises AssertionInvalid, KeysUnavailable."""
