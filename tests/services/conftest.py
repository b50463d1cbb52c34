"""A whole service without HTTP, on each set of adapters."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from shared.adapters.directory import DirectoryBucket, DirectoryDerived
from shared.adapters.sqlite import SqliteStore
from shared.ports import DerivedBucket, LogBucket, Store, StoredObject
from shared.services.fold import fold_all
from shared.services.ingest import Ingest, Ingested
from shared.services.reports import ReportRow, list_reports

NOON = 1_795_435_200_000


@dataclass
class World:
    """The adapters of one test, and the few steps that tests speak in."""

    store: Store
    logs: LogBucket
    derived: DerivedBucket
    options: dict[str, object] = field(default_factory=dict)

    @property
    def ingest(self) -> Ingest:
        return Ingest(self.store, self.logs, self.derived, **self.options)

    def drop(self, name: str, text: bytes, **metadata: str) -> StoredObject:
        """Put an object into the bucket, replacing one of that name."""
        return self.logs.put(name, [text], metadata=metadata)

    def process(self, source: StoredObject, now_ms: int = NOON) -> Ingested:
        return self.ingest.run(source, now_ms=now_ms)

    def drop_and_process(self, name: str, text: bytes, **metadata: str) -> Ingested:
        return self.process(self.drop(name, text, **metadata))

    def fold(self) -> int:
        return fold_all(self.store)

    def reports(self) -> list[ReportRow]:
        return list(list_reports(self.store, limit=100, cursor=None).items)

    def occurrences(self) -> list[int]:
        return sorted(row.report.tally.occurrences for row in self.reports())


def embedded_world(tmp_path: Path) -> Iterator[World]:
    yield World(
        SqliteStore(tmp_path / "store.sqlite3"),
        DirectoryBucket(tmp_path / "bucket", name="bucket"),
        DirectoryDerived(tmp_path / "derived"),
    )


WORLDS = {"embedded": embedded_world}


@pytest.fixture(params=WORLDS)
def world(request, tmp_path) -> Iterator[World]:
    yield from WORLDS[request.param](tmp_path)


def older(source: StoredObject) -> StoredObject:
    """Return the object as it was announced one generation earlier."""
    return replace(source, generation=source.generation - 1)
