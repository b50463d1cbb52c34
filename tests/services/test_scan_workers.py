"""Many workers at one scan, slow ones, and logs that come in meanwhile: none is missed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from shared.core.documents import ScanState
from shared.services.patterns.scanning import LEASE_MS
from tests.services.conftest import GRACE_MS, NOON
from tests.services.curating import (
    FAR,
    create,
    drop_logs,
    logs_hit,
    work,
)

OOM = "java.lang.OutOfMemoryError: heap\n"
RESET = "error: connection reset by peer\n"
COMPILE = "main.c:7:3: error: unknown type name 'strin'\n"


def scan_of(world, curated):
    return world.planning.progress(curated.scan.scan_id, now_ms=world.clock())


def test_several_workers_share_a_scan_and_count_each_log_once(world):
    drop_logs(world, [OOM, RESET] * 20)
    made = create(world, "OutOfMemory")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: world.scanning.run(deadline_ms=FAR), range(4)))
    work(world)

    assert logs_hit(world, made) == list(range(0, 40, 2))
    progress = scan_of(world, made)
    assert (progress.logs_done, progress.hits) == (40, 20)


def test_a_worker_stops_at_its_deadline_and_another_goes_on(world):
    drop_logs(world, [OOM] * 5)
    made = create(world, "OutOfMemory")

    assert world.scanning.run(deadline_ms=world.clock()).logs == 0
    assert world.scanning.run(deadline_ms=FAR).logs == 5
    assert logs_hit(world, made) == [0, 1, 2, 3, 4]


def test_a_range_in_other_hands_takes_nothing_from_its_former_holder(world):
    drop_logs(world, [OOM] * 3)
    made = create(world, "OutOfMemory")
    slow, quick = world.scanning, world.scanning
    scan, part = slow._take()
    world.clock.pass_by(LEASE_MS + 1)
    quick.run(deadline_ms=FAR)
    done = world.patterns.get_ranges([part.name])[part.name].value

    from shared.services.patterns.scanning import Worked, _Worker

    worked = Worked()
    _Worker(slow, scan, part).run(FAR, worked)

    assert worked == Worked()
    assert world.patterns.get_ranges([part.name])[part.name].value == done
    assert scan_of(world, made).logs_done == 3


def test_a_scan_waits_for_those_who_may_not_know_the_set_yet(world):
    drop_logs(world, [OOM])
    made = create(world, "OutOfMemory")

    world.scanning.run(deadline_ms=FAR)
    assert scan_of(world, made).scan.state is ScanState.RUNNING

    world.clock.pass_by(GRACE_MS)
    world.scanning.run(deadline_ms=FAR)
    assert scan_of(world, made).scan.state is ScanState.DONE


def test_a_log_that_was_being_read_before_the_change_and_is_recorded_after_is_scanned(world):
    drop_logs(world, [RESET])
    stale = world.active
    stale = replace(stale, max_age_ms=FAR)
    stale.current()  # knows no pattern, and will not look again
    made = create(world, "OutOfMemory")
    world.scanning.run(deadline_ms=FAR)  # passes by where the log will be

    source = world.drop("logs/unit/7/build-log.txt", OOM.encode())
    replace(world.ingest, active=stale).run(source, now_ms=world.clock())
    assert logs_hit(world, made) == []
    work(world)

    assert logs_hit(world, made) == [7]


def test_a_clock_that_was_set_back_does_not_keep_an_old_set_in_force(world):
    known = replace(world.active, max_age_ms=10_000)
    known.current()
    create(world, "OutOfMemory")

    world.clock.pass_by(-3_600_000)

    assert [each.expression.text for each in known.current().patterns] == ["OutOfMemory"]


def test_an_ingest_reads_its_log_again_when_the_patterns_change_meanwhile(world):
    made = []

    class Changing:
        """The bucket in whose first reading a pattern is created."""

        def __getattr__(self, name):
            return getattr(world.logs, name)

        def read(self, *asked):
            if not made:
                made.append(create(world, "OutOfMemory"))
            return world.logs.read(*asked)

    source = world.drop("logs/unit/1/build-log.txt", OOM.encode())
    replace(world.ingest, logs=Changing()).run(source, now_ms=NOON)

    assert logs_hit(world, made[0]) == [1]


def test_a_scan_does_not_close_while_a_worker_scans_with_an_older_set(world):
    drop_logs(world, [OOM, RESET])
    create(world, "OutOfMemory")
    slow = world.scanning
    slow._take()  # holds a range, with the set of the first pattern
    second = create(world, "connection reset")
    for _ in range(3):
        world.clock.pass_by(GRACE_MS)
        world.scanning.run(deadline_ms=FAR)
    assert scan_of(world, second).scan.state is ScanState.RUNNING

    world.clock.pass_by(LEASE_MS)
    work(world)
    assert scan_of(world, second).scan.state is ScanState.DONE
