"""kill -9 at every step: the next delivery or sweep ends as if nothing had happened."""

import signal
import subprocess
import sys
from itertools import count

import pytest

from shared.services.sweep import LEASE_MS, sweep
from tests.services.conftest import NOON

FAILURE = b"main.c:7:3: error: unknown type name 'strin'\n"
NAME = "logs/a/1/build-log.txt"
MAX_STEPS = 40


def outcome(world):
    """Return all that a reader can see."""
    records = world.store.list_records(now_ms=NOON, limit=100).items
    return (
        sorted((r.name, r.fingerprint, r.title, r.unfolded) for r in records),
        sorted((row.report.log_id, row.report.tally.occurrences) for row in world.reports()),
        [world.derived.get(record.extract) is not None for record in records],
    )


def kill_at(world, action, moment, number):
    """Run the action in a process that is killed at this call; return whether it was."""
    command = [sys.executable, "-m", "tests.services.victim"]
    command += [world.kind, str(world.folder), action, NAME, moment, str(number)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


def repair(world):
    world.process(world.logs.stat(NAME))
    sweep(world.folding, now_ms=NOON + LEASE_MS + 1)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("action", ["ingest", "ingest-and-fold", "sweep"])
def test_killed_anywhere_and_repeated_the_outcome_is_that_of_an_undisturbed_run(
    make_world, action, moment
):
    undisturbed = make_world()
    undisturbed.drop(NAME, FAILURE)
    repair(undisturbed)
    expected = outcome(undisturbed)

    for number in count(1):
        assert number < MAX_STEPS
        world = make_world()
        source = world.drop(NAME, FAILURE)
        if action == "sweep":
            world.process(source)
        killed = kill_at(world, action, moment, number)
        repair(world)
        assert outcome(world) == expected, f"killed {moment} call {number}"
        if not killed:
            break
    assert number > 4, "too few steps to be true"
