"""What a pattern costs that is edited once, from its dry run to its retraction."""

import time
from dataclasses import asdict

import pytest

from shared.services.patterns.dry_run import DryRuns
from tests.bench._counted import A_RANGE, PATTERN
from tests.billing import billing
from tests.services.conftest import GRACE_MS
from tests.services.curating import FAR, by, create, drop_logs, literal, say, work

HIT = "error: connection reset by peer\n"
OTHER = "java.lang.OutOfMemoryError: heap\n"
WANTED = "connection reset"
HOUR_MS = 3_600_000


@pytest.fixture
def bill(world):
    """What is billed; there is a pattern already, which hits nothing."""
    with billing(world.kind) as bill:
        world.fan_out = 1
        world.pattern_id = create(world, "connection refused").pattern.pattern_id
        work(world)
        yield bill


def store_logs(world, logs, hits):
    drop_logs(world, [HIT] * hits + [OTHER] * (logs - hits))
    world.fold()
    world.clock.pass_by(HOUR_MS)


def scan(world):
    """Scan to the end: what was recorded meanwhile waits for its time."""
    world.scanning.run(deadline_ms=FAR)
    world.clock.pass_by(GRACE_MS)
    world.scanning.run(deadline_ms=FAR)
    world.clock.pass_by(HOUR_MS)


def try_out(world):
    dry_runs = DryRuns(world.store, world.patterns, world.logs, time.monotonic)
    dry_runs.run(literal(WANTED).expression, now_ms=world.clock())


def edit(world):
    world.curation.edit(world.pattern_id, say(WANTED), by(world))


def retire(world):
    world.curation.retire(world.pattern_id, by(world))


def fold(world):
    world.fold()


LIFE = (try_out, edit, scan, fold, retire, scan, fold)


@pytest.mark.parametrize(("logs", "hits"), [(20, 2), (40, 8)])
def test_each_step_costs_what_its_row_says(world, bill, logs, hits):
    store_logs(world, logs, hits)
    for step, do in zip(PATTERN, LIFE, strict=True):
        bill.forget()
        do(world)
        parts = zip((step.once, step.a_log, step.a_hit), (1, logs, hits), strict=True)
        expected = [{key: n * times for key, n in asdict(work).items()} for work, times in parts]
        assert bill.totals() == {key: sum(each[key] for each in expected) for key in expected[0]}, (
            step.name
        )


def test_a_scan_that_more_can_share_costs_a_little_more_for_each(world, bill):
    store_logs(world, 20, 2)
    costs = []
    for world.fan_out in (1, 4):
        bill.forget()
        world.planning.start(world.pattern_id, actor="ann", now_ms=world.clock())
        scan(world)
        costs.append(bill.totals())
    alone, shared = costs
    assert 0 < shared["read"] - alone["read"] <= 3 * A_RANGE.read
    assert shared["write"] - alone["write"] == 3 * A_RANGE.write
