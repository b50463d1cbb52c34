"""What a sweep asks of the stores that finds nothing to do: the figures of docs/cost.md."""

from shared.services.builds.fold import BuildFolding
from shared.services.builds.keeping import BuildKeeper
from shared.services.builds.sweep import sweep_builds
from shared.services.commits.repairing import repair
from shared.services.metering import Meter
from shared.services.notices.telling import Telling
from shared.services.standing import read_backlog
from shared.services.sweep import sweep_all
from tests.bench import cost
from tests.services.conftest import NOON

FAILURE = b"main.c:7:3: error: unknown type name 'strin'\n"
LEASES = ("take_lease", "drop_lease")


def sweep(world, builds, notices):
    """Do what the function `sweep` does in the cloud."""
    keeper = BuildKeeper(world.store, builds, world.logs)
    sweep_builds(keeper, BuildFolding(world.store, builds), now_ms=NOON)
    sweep_all(world.folding, world.scanning, now_ms=NOON, deadline_ms=NOON + 45_000)
    repair(world.deciding, deadline_ms=NOON + 75_000)
    Telling(world.store, notices, [], world.clock).run()
    read_backlog(world.store, world.patterns, world.commits, now_ms=NOON)


def test_a_sweep_that_finds_nothing_asks_little_and_writes_its_leases_alone(world):
    world.drop_and_process("logs/a/1/build-log.txt", FAILURE)
    world.fold()
    meter = Meter()
    for port in ("store", "patterns", "commits"):
        setattr(world, port, meter.before(port, getattr(world, port)))
    builds, notices = (meter.before(kind, world.adapter(kind)) for kind in ("Builds", "Notices"))

    sweep(world, builds, notices)

    # A query that finds nothing is billed as one read; a lease is read before it is written.
    leases = sum(meter.calls[f"store.{call}"] for call in LEASES)
    queries = sum(meter.calls.values()) - leases
    assert not [call for call in meter.calls if call.endswith((".save", ".save_record"))]
    assert cost.PER_SWEEP["read"] == queries + leases
    assert cost.PER_SWEEP["write"] == meter.calls["store.take_lease"]
    assert cost.PER_SWEEP["delete"] == meter.calls["store.drop_lease"]
