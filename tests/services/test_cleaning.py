"""Expired records go, with what was derived from their logs; counts stay."""

import time
from itertools import count

import pytest

from shared.core.ids import record_id
from shared.services.cleaning import REST_MS
from tests.services.killing import kill_at
from tests.services.test_copies import LOG, copies, recorded

DAY_MS = 86_400_000
NOW = time.time_ns() // 1_000_000  # the bucket says when a log came, by its own clock
LATER = NOW + 91 * DAY_MS
FAILURE = b"main.c:7:3: error: unknown type name 'strin'\n"
NAME = "logs/job-a/17/build-log.txt"


@pytest.fixture
def filled(world):
    world.process(world.drop(NAME, FAILURE), now_ms=NOW)
    world.fold()
    return world


def record(world, name=NAME):
    return world.store.get_record(record_id(world.logs.name, name))


def test_what_has_not_expired_stays(filled):
    assert filled.cleaning().run(now_ms=NOW + DAY_MS) == 0
    assert record(filled) is not None
    assert list(filled.derived.list())


def test_an_expired_record_goes_with_what_was_derived_and_its_count_stays(filled):
    filled.logs.delete(NAME)
    assert filled.cleaning().run(now_ms=LATER) == 1
    assert record(filled) is None
    assert list(filled.derived.list()) == []
    assert filled.occurrences() == [1]
    assert filled.fold() == 0


def test_while_its_log_is_there_a_record_stays_so_that_the_log_never_counts_twice(filled):
    assert filled.cleaning().run(now_ms=LATER) == 0
    assert list(filled.derived.list()) == []
    filled.process(filled.logs.stat(NAME), now_ms=LATER)
    filled.fold()
    assert filled.occurrences() == [1]


def test_logs_are_deleted_after_their_own_days_alone(filled):
    seen_ms = record(filled).value.seen_ms
    cleaner = filled.cleaning(log_days=10)
    assert cleaner.run(now_ms=seen_ms + 9 * DAY_MS) == 0
    assert filled.logs.stat(NAME) is not None
    assert cleaner.run(now_ms=seen_ms + 11 * DAY_MS) == 0
    assert filled.logs.stat(NAME) is None
    assert record(filled) is not None, "its own days are longer"


def test_a_log_that_took_the_place_of_an_old_one_is_not_deleted_for_it(filled):
    seen_ms = record(filled).value.seen_ms
    filled.drop(NAME, FAILURE * 2)
    filled.cleaning(log_days=10).run(now_ms=seen_ms + 11 * DAY_MS)
    assert filled.logs.stat(NAME) is not None


def test_what_is_not_counted_yet_stays_until_it_is(world):
    world.drop_and_process(NAME, FAILURE)
    world.logs.delete(NAME)
    cleaner = world.cleaning()
    assert cleaner.run(now_ms=LATER) == 0
    world.fold()
    assert cleaner.run(now_ms=LATER + REST_MS) == 1
    assert world.occurrences() == [1]


def test_goes_through_all_records_a_few_at_a_time_and_rests(world):
    names = [f"{number}.log" for number in range(5)]
    for name in names:
        world.drop_and_process(name, b"all good\n")
        world.logs.delete(name)
    cleaner = world.cleaning()
    assert [cleaner.run(now_ms=LATER, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    world.drop_and_process("late.log", b"all good\n")
    world.logs.delete("late.log")
    assert cleaner.run(now_ms=LATER + REST_MS - 1) == 0, "it rests"
    assert cleaner.run(now_ms=LATER + REST_MS) == 1


def test_what_teaches_a_job_stays_as_long_as_it_does(world):
    for number in range(2):
        world.drop_and_process(f"logs/a/{number}/build-log.txt", FAILURE, result="SUCCESS")
    world.fold()
    for number in range(2):
        world.logs.delete(f"logs/a/{number}/build-log.txt")
    assert world.cleaning().run(now_ms=LATER) == 2
    kinds = {name.split("/")[0] for name in world.derived.list()}
    assert kinds == {"noise", "baselines"}


def test_killed_anywhere_and_run_again_nothing_is_left_but_counts_and_what_others_use(make_world):
    # Between two calls nothing is stored: after one call is before the next.
    for number in count(1):
        assert number < 60
        world = make_world()
        recorded(world, NAME, LOG, now_ms=NOW)
        recorded(world, "nightly/2.log", LOG, now_ms=NOW + 30 * DAY_MS)
        world.fold()
        killed = kill_at(world, "clean", "before", number, str(LATER))
        world.cleaning(log_days=30).run(now_ms=LATER)
        assert (record(world), world.logs.stat(NAME)) == (None, None), f"before call {number}"
        assert len(copies(world)) == 2, "the copy of both, and its index"
        assert {name.split("/")[0] for name in world.derived.list()} == {"copies", "extracts"}
        assert (world.occurrences(), world.fold()) == ([2], 0)
        if not killed:
            break
    assert number > 10
