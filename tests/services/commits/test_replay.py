"""A busy day, whatever the order in which its events and logs arrive, and who takes them.

`python -m tests.bench commit_replay` plays it in as many orders as it is told, on both adapters.
"""

import pytest

from tests.services.commits.replay import a_repository, check, play
from tests.services.commits.story import an_order, busy_day

WORKERS = 8


@pytest.fixture
def size(world):
    """How many jobs a commit has: the emulator takes its time."""
    return 40 if world.kind == "embedded" else 6


def test_statuses_are_the_same_in_any_order_and_true_when_posted(world, size):
    told, states = busy_day(size)
    assert len(told) >= (300 if size == 40 else 50)
    repository = a_repository(world, watched=world.kind == "embedded")
    play(repository, an_order(told, 1))
    check(repository, states)
    assert world.kind == "cloud" or repository.host.wrong == []


def test_eight_workers_at_once_come_to_the_same(world, size):
    told, states = busy_day(size)
    repository = a_repository(world)
    play(repository, an_order(told, 2), workers=WORKERS)
    check(repository, states)
