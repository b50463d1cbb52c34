"""A whole service without HTTP, on each set of adapters."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import pytest

from shared.adapters.directory import DirectoryBucket, DirectoryDerived
from shared.adapters.sqlite import SqliteStore
from shared.ports import DerivedBucket, LogBucket, Store, StoredObject
from shared.services.fold import Folding
from shared.services.ingest import Ingest, Ingested
from shared.services.reports import ReportRow, list_reports
from tests.emulators import emulated_firestore, emulated_gcs, fresh_bucket, fresh_project

CLOUD_NAMES = "cloud.json"
NOON = 1_795_435_200_000


@dataclass
class World:
    """The adapters of one test, and the few steps that tests speak in."""

    store: Store
    logs: LogBucket
    derived: DerivedBucket
    kind: str = "embedded"
    folder: Path = Path()
    options: dict[str, object] = field(default_factory=dict)

    def adapter(self, name: str) -> object:
        """Return the adapter beside the store, "Notices" for example."""
        if self.kind == "embedded":
            from shared.adapters import sqlite

            return getattr(sqlite, f"Sqlite{name}")(self.folder / "store.sqlite3")
        from shared.adapters import firestore

        project = json.loads((self.folder / CLOUD_NAMES).read_text())["project"]
        return getattr(firestore, f"Firestore{name}")(project=project)

    @property
    def ingest(self) -> Ingest:
        return Ingest(self.store, self.logs, self.derived, **self.options)

    @property
    def folding(self) -> Folding:
        return Folding(self.store, self.derived)

    def drop(self, name: str, text: bytes, **metadata: str) -> StoredObject:
        """Put an object into the bucket, replacing one of that name."""
        return self.logs.put(name, [text], metadata=metadata)

    def process(self, source: StoredObject, now_ms: int = NOON) -> Ingested:
        return self.ingest.run(source, now_ms=now_ms)

    def drop_and_process(self, name: str, text: bytes, **metadata: str) -> Ingested:
        return self.process(self.drop(name, text, **metadata))

    def fold(self) -> int:
        return self.folding.run()

    def reports(self) -> list[ReportRow]:
        return list(list_reports(self.store, limit=100, cursor=None).items)

    def occurrences(self) -> list[int]:
        return sorted(row.report.tally.occurrences for row in self.reports())


def open_embedded(folder: Path) -> tuple[Store, LogBucket, DerivedBucket]:
    return (
        SqliteStore(folder / "store.sqlite3"),
        DirectoryBucket(folder / "bucket", name="bucket"),
        DirectoryDerived(folder / "derived"),
    )


def open_cloud(folder: Path) -> tuple[Store, LogBucket, DerivedBucket]:
    from shared.adapters.firestore import FirestoreStore
    from shared.adapters.gcs import GcsBucket, GcsDerived

    names = json.loads((folder / CLOUD_NAMES).read_text())
    return (
        FirestoreStore(project=names["project"]),
        GcsBucket(names["bucket"], project="test"),
        GcsDerived(names["derived"], project="test"),
    )


OPENERS = {"embedded": open_embedded, "cloud": open_cloud}
"""How a process comes to the adapters of a test, given the test's own folder."""


@pytest.fixture(params=OPENERS)
def make_world(request, tmp_path) -> Iterator[Callable[[], World]]:
    """Give a function that makes worlds apart from each other."""
    numbers, kind = count(), request.param

    def make() -> World:
        folder = tmp_path / f"world-{next(numbers)}"
        folder.mkdir()
        if kind == "cloud":
            names = {
                "project": fresh_project(),
                "bucket": fresh_bucket(),
                "derived": fresh_bucket(),
            }
            (folder / CLOUD_NAMES).write_text(json.dumps(names))
        return World(*OPENERS[kind](folder), kind=kind, folder=folder)

    with ExitStack() as emulators:
        if kind == "cloud":
            emulators.enter_context(emulated_firestore())
            emulators.enter_context(emulated_gcs())
        yield make


@pytest.fixture
def world(make_world) -> World:
    return make_world()


def older(source: StoredObject) -> StoredObject:
    """Return the object as it was announced one generation earlier."""
    return replace(source, generation=source.generation - 1)
