"""A whole service without HTTP, on each set of adapters."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import pytest

from shared.adapters import directory_listing
from shared.adapters.directory import DirectoryBucket, DirectoryDerived
from shared.adapters.sqlite import SqliteArchive, SqliteCommits, SqlitePatterns, SqliteStore
from shared.core.main_branches import NO_BRANCHES, MainBranches
from shared.ports import Archive, Commits, DerivedBucket, LogBucket, Patterns, Store, StoredObject
from shared.services.breakages.covering import Covering
from shared.services.builds.forgetting import ForgettingBuilds
from shared.services.cleaning import Cleaning
from shared.services.commits.deciding import Deciding
from shared.services.commits.held_evidence import HeldEvidence
from shared.services.commits.saying import Saying
from shared.services.copies import Copies
from shared.services.fold import Folding
from shared.services.forgetting import Forgetting
from shared.services.ingest import Ingest, Ingested
from shared.services.notices.noting import Noting
from shared.services.patterns.active import ActivePatterns
from shared.services.patterns.curate import Curation
from shared.services.patterns.dry_run import DryRuns
from shared.services.patterns.plan import Planning
from shared.services.patterns.rescan import Rescanning
from shared.services.patterns.scanning import Scanning
from shared.services.reports import ReportRow, list_reports
from shared.services.traces import Traces
from tests.emulators import emulated_firestore, emulated_gcs, fresh_bucket, fresh_project

CLOUD_NAMES = "cloud.json"
NOON = 1_795_435_200_000


GRACE_MS = 5_000


class Clock:
    """Milliseconds since the epoch, which pass when they are told to."""

    def __init__(self) -> None:
        self.now_ms = NOON

    def __call__(self) -> int:
        return self.now_ms

    def pass_by(self, milliseconds: int) -> None:
        self.now_ms += milliseconds


@dataclass
class World:
    """The adapters of one test, and the few steps that tests speak in."""

    store: Store
    logs: LogBucket
    derived: DerivedBucket
    patterns: Patterns
    commits: Commits
    kind: str = "embedded"
    folder: Path = Path()
    options: dict[str, object] = field(default_factory=dict)
    fan_out: int = 3
    clock: Clock = field(default_factory=Clock)
    saying: Saying | None = None
    covering: Covering | None = None
    noting: Noting | None = None
    mains: MainBranches = NO_BRANCHES
    held: HeldEvidence = field(default_factory=HeldEvidence)

    @property
    def active(self) -> ActivePatterns:
        return ActivePatterns(self.patterns, self.derived, self.clock, max_age_ms=0)

    @property
    def planning(self) -> Planning:
        return Planning(self.store, self.patterns, fan_out=self.fan_out, grace_ms=GRACE_MS)

    @property
    def curation(self) -> Curation:
        dry_runs = DryRuns(self.store, self.patterns, self.logs, time.monotonic)
        return Curation(self.store, self.patterns, self.derived, dry_runs, self.planning)

    @property
    def rescanning(self) -> Rescanning:
        return Rescanning(self.store, self.logs, self.active)

    @property
    def scanning(self) -> Scanning:
        return Scanning(self.store, self.patterns, self.active, self.rescanning, self.clock)

    @property
    def deciding(self) -> Deciding:
        return Deciding(
            self.store,
            self.commits,
            self.active,
            self.clock,
            self.saying,
            covering=self.covering,
            noting=self.noting,
            mains=self.mains,
            held=self.held,
        )

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
        options = {"commits": self.commits, **self.options}
        return Ingest(self.store, self.logs, self.derived, self.active, **options)

    @property
    def folding(self) -> Folding:
        return Folding(self.store, self.derived, self.patterns)

    def drop(self, name: str, text: bytes, **metadata: str) -> StoredObject:
        """Put an object into the bucket, replacing one of that name."""
        return self.logs.put(name, [text], metadata=metadata)

    def process(self, source: StoredObject, now_ms: int = NOON) -> Ingested:
        return self.ingest.run(source, now_ms=now_ms)

    def drop_and_process(self, name: str, text: bytes, **metadata: str) -> Ingested:
        return self.process(self.drop(name, text, **metadata))

    def fold(self) -> int:
        return self.folding.run()

    @property
    def archive(self) -> Archive:
        if self.kind == "embedded":
            return SqliteArchive(self.folder / "store.sqlite3")
        from shared.adapters.firestore import FirestoreArchive

        return FirestoreArchive(
            project=json.loads((self.folder / CLOUD_NAMES).read_text())["project"]
        )

    @property
    def forgetting(self) -> Forgetting:
        builds, notices = self.adapter("Builds"), self.adapter("Notices")
        traces = Traces(self.store, self.commits, self.patterns, notices, self.archive)
        builds_of = ForgettingBuilds(self.store, builds)
        return Forgetting(self.folding, self.logs, builds_of, traces, self.copies)

    def cleaning(self, **options: int) -> Cleaning:
        return Cleaning(self.store, self.patterns, self.logs, self.copies, **options)

    @property
    def copies(self) -> Copies:
        return Copies(self.commits, self.derived)

    def reports(self) -> list[ReportRow]:
        return list(list_reports(self.store, limit=100, cursor=None).items)

    def occurrences(self) -> list[int]:
        return sorted(row.report.tally.occurrences for row in self.reports())


Ports = tuple[Store, LogBucket, DerivedBucket, Patterns, Commits]


def open_embedded(folder: Path) -> Ports:
    return (
        SqliteStore(folder / "store.sqlite3"),
        DirectoryBucket(folder / "bucket", name="bucket"),
        DirectoryDerived(folder / "derived"),
        SqlitePatterns(folder / "store.sqlite3"),
        SqliteCommits(folder / "store.sqlite3"),
    )


def open_cloud(folder: Path) -> Ports:
    from shared.adapters.firestore import FirestoreCommits, FirestorePatterns, FirestoreStore
    from shared.adapters.gcs import GcsBucket, GcsDerived

    names = json.loads((folder / CLOUD_NAMES).read_text())
    return (
        FirestoreStore(project=names["project"]),
        GcsBucket(names["bucket"], project="test"),
        GcsDerived(names["derived"], project="test"),
        FirestorePatterns(project=names["project"]),
        FirestoreCommits(project=names["project"]),
    )


def write_names(folder: Path, project: str, bucket: str, derived: str) -> None:
    """Leave in the folder what `open_cloud` looks for there."""
    names = {"project": project, "bucket": bucket, "derived": derived}
    (folder / CLOUD_NAMES).write_text(json.dumps(names))


OPENERS = {"embedded": open_embedded, "cloud": open_cloud}
"""How a process comes to the adapters of a test, given the test's own folder."""


@pytest.fixture(autouse=True)
def settled_at_once(monkeypatch) -> None:
    """Let buckets in folders list what was put just now, as others do."""
    monkeypatch.setattr(directory_listing, "SETTLE_SECONDS", -1.0)


@pytest.fixture(params=OPENERS)
def make_world(request, tmp_path) -> Iterator[Callable[[], World]]:
    """Give a function that makes worlds apart from each other."""
    with worlds_of(request.param, tmp_path) as make:
        yield make


@contextmanager
def worlds_of(kind: str, tmp_path: Path) -> Iterator[Callable[[], World]]:
    """Give a function that makes worlds of this set of adapters."""
    numbers = count()

    def make() -> World:
        folder = tmp_path / f"{kind}-{next(numbers)}"
        folder.mkdir()
        if kind == "cloud":
            write_names(folder, fresh_project(), fresh_bucket(), fresh_bucket())
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
