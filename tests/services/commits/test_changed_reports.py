"""What people change of a report decides again the commits that show its failures."""

import pytest

from shared.services.labelling import Labelling, label_issue
from shared.services.merging import merge_reports, split_fingerprint, undo_merge
from tests import github_payloads as payloads
from tests.services.commits.host import GREEN, MINE, OTHER, RED, open_mine

DAY = 86_400_000
MIRROR = "ERROR: could not reach mirror.acme.example: connection refused"
TOTAL = "tests/cart.py:12: AssertionError: expected 3 items"


@pytest.fixture
def seen(repository):
    """Two failures of the main branch, one of which is met in a pull request a day later."""
    repository.tell(*payloads.push(OTHER, repository.world.clock()))
    repository.failed("package", 80, OTHER, MIRROR)
    repository.failed("unit", 81, OTHER, TOTAL)
    repository.world.clock.pass_by(DAY)
    open_mine(repository)
    repository.failed("unit", 2, MINE, TOTAL)
    repository.world.fold()
    assert (repository.verdicts(MINE), repository.state(MINE)) == ({"unit": "unknown"}, RED)
    return repository


def report_of(seen, text):
    [found] = [row.report for row in seen.world.reports() if row.report.title in text]
    return found


def label(seen, text, *labels):
    world = seen.world
    who = {"actor": "ann", "now_ms": world.clock()}
    issue_id = report_of(seen, text).issue_id
    label_issue(world.store, world.patterns, issue_id, Labelling(labels), **who)
    seen.repair()


def test_a_label_counts_at_once_and_so_does_its_end(seen):
    label(seen, TOTAL, "known-problem")
    assert (seen.verdicts(MINE), seen.state(MINE)) == ({"unit": "known problem"}, GREEN)
    label(seen, TOTAL)
    assert (seen.verdicts(MINE), seen.state(MINE)) == ({"unit": "unknown"}, RED)


def test_a_merge_brings_the_label_and_its_undoing_takes_it(seen):
    label(seen, MIRROR, "known-problem")
    assert seen.state(MINE) is RED
    whole, part = report_of(seen, MIRROR).log_id, report_of(seen, TOTAL).log_id
    who = {"actor": "ann", "now_ms": seen.world.clock()}
    merge_reports(seen.world.store, part, whole, **who)
    seen.repair()
    assert (seen.verdicts(MINE), seen.state(MINE)) == ({"unit": "known problem"}, GREEN)
    undo_merge(seen.world.store, whole, part, **who)
    seen.repair()
    assert (seen.verdicts(MINE), seen.state(MINE)) == ({"unit": "unknown"}, RED)


def test_a_split_leaves_the_label_with_the_rest(seen):
    whole, part = report_of(seen, MIRROR).log_id, report_of(seen, TOTAL)
    who = {"actor": "ann", "now_ms": seen.world.clock()}
    merge_reports(seen.world.store, part.log_id, whole, **who)
    label(seen, MIRROR, "known-problem")
    assert (seen.verdicts(MINE), seen.state(MINE)) == ({"unit": "known problem"}, GREEN)
    [fingerprint] = part.fingerprints
    split_fingerprint(seen.world.store, whole, fingerprint, **who)
    seen.repair()
    assert (seen.verdicts(MINE), seen.state(MINE)) == ({"unit": "unknown"}, RED)
