"""Both adapters of `Builds`, each beside the store that writes its documents."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from shared.adapters.sqlite import SqliteBuilds, SqliteStore
from shared.core.documents import Build, BuildFacts
from shared.ports import Builds, Changes, Store, Stored
from tests.adapters.examples import NOW_MS
from tests.emulators import emulated_firestore, fresh_project

Pair = tuple[Store, Builds]


def a_build(number: int = 1, job: str = "unit", **facts: Any) -> Build:
    """Return a build that began `number` milliseconds after NOW_MS, kept for a day."""
    known = {"started_ms": NOW_MS + number} | facts
    return Build(
        f"{number:020x}",
        "logs",
        f"logs/{job}/{number}/",
        BuildFacts(job, str(number), NOW_MS, **known),
        NOW_MS + 86_400_000,
    )


def save(store: Store, *values: Any) -> None:
    """Create the documents."""
    store.save(Changes([Stored(value, None) for value in values]))


@contextmanager
def make_sqlite(tmp_path: Path) -> Iterator[Pair]:
    path = tmp_path / "store.sqlite3"
    yield SqliteStore(path), SqliteBuilds(path)


@contextmanager
def make_firestore(_tmp_path: Path) -> Iterator[Pair]:
    with emulated_firestore():
        from shared.adapters.firestore import FirestoreBuilds, FirestoreStore

        project = fresh_project()
        yield FirestoreStore(project=project), FirestoreBuilds(project=project)


PAIRS: dict[str, Callable[[Path], AbstractContextManager[Pair]]] = {
    "sqlite": make_sqlite,
    "firestore": make_firestore,
}
