"""Counters equal a recomputation from records, whatever the order of things."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

from shared.services.fold import HotDocumentPace
from shared.services.sweep import LEASE, sweep
from tests.services.conftest import NOON
from tests.services.curating import create, tally
from tests.services.reading import assert_consistent

FAILURE = "main.c:7:3: error: unknown type name 'strin'\n"


def test_five_hundred_logs_of_one_failure_at_once_count_exactly_five_hundred(world):
    sources = [world.drop(f"logs/a/{n}/build-log.txt", FAILURE.encode()) for n in range(500)]

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(world.process, sources))
    folded = world.fold()

    assert folded == 500
    assert world.occurrences() == [500]
    assert_consistent(world)


def test_counts_equal_a_recomputation_after_any_mix_of_events(world):
    chance = random.Random(7)
    failures = [f"main.c:7:3: error: unknown type name 'type_{c}'\n" for c in "abc"] + ["fine\n"]
    for _ in range(60):
        name = f"logs/job-{chance.randrange(3)}/{chance.randrange(12)}/build-log.txt"
        source = world.drop(name, chance.choice(failures).encode() * chance.randrange(1, 3))
        for _ in range(chance.randrange(1, 3)):
            world.process(source)
        if chance.random() < 0.3:
            world.fold()
    world.fold()

    assert_consistent(world)


class Between:
    """A store in which something happens after a fold has read what it is to fold."""

    def __init__(self, store, happens):
        self._store, self._happens = store, happens

    def list_unfolded(self, *, limit):
        found = self._store.list_unfolded(limit=limit)
        self._happens()
        return found

    def __getattr__(self, name):
        return getattr(self._store, name)


def test_first_and_last_are_of_what_was_counted_whatever_came_and_went_in_between(world):
    one, another = FAILURE.encode(), FAILURE.replace("strin", "cahr").encode()
    active = create(world, "strin").pattern
    world.drop_and_process("0.log", one)
    world.fold()
    world.drop_and_process("0.log", another)
    came = Between(world.store, lambda: world.drop_and_process("1.log", one))
    replace(world.folding, store=came).run()
    world.drop_and_process("1.log", another)
    world.drop_and_process("2.log", one)
    world.fold()

    assert_consistent(world)
    assert tally(world, active).failing.occurrences == 1


def test_pages_show_what_is_not_folded_yet(world):
    for number in range(3):
        world.process(world.drop(f"logs/a/{number}/build-log.txt", FAILURE.encode()))

    assert world.occurrences() == [3]
    assert world.fold() == 3
    assert world.occurrences() == [3]


def test_two_folds_at_once_count_nothing_twice(world):
    for number in range(40):
        world.process(world.drop(f"logs/a/{number}/build-log.txt", FAILURE.encode()))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: world.fold(), range(4)))
    world.fold()

    assert world.occurrences() == [40]
    assert_consistent(world)


def test_a_fold_ends_though_logs_keep_coming(world):
    numbers = count()

    def record_one():
        name = f"logs/a/{next(numbers)}/build-log.txt"
        world.process(world.drop(name, FAILURE.encode()))

    @contextmanager
    def storm(_ids):
        record_one()
        yield

    record_one()
    assert replace(world.folding, pace=storm).run(max_batches=5) == 1
    assert world.fold() == 1


def test_a_sweep_leaves_the_work_to_one_that_is_running(world):
    world.process(world.drop("logs/a/1/build-log.txt", FAILURE.encode()))
    assert world.store.take_lease(LEASE, "another", now_ms=NOON, until_ms=NOON + 1000)

    assert sweep(world.folding, now_ms=NOON).busy
    assert sweep(world.folding, now_ms=NOON + 2000).folded == 1


def test_a_sweep_gives_its_lease_back(world):
    sweep(world.folding, now_ms=NOON)

    assert not sweep(world.folding, now_ms=NOON).busy


def test_one_document_is_written_at_most_once_a_second():
    now, slept = [0.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    pace = HotDocumentPace(lambda: now[0], sleep)
    with pace(["hot", "a"]):
        now[0] += 5.0  # the second counts from the end of the write
    now[0] += 0.25
    with pace(["b"]):
        pass
    with pace(["hot"]):
        pass

    assert slept == [0.75]
