"""A dry run says what a pattern would hit before it is saved."""

from dataclasses import replace
from itertools import count

import pytest

from shared.core.patterns.model import Expression, Kind, Scope
from shared.errors import InvalidExpression
from tests.services.conftest import NOON
from tests.services.curating import drop_logs

RESET = Expression(Kind.LITERAL, "connection reset")


def run(world, expression=RESET, **bounds):
    return world.curation.dry_runs.run(expression, now_ms=NOON, **bounds)


def test_it_counts_logs_and_shows_lines_and_reports(world):
    text = "fine\nerror: connection reset by peer, token=Zq81kfa02Lmx\n"
    drop_logs(world, [text * 5, text, "error: other\n"])
    drop_logs(world, ["connection reset, trying again\n", "fine\n"], first=10, result="SUCCESS")

    found = run(world)

    assert (found.scanned, found.of) == (5, 5)
    assert (found.failing, found.failing_hits) == (3, 2)
    assert (found.passing, found.passing_hits) == (2, 1)
    assert {example.line_number for example in found.examples} >= {1, 2, 4, 6}
    assert not any("Zq81kfa02Lmx" in example.line for example in found.examples)
    assert [report.title.partition(":")[0] for report in found.reports] == ["error"]
    assert found.doubts[0] == "hits_passing_logs"


def test_it_stops_after_so_many_logs_or_seconds(world):
    drop_logs(world, ["error: connection reset\n"] * 6)
    assert (run(world, max_logs=4).scanned, run(world, max_logs=4).of) == (4, 4)

    ticking = count()
    dry_runs = replace(world.curation.dry_runs, seconds=lambda: next(ticking))
    found = dry_runs.run(RESET, now_ms=NOON, max_seconds=3)
    assert (found.scanned, found.of) == (2, 6)


def test_logs_out_of_scope_are_not_read(world):
    drop_logs(world, ["error: connection reset\n"] * 3)
    elsewhere = replace(RESET, scope=Scope(job="other-*"))

    class Unread:
        def __getattr__(self, name):
            raise AssertionError(name)

    found = replace(world.curation.dry_runs, logs=Unread()).run(elsewhere, now_ms=NOON)
    assert (found.scanned, found.failing_hits) == (3, 0)


def test_logs_that_are_gone_are_counted(world):
    drop_logs(world, ["error: connection reset\n"])
    world.drop("logs/unit/0/build-log.txt", b"a later generation, not recorded yet\n")
    assert run(world).unscannable == 1


def test_generic_lines_alone_are_a_doubt(world):
    drop_logs(world, ["error: x\nProcess completed with exit code 1.\n"])
    found = run(world, Expression(Kind.LITERAL, "Process completed"))
    assert found.doubts[0] == "only_generic_lines"
    mixed = run(world, Expression(Kind.REGEX, "Process completed|error: x"))
    assert mixed.doubts is None


def test_what_cannot_run_is_refused(world):
    with pytest.raises(InvalidExpression):
        run(world, Expression(Kind.REGEX, r"(?=ahead)"))
