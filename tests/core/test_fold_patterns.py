"""Counters of patterns and days move by what records say and no longer say."""

from dataclasses import replace

from shared.core.documents import BuildContext, DayTally, PatternTally, Tally
from shared.core.fold import dropped_fingerprints
from shared.core.fold_patterns import (
    dropped_hits,
    fold_days,
    fold_patterns,
    touched_days,
    touched_patterns,
)
from shared.core.patterns.model import Hit
from shared.core.tallies import add
from tests.core.test_fold import DAY, a_record

EMPTY = PatternTally("1", 1, 0)
KEY = "1@1"


def hitting(number=1, *, generic=False, **changes):
    return a_record(number, hits=(Hit("1", 1, 1, 1, 0, 1, generic),), **changes)


def counted(record):
    return replace(record, counted=record.contribution)


def folded(*records, tally=EMPTY, bounds=None):
    return fold_patterns(records, {KEY: tally}, bounds or {})[KEY]


def test_a_hit_counts_on_the_side_of_its_log():
    assert folded(hitting()).failing == Tally(1, DAY, DAY, {"1970-01-02": 1}, {"unit": 1})
    passed = hitting(context=BuildContext(job="unit", result="SUCCESS"))
    assert (folded(passed).failing, folded(passed).passing.occurrences) == (Tally(), 1)


def test_a_log_without_a_known_result_passed_if_it_shows_no_failure():
    assert folded(hitting(fingerprint=None)).passing.occurrences == 1
    failed = hitting(fingerprint=None, context=BuildContext(result="FAILURE"))
    assert folded(failed).failing.occurrences == 1


def test_a_hit_that_went_is_taken_away_and_first_and_last_are_those_left():
    before = counted(hitting())
    tally = folded(hitting(), hitting(2, seen_ms=5 * DAY))
    gone = replace(before, hits=())

    assert touched_patterns([gone]) == {KEY}
    assert dropped_hits([gone]) == {(KEY, False)}
    left = folded(gone, tally=tally, bounds={(KEY, False): (5 * DAY, 5 * DAY)})
    assert left.failing == folded(hitting(2, seen_ms=5 * DAY)).failing


def test_what_is_counted_with_a_hit_that_went_may_be_first_or_last():
    before = folded(hitting(), hitting(2, seen_ms=5 * DAY))
    gone = replace(counted(hitting()), hits=())
    bounds = {(KEY, False): (5 * DAY, 5 * DAY)}
    left = folded(gone, hitting(3, seen_ms=3 * DAY), tally=before, bounds=bounds).failing
    assert (left.first_seen_ms, left.last_seen_ms) == (3 * DAY, 5 * DAY)


def test_a_hit_that_stays_drops_nothing():
    rescanned = replace(counted(hitting()), hits=(*hitting().hits, Hit("2", 1, 1, 1, 0, 1)))
    assert dropped_hits([rescanned]) == set()
    assert dropped_fingerprints([rescanned]) == set()


def test_a_log_whose_result_became_known_changes_sides():
    known = replace(counted(hitting()), context=BuildContext(job="unit", result="SUCCESS"))
    moved = folded(known, tally=folded(hitting()), bounds={(KEY, False): None})
    assert (moved.failing, moved.passing.occurrences) == (Tally(), 1)


def test_a_day_counts_failing_logs_and_those_that_a_pattern_explains():
    records = [
        hitting(1),
        hitting(2, generic=True),
        a_record(3),
        a_record(4, context=BuildContext(result="SUCCESS"), noise="noise/r4"),
    ]
    assert touched_days(records) == {"1970-01-02"}
    days = fold_days(records, {"1970-01-02": DayTally("1970-01-02")})
    assert days == {"1970-01-02": DayTally("1970-01-02", failing=3, explained=1)}
    gone = [replace(counted(record), hits=()) for record in records[:1]]
    assert fold_days(gone, days)["1970-01-02"] == DayTally("1970-01-02", 3, 0)


def test_a_tally_knows_its_explained_share_its_patterns_and_what_people_say():
    tally = add(Tally(), hitting(label="flaky").contribution)
    tally = add(tally, hitting(generic=True, pinned="1").contribution)
    assert tally.explained == 1
    assert tally.patterns == {"1": 2}
    assert tally.by_hand == {"label:flaky": 1, "pattern:1": 1}
