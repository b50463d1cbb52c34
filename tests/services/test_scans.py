"""Stored logs are scanned once more when patterns change: each once, none skipped."""

import pytest

from shared.core.documents import ScanState
from shared.core.patterns.model import Hit
from shared.core.snapshots import MAX_HITS, unpack_matches
from shared.errors import NotPossible, ScanNotFound
from shared.services.patterns.curate import By
from shared.services.patterns.overview import classify
from shared.services.patterns.plan import DAY_MS
from tests.services.conftest import NOON
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
    [record] = all_records(world)
    world.clock.now_ms = record.seen_ms + 40 * DAY_MS
    recent = world.curation.create(literal("OutOfMemory"), by(world, days=0))
    assert recent.scan.since_ms is None
    default = create(world, "heap")
    assert default.scan.since_ms == world.clock() - 30 * DAY_MS
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


def test_all_lines_that_match_are_kept_beside_the_record(world):
    drop_logs(world, [RESET + OOM + RESET])
    made = create(world, "connection reset")
    work(world)

    [record] = all_records(world)
    matches = unpack_matches(world.derived.get(record.matches))
    assert [match.line_number for match in matches] == [1, 3]
    assert {match.pattern_id for match in matches} == {made.pattern.pattern_id}


def test_a_scan_that_finds_nothing_new_writes_no_object(world):
    drop_logs(world, [RESET])
    create(world, "connection reset")
    work(world)
    before = all_records(world)

    create(world, "OutOfMemory")
    work(world)

    assert all_records(world) == before


def test_a_log_that_many_patterns_hit_keeps_a_bounded_number(world):
    text = "".join(f"error: number {number} of many\n" for number in range(MAX_HITS + 10))
    drop_logs(world, [text])
    proposals = [literal(f"number {number} of") for number in range(MAX_HITS + 10)]
    world.curation.create_all(proposals, by(world))
    work(world)

    [record] = all_records(world)
    assert len(record.hits) == MAX_HITS
    assert_consistent(world)


def test_the_share_of_failing_logs_explained_is_known_by_day(world):
    drop_logs(world, [OOM, RESET, RESET, "fine\n"])
    create(world, "connection reset")
    work(world)

    seen_ms = all_records(world)[-1].seen_ms  # the bucket's own clock, not the world's
    shown = classify(world.patterns, now_ms=seen_ms)
    assert (shown.failing, shown.explained) == (3, 2)
    assert classify(world.patterns, now_ms=seen_ms - 90 * DAY_MS).rate is None
