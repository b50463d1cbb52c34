"""What patterns cost in documents read and written: the figures of docs/performance.md."""

from dataclasses import replace

import pytest

from tests.counting import CountingPatterns, CountingStore
from tests.services.curating import FAR, create, drop_logs, work

LOGS = 60
HIT = "error: connection reset by peer\n"
OTHER = "java.lang.OutOfMemoryError: heap\n"


@pytest.fixture
def counted(world):
    world.fan_out = 1
    world.store = CountingStore(world.store)
    world.patterns = CountingPatterns(world.patterns, world.store)
    return world


def test_ingest_reads_the_number_of_the_set_and_writes_nothing_more(counted):
    create(counted, "connection reset")
    drop_logs(counted, [HIT])
    active = replace(counted.active, max_age_ms=10_000)
    active.current()
    counted.store.forget()

    source = counted.drop("logs/unit/1/build-log.txt", HIT.encode())
    replace(counted.ingest, active=active).run(source, now_ms=counted.clock())
    assert dict(counted.store.reads) == {"record": 1, "fingerprint": 1}
    assert dict(counted.store.writes) == {"record": 1}

    counted.clock.pass_by(10_000)
    replace(counted.ingest, active=active).run(
        counted.drop("logs/unit/2/build-log.txt", HIT.encode()), now_ms=counted.clock()
    )
    assert counted.store.reads["get_active_set"] == 1


def test_a_scan_reads_each_record_once_and_writes_those_that_change(counted):
    drop_logs(counted, [HIT] * 3 + [OTHER] * (LOGS - 3))
    counted.fold()
    create(counted, "connection reset")
    counted.store.forget()

    counted.scanning.run(deadline_ms=FAR)

    reads, writes = counted.store.reads, counted.store.writes
    assert reads["walk_records"] == LOGS
    assert sum(reads.values()) - LOGS <= 15, "what a scan reads beside its records"
    assert writes["record"] == 3
    # The range is taken and done; its scan begins; the last range waits for its time.
    assert sum(writes.values()) - 3 <= 5


def test_what_is_free_is_found_by_one_read(counted):
    drop_logs(counted, [HIT] * 3)
    assert not counted.scanning.has_work()
    create(counted, "connection reset")
    counted.store.forget()

    assert counted.scanning.has_work()
    assert dict(counted.store.reads) == {"open_ranges": 1}
    assert dict(counted.store.writes) == {}


def test_the_fold_of_a_scan_writes_its_pattern_once_a_batch(counted):
    drop_logs(counted, [HIT] * LOGS)
    counted.fold()
    create(counted, "connection reset")
    counted.scanning.run(deadline_ms=FAR)
    counted.store.forget()

    counted.fold()

    assert counted.store.writes["record"] == LOGS
    assert counted.store.writes["pattern_tally"] == 1
    assert counted.store.writes["day"] == 1
    assert sum(counted.store.reads.values()) <= LOGS + 12


def test_a_pattern_that_is_already_covered_costs_no_reading_of_logs(counted):
    create(counted, "connection reset")
    work(counted)
    drop_logs(counted, [HIT] * 5)

    class Unread:
        def __getattr__(self, name):
            raise AssertionError(name)

    scanning = counted.scanning
    unread = replace(scanning, rescanning=replace(counted.rescanning, logs=Unread()))
    counted.planning.start(
        counted.active.newest().patterns[0].pattern_id,
        days=0,
        actor="ann",
        now_ms=counted.clock(),
    )
    assert unread.run(deadline_ms=FAR).logs == 5
