"""kill -9 at every step: the next delivery or sweep ends as if nothing had happened."""

from itertools import count

import pytest

from shared.core.log_lines import Span
from shared.core.log_window import Aim
from shared.services.log_windows import open_window
from shared.services.sweep import LEASE_MS, sweep
from tests.services.conftest import NOON
from tests.services.killing import kill_at

# Large enough to have a seekable copy.
LOG = b"compiling\n" * 30_000 + b"main.c:7:3: error: unknown type name 'strin'\n"
NAME = "logs/a/1/build-log.txt"
MAX_STEPS = 40


def outcome(world):
    """Return all that a reader can see."""
    records = world.store.list_records(now_ms=NOON, limit=100).items
    return (
        sorted((r.name, r.fingerprint, r.title, r.unfolded) for r in records),
        sorted((row.report.log_id, row.report.tally.occurrences) for row in world.reports()),
        [world.derived.get(record.extract) is not None for record in records],
        [last_lines(world, record) for record in records],
    )


def last_lines(world, record):
    """Return the end of the log as the viewer reads it, and whether it has a seekable copy."""
    span, aim = Span(29_990, record.line_count), Aim(record.line_count)
    window = open_window(world.derived, world.logs, record, [span], aim, max_line_bytes=100)
    return window.lines, world.derived.get(record.index) is not None


def repair(world):
    world.process(world.logs.stat(NAME))
    sweep(world.folding, now_ms=NOON + LEASE_MS + 1)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("action", ["ingest", "ingest-and-fold", "sweep"])
def test_killed_anywhere_and_repeated_the_outcome_is_that_of_an_undisturbed_run(
    make_world, action, moment
):
    undisturbed = make_world()
    undisturbed.drop(NAME, LOG)
    repair(undisturbed)
    expected = outcome(undisturbed)

    # After a call is before the next one: of the slow set of adapters some moments will do.
    step = {"before": 1, "after": 3}[moment] if undisturbed.kind == "cloud" else 1
    for number in count(1, step):
        assert number < MAX_STEPS
        world = make_world()
        source = world.drop(NAME, LOG)
        if action == "sweep":
            world.process(source)
        killed = kill_at(world, action, moment, number, NAME)
        repair(world)
        assert outcome(world) == expected, f"killed {moment} call {number}"
        if not killed:
            break
    assert number > 4, "too few steps to be true"
