"""kill -9 at every step of a scan, or of the change that starts it: none skipped, none twice."""

from itertools import count

import pytest

from shared.core.documents import ScanState
from shared.services.patterns.scanning import LEASE_MS
from tests.services.curating import create, drop_logs, hits_of, work
from tests.services.killing import kill_all_at, kill_at
from tests.services.reading import all_patterns, assert_consistent, assert_scanned

TEXT = "java.lang.OutOfMemoryError: heap\n"
OTHER = "error: connection reset by peer\n"
LOGS = [TEXT, OTHER, TEXT]
MAX_STEPS = 80


def repair(world):
    """Do what the next sweeps do, once the dead worker's lease has run out."""
    world.clock.pass_by(LEASE_MS + 1)
    work(world)


def assert_counted_once(world, scan_id, *, hits):
    progress = world.planning.progress(scan_id, now_ms=world.clock())
    assert progress.scan.state is ScanState.DONE
    assert (progress.logs_done, progress.hits) == (len(LOGS), hits)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_scan_killed_anywhere_goes_on_where_it_was(make_world, moment):
    # After a call is before the next one: of the slow set of adapters some moments will do.
    step = {"before": 3, "after": 7}[moment] if make_world().kind == "cloud" else 1
    for number in count(1, step):
        assert number < MAX_STEPS
        world = make_world()
        world.fan_out = 1
        drop_logs(world, LOGS)
        made = create(world, "OutOfMemory")

        killed = kill_at(world, "scan", moment, number)
        repair(world)

        assert_counted_once(world, made.scan.scan_id, hits=2)
        assert_scanned(world)
        assert_consistent(world)
        if not killed:
            break
    assert number > 40, "too few steps to be true"


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_change_killed_anywhere_was_made_wholly_or_not_at_all(make_world, moment):
    for number in count(1):
        world = make_world()
        drop_logs(world, LOGS)

        killed = kill_at(world, "change", moment, number, name="OutOfMemory")
        repair(world)

        patterns = [row.pattern for row in all_patterns(world)]
        found = sum(len(hits) for hits in hits_of(world).values())
        assert found == 2 * len(patterns)
        assert_scanned(world)
        if not killed:
            assert len(patterns) == 1
            break


def test_several_workers_killed_in_the_middle_leave_nothing_undone(world):
    drop_logs(world, LOGS)
    made = create(world, "OutOfMemory")

    assert all(kill_all_at(world, "scan", "after", [6, 9, 12]))
    repair(world)

    assert_counted_once(world, made.scan.scan_id, hits=2)
    assert_scanned(world)
    assert_consistent(world)
