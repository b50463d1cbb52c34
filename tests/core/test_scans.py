"""The ledger's arithmetic."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.documents import RangeKind, Scan, ScanState
from shared.core.patterns.model import Hit
from shared.core.scans import (
    cut_ids,
    end,
    is_due,
    late_range,
    progress_of,
    retracted,
    walk_ranges,
    without_patterns,
)
from tests.core.test_fold import a_record

DAY = 86_400_000
SCAN = Scan("s1", ("1@1",), 5, created_ms=10 * DAY, by="ann", logs_total=100, since_ms=5 * DAY)


def hit(pattern_id, version=1):
    return Hit(pattern_id, version, 1, 1, 0, 1)


@given(st.integers(1, 300), st.integers(0, 16**20 - 1))
def test_every_record_lies_in_one_part_of_the_ids(count, number):
    record_id = f"{number:020x}"
    parts = cut_ids(count)
    assert len(parts) == count
    assert sum(first < record_id < last for first, last in parts) == 1


@pytest.mark.parametrize(
    ("kind", "changes", "due"),
    [
        pytest.param(RangeKind.WALK, {}, True, id="new-enough"),
        pytest.param(RangeKind.WALK, {"seen_ms": 4 * DAY}, False, id="too-old"),
        pytest.param(RangeKind.RESCAN, {}, False, id="walked-anyway"),
        pytest.param(RangeKind.RESCAN, {"seen_ms": 4 * DAY}, True, id="old-with-old-hits"),
        pytest.param(RangeKind.WALK, {"pattern_set": 5}, False, id="scanned-for-that-set"),
        pytest.param(RangeKind.WALK, {"pattern_set": 4}, True, id="scanned-for-an-older-set"),
        pytest.param(RangeKind.WALK, {"expires_ms": 10 * DAY}, False, id="expired"),
        pytest.param(RangeKind.LATE, {"seen_ms": 1}, True, id="late"),
    ],
)
def test_a_range_looks_at_what_is_due(kind, changes, due):
    part = next(p for p in all_ranges() if p.kind is kind)
    record = replace(a_record(1, seen_ms=6 * DAY), **changes)
    assert is_due(part, SCAN, record, now_ms=10 * DAY) is due


def all_ranges():
    parts = walk_ranges(SCAN, fan_out=2, before=["1@0"])
    return [*parts, late_range(SCAN, len(parts), grace_ms=1)]


def test_a_scan_of_all_logs_needs_no_second_look_at_old_ones():
    everything = replace(SCAN, since_ms=None)
    kinds = {part.kind for part in walk_ranges(everything, fan_out=2, before=["1@0"])}
    assert kinds == {RangeKind.WALK}


def test_progress_tells_rate_and_time_left():
    parts = [replace(part, logs=10, hits=2, unscannable=1) for part in all_ranges()]
    running = replace(SCAN, state=ScanState.RUNNING, started_ms=0)
    progress = progress_of(running, parts, now_ms=4000)
    assert (progress.logs_done, progress.hits, progress.unscannable) == (20, 8, 4)
    assert (progress.rate, progress.seconds_left) == (5.0, 16.0)


def test_a_scan_that_was_not_begun_has_no_rate():
    progress = progress_of(SCAN, all_ranges(), now_ms=4000)
    assert (progress.rate, progress.seconds_left) == (None, None)


def test_a_scan_that_ended_knows_what_it_did():
    parts = [replace(part, logs=10, hits=2) for part in all_ranges()]
    running = replace(SCAN, state=ScanState.RUNNING, started_ms=0)
    done = end(running, ScanState.DONE, parts, by="faultline", why="done", now_ms=2000)
    assert (done.logs_done, done.logs_total, done.hits, done.finished_ms) == (20, 20, 8, 2000)
    assert progress_of(done, (), now_ms=10**9).rate == 10.0


def test_a_retraction_takes_the_hits_of_all_versions():
    record = a_record(1, hits=(hit("1", 1), hit("2")), matches="matches/x")
    assert retracted(SCAN, record).hits == (hit("2"),)
    bare = retracted(SCAN, replace(record, hits=(hit("1", 7),)))
    assert (bare.hits, bare.matches) == ((), None)


def test_patterns_nobody_looks_for_leave_a_log_that_is_gone():
    record = a_record(1, hits=(hit("1"), hit("2")), matches="matches/x")
    assert without_patterns(record, ["2"]).hits == (hit("2"),)
