"""The adapters that every contract test runs against: one entry makes an empty store or bucket.

Each entry is a context manager that is given the test's own folder.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from shared.adapters import directory_listing
from shared.adapters.directory import DirectoryBucket, DirectoryDerived
from shared.adapters.sqlite import SqliteCommits, SqlitePatterns, SqliteStore
from shared.ports import Commits, DerivedBucket, LogBucket, Patterns, Store
from tests.emulators import make_firestore_store, make_gcs_bucket, make_gcs_derived


@contextmanager
def make_sqlite_store(tmp_path: Path) -> Iterator[Store]:
    yield SqliteStore(tmp_path / "data" / "store.sqlite3")


@contextmanager
def make_directory_bucket(tmp_path: Path) -> Iterator[LogBucket]:
    yield DirectoryBucket(tmp_path / "bucket", name="logs")


@contextmanager
def make_directory_derived(tmp_path: Path) -> Iterator[DerivedBucket]:
    yield DirectoryDerived(tmp_path / "derived")


STORES: dict[str, Callable[[Path], AbstractContextManager[Store]]] = {
    "sqlite": make_sqlite_store,
    "firestore": make_firestore_store,
}
BUCKETS: dict[str, Callable[[Path], AbstractContextManager[LogBucket]]] = {
    "directory": make_directory_bucket,
    "gcs": make_gcs_bucket,
}
DERIVED: dict[str, Callable[[Path], AbstractContextManager[DerivedBucket]]] = {
    "directory": make_directory_derived,
    "gcs": make_gcs_derived,
}


@pytest.fixture(params=list(STORES))
def store(request, tmp_path) -> Iterator[Store]:
    with STORES[request.param](tmp_path) as made:
        yield made


@pytest.fixture
def patterns(store) -> Patterns:
    """The patterns in the same file or database as the store."""
    if isinstance(store, SqliteStore):
        return SqlitePatterns(store._file._path)
    from shared.adapters.firestore import FirestorePatterns

    return FirestorePatterns(client=store._database.client)


@pytest.fixture
def commits(store) -> Commits:
    """The commits in the same file or database as the store."""
    if isinstance(store, SqliteStore):
        return SqliteCommits(store._file._path)
    from shared.adapters.firestore import FirestoreCommits

    return FirestoreCommits(client=store._database.client)


@pytest.fixture(params=list(BUCKETS))
def bucket(request, tmp_path) -> Iterator[LogBucket]:
    with BUCKETS[request.param](tmp_path) as made:
        yield made


@pytest.fixture(params=list(DERIVED))
def derived(request, tmp_path) -> Iterator[DerivedBucket]:
    with DERIVED[request.param](tmp_path) as made:
        yield made


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "bucket").mkdir()
    return tmp_path / "bucket"


@pytest.fixture
def directory(folder) -> DirectoryBucket:
    return DirectoryBucket(folder, name="logs")


@pytest.fixture
def settled(monkeypatch) -> None:
    """Files settle at once: what a listing holds does not depend on the moment."""
    monkeypatch.setattr(directory_listing, "SETTLE_SECONDS", -1.0)
