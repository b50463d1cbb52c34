"""A service that keeps builds, on each set of adapters, and buckets of known content."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from shared.adapters.sqlite import SqliteBuilds
from shared.ports import Builds
from shared.services.builds.fold import BuildFolding
from shared.services.builds.keeping import BuildKeeper
from shared.services.builds.sweep import SweptBuilds, sweep_builds
from tests.services.conftest import NOON, World

HOUR_MS = 3_600_000


@dataclass
class BuildWorld:
    """A world whose ingest keeps builds."""

    world: World
    builds: Builds

    def __post_init__(self) -> None:
        self.store, self.logs, self.derived = self.world.store, self.world.logs, self.world.derived

    @property
    def keeper(self) -> BuildKeeper:
        deciding = self.world.options.get("deciding")
        return BuildKeeper(self.store, self.builds, self.logs, deciding=deciding)

    @property
    def ingest(self):
        self.world.options["builds"] = self.keeper
        return self.world.ingest

    def put(self, name: str, text: bytes = b"{}", now_ms: int = NOON, **metadata: str):
        """Put the object into the bucket and deliver its event."""
        return self.deliver(self.logs.put(name, [text], metadata=metadata), now_ms)

    def deliver(self, source, now_ms: int = NOON):
        return self.ingest.run(source, now_ms=now_ms)

    def fold(self) -> int:
        return BuildFolding(self.store, self.builds).run()

    def sweep(self, now_ms: int = NOON) -> SweptBuilds:
        return sweep_builds(self.keeper, BuildFolding(self.store, self.builds), now_ms=now_ms)

    def build(self, job: str = "unit", build_id: str = "1"):
        """Return the build, None if it is not known."""
        found = self.builds.find(job, build_id, limit=2)
        assert len(found) < 2
        return found[0].value if found else None

    def stats(self, job: str = "unit"):
        """Return the job's statistics once all is folded."""
        self.fold()
        return self.builds.get_stats([job])[job].value


@contextmanager
def opened_builds(world: World) -> Iterator[Builds]:
    if world.kind == "embedded":
        yield SqliteBuilds(world.folder / "store.sqlite3")
        return
    import json

    from shared.adapters.firestore import FirestoreBuilds
    from tests.services.conftest import CLOUD_NAMES

    yield FirestoreBuilds(project=json.loads((world.folder / CLOUD_NAMES).read_text())["project"])


@pytest.fixture
def there(world) -> Iterator[BuildWorld]:
    with opened_builds(world) as builds:
        yield BuildWorld(world, builds)
