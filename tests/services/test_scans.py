"""Stored logs are scanned once more when patterns change: each once, none skipped."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from shared.core.documents import ScanState
from shared.core.patterns.model import Hit
from shared.errors import NotPossible, ScanNotFound
from shared.services.patterns.curate import By
from shared.services.patterns.plan import DAY_MS
from shared.services.patterns.scanning import LEASE_MS
from tests.services.conftest import GRACE_MS, NOON
from tests.services.curating import (
    FAR,
    by,
    create,
    drop_logs,
    hits_of,
    literal,
    logs_hit,
    say,
    tally,
    work,
)
from tests.services.reading import all_records, assert_consistent

OOM = "java.lang.OutOfMemoryError: heap\n"
RESET = "error: connection reset by peer\n"
COMPILE = "main.c:7:3: error: unknown type name 'strin'\n"


def scan_of(world, curated):
    return world.planning.progress(curated.scan.scan_id, now_ms=world.clock())


def test_a_new_pattern_is_looked_for_in_logs_stored_before(world):
    drop_logs(world, [OOM, RESET, OOM, COMPILE])

    made = create(world, "OutOfMemory")
    work(world)

    assert logs_hit(world, made) == [0, 2]
    assert tally(world, made.pattern).failing.occurrences == 2
    progress = scan_of(world, made)
    assert progress.scan.state is ScanState.DONE
    assert (progress.logs_done, progress.scan.logs_total, progress.hits) == (4, 4, 2)
    assert_consistent(world)


def test_a_new_log_is_scanned_as_it_comes_in(world):
    made = create(world, "OutOfMemory")
    drop_logs(world, [OOM + OOM, RESET])

    [first] = [record for record in all_records(world) if record.hits]
    assert logs_hit(world, made) == [0]
    assert first.hits[0].lines == 2
    assert first.pattern_set == 1


def test_an_edit_replaces_the_hits_of_the_version_before(world):
    drop_logs(world, [OOM, RESET])
    made = create(world, "OutOfMemory")
    work(world)

    edited = world.curation.edit(made.pattern.pattern_id, say("connection reset"), by(world))
    work(world)

    assert logs_hit(world, edited) == [1]
    assert tally(world, made.pattern).hits == 0
    assert tally(world, edited.pattern).hits == 1
    assert_consistent(world)


def test_an_edit_reaches_logs_with_old_hits_whatever_their_age(world):
    drop_logs(world, [OOM, OOM])
    made = create(world, "OutOfMemory")
    work(world)
    world.clock.pass_by(40 * DAY_MS)

    edited = world.curation.edit(made.pattern.pattern_id, say("heap"), by(world, days=1))
    work(world)

    assert logs_hit(world, edited) == [0, 1]
    assert tally(world, edited.pattern).hits == 2


def test_a_retired_pattern_loses_its_hits_and_a_restored_one_has_them_again(world):
    drop_logs(world, [OOM, RESET, OOM])
    made = create(world, "OutOfMemory")
    work(world)

    retired = world.curation.retire(made.pattern.pattern_id, by(world))
    work(world)
    assert logs_hit(world, made) == []
    assert tally(world, made.pattern).hits == 0
    assert scan_of(world, retired).hits == 2

    world.curation.restore(made.pattern.pattern_id, by(world))
    work(world)
    assert logs_hit(world, made) == [0, 2]
    assert_consistent(world)


def test_logs_whose_text_is_gone_keep_their_hits_and_are_counted(world):
    drop_logs(world, [OOM])
    made = create(world, "OutOfMemory")
    work(world)
    world.drop("logs/unit/0/build-log.txt", b"another generation, announced later\n")

    other = create(world, "heap")
    work(world)

    assert hits_of(world) == {"logs/unit/0/build-log.txt": [made.pattern.key]}
    assert scan_of(world, other).unscannable == 1


def test_only_the_logs_of_the_days_asked_for_are_scanned(world):
    drop_logs(world, [OOM])
    world.clock.pass_by(40 * DAY_MS)
    recent = world.curation.create(literal("OutOfMemory"), by(world, days=0))
    assert recent.scan.since_ms is None
    default = create(world, "heap")
    assert default.scan.since_ms == world.clock() - 30 * DAY_MS
    # The directory and the emulator give objects the time of today, which is before that.
    assert default.scan.logs_total == 0
    assert recent.scan.logs_total == 1


def test_no_record_is_written_that_does_not_change(world):
    drop_logs(world, [RESET] * 5)
    before = {each.record_id: each for each in all_records(world)}
    world.fold()
    folded = {each.record_id: each for each in all_records(world)}
    assert before.keys() == folded.keys()

    create(world, "OutOfMemory")
    work(world)

    assert {each.record_id: each for each in all_records(world)} == folded


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


def test_an_ingest_reads_its_log_again_when_the_patterns_change_meanwhile(world):
    made = []

    class Changing:
        """The bucket in whose first reading a pattern is created."""

        def __getattr__(self, name):
            return getattr(world.logs, name)

        def read(self, name, generation):
            if not made:
                made.append(create(world, "OutOfMemory"))
            return world.logs.read(name, generation)

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


def test_a_cancelled_scan_stops_and_says_so(world):
    drop_logs(world, [OOM] * 3)
    made = create(world, "OutOfMemory")

    progress = world.planning.cancel(made.scan.scan_id, actor="bob", now_ms=world.clock())

    assert progress.scan.state is ScanState.CANCELLED
    assert progress.scan.ended.by == "bob"
    assert world.scanning.run(deadline_ms=FAR).logs == 0
    again = world.planning.cancel(made.scan.scan_id, actor="eve", now_ms=world.clock())
    assert again.scan.ended.by == "bob"


def test_a_cancelled_scan_can_be_asked_for_again(world):
    drop_logs(world, [OOM] * 3)
    made = create(world, "OutOfMemory")
    world.planning.cancel(made.scan.scan_id, actor="bob", now_ms=world.clock())

    world.planning.start(made.pattern.pattern_id, days=0, actor="ann", now_ms=world.clock())
    work(world)

    assert logs_hit(world, made) == [0, 1, 2]


def test_scans_are_listed_newest_first_with_their_progress(world):
    drop_logs(world, [OOM] * 3)
    first = create(world, "OutOfMemory")
    work(world)
    world.clock.pass_by(1)
    second = create(world, "heap")

    page = world.planning.list_scans(limit=10, cursor=None, now_ms=world.clock())

    assert [each.scan.scan_id for each in page.items] == [second.scan.scan_id, first.scan.scan_id]
    assert [each.logs_done for each in page.items] == [0, 3]


def test_what_is_no_scan_is_not_found(world):
    with pytest.raises(ScanNotFound):
        world.planning.cancel("none", actor="ann", now_ms=NOON)


def test_a_change_ends_the_scans_of_the_pattern_it_makes_pointless(world):
    drop_logs(world, [OOM])
    made = create(world, "OutOfMemory")
    edited = world.curation.edit(made.pattern.pattern_id, say("heap"), by(world))

    assert scan_of(world, made).scan.state is ScanState.CANCELLED
    assert scan_of(world, edited).scan.state is ScanState.WAITING


def test_one_log_can_be_scanned_by_hand(world):
    drop_logs(world, [OOM, OOM])
    made = create(world, "OutOfMemory")
    one = next(each for each in all_records(world) if "/1/" in each.name)

    seen = world.rescanning.rescan(one.record_id)

    assert [hit.pattern_id for hit in seen.record.hits] == [made.pattern.pattern_id]
    assert logs_hit(world, made) == [1]


def test_a_person_pins_a_hit_but_nothing_else(world):
    create(world, "OutOfMemory")
    drop_logs(world, [OOM])
    [record] = all_records(world)
    [hit] = record.hits
    assert isinstance(hit, Hit)

    assert world.rescanning.pin(record.record_id, hit.pattern_id).pinned == hit.pattern_id
    assert world.rescanning.pin(record.record_id, None).pinned is None
    with pytest.raises(NotPossible):
        world.rescanning.pin(record.record_id, "00000000")


def test_five_logs_labelled_alike_suggest_a_pattern(world):
    drop_logs(world, [RESET] * 5)
    for record in all_records(world):
        world.rescanning.label(record.record_id, "flaky")
    world.fold()

    [row] = world.reports()
    assert row.report.suggestion == "label:flaky"
    assert "suggested:yes" in row.report.facets
    create(world, "connection reset")
    work(world)
    assert world.reports()[0].report.suggestion is None
    assert "explained:yes" in world.reports()[0].report.facets


def test_an_import_is_one_scan(world):
    drop_logs(world, [OOM, RESET, COMPILE])

    made, scan = world.curation.create_all(
        [literal("OutOfMemory"), literal("connection reset")], By("ann", world.clock())
    )
    work(world)

    assert len(made) == 2
    assert scan.patterns == tuple(pattern.key for pattern in made)
    assert sorted(len(hits) for hits in hits_of(world).values()) == [0, 1, 1]
