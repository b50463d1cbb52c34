"""One object becomes one record, whatever happens around it."""

import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from shared.core.streams import LogProblem
from shared.errors import StoreUnavailable
from shared.services.ingest import Outcome
from tests.faults import Faulty
from tests.services.conftest import NOON, older

FAILURE = b"collecting\nmain.c:7:3: error: unknown type name 'strin'\nmake: *** [main.o] Error 1\n"
OTHER_FAILURE = (
    b"Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nKeyError: 'x'\n"
)
PASSING = b"42 passed in 1.2s\n"


def test_a_log_with_a_failure_makes_record_report_and_ghost_issue(world):
    ingested = world.drop_and_process("logs/job-a/17/build-log.txt", FAILURE)

    (row,) = world.reports()
    assert ingested.outcome is Outcome.RECORDED
    assert (row.report.report_type, row.report.tally.occurrences) == ("E", 1)
    assert "unknown type name" in row.report.title
    assert row.issue.status == "Ghost"
    assert ingested.record.context.job == "job-a"


def test_the_same_failure_with_other_times_ids_and_paths_joins_its_report(world):
    text = (
        "2026-11-23T10:00:0{0}Z /tmp/build-{0}{0}7/main.c:7:3: error: unknown type name 'strin'\n"
    )
    for number in range(3):
        world.drop_and_process(f"logs/job-a/{number}/build-log.txt", text.format(number).encode())

    assert world.occurrences() == [3]


def test_different_failures_make_different_reports(world):
    world.drop_and_process("logs/a/1/build-log.txt", FAILURE)
    world.drop_and_process("logs/a/2/build-log.txt", OTHER_FAILURE)

    assert world.occurrences() == [1, 1]


def test_a_passing_log_is_recorded_without_a_report(world):
    record = world.drop_and_process("logs/a/1/build-log.txt", PASSING).record

    assert (record.report_type, record.problem, record.line_count) == (None, None, 1)
    assert world.reports() == []


def test_a_redelivered_event_changes_nothing(world):
    source = world.drop("logs/a/1/build-log.txt", FAILURE)

    outcomes = [world.process(source).outcome for _ in range(3)]

    assert outcomes == [Outcome.RECORDED, Outcome.ALREADY_RECORDED, Outcome.ALREADY_RECORDED]
    assert world.occurrences() == [1]


def test_one_event_delivered_twenty_times_at_once_counts_once(world):
    source = world.drop("logs/a/1/build-log.txt", FAILURE)

    with ThreadPoolExecutor(20) as pool:
        records = [ingested.record for ingested in pool.map(world.process, [source] * 20)]
    world.fold()

    assert {record.record_id for record in records} == {records[0].record_id}
    assert world.occurrences() == [1]


def test_a_newer_generation_replaces_the_analysis_and_stays_one_occurrence(world):
    world.drop_and_process("logs/a/1/build-log.txt", FAILURE)
    world.fold()
    world.drop_and_process("logs/a/1/build-log.txt", b"more output\n" + FAILURE)
    world.fold()

    assert world.occurrences() == [1]


def test_a_newer_generation_with_another_failure_moves_the_occurrence(world):
    world.drop_and_process("logs/a/1/build-log.txt", FAILURE)
    world.fold()
    ingested = world.drop_and_process("logs/a/1/build-log.txt", OTHER_FAILURE)
    world.fold()

    (row,) = world.reports()
    assert row.report.title == ingested.record.title
    assert row.report.tally.occurrences == 1


def test_the_event_of_an_older_generation_is_acknowledged(world):
    source = world.drop("logs/a/1/build-log.txt", FAILURE)
    world.process(source)

    assert world.process(older(source)).outcome is Outcome.ALREADY_RECORDED


def test_an_object_overwritten_before_it_is_read_leaves_it_to_the_newer_event(world):
    first = world.drop("logs/a/1/build-log.txt", FAILURE)
    second = world.drop("logs/a/1/build-log.txt", OTHER_FAILURE)

    assert world.process(first).outcome is Outcome.SUPERSEDED
    assert world.process(second).outcome is Outcome.RECORDED
    assert world.occurrences() == [1]


def test_an_object_deleted_before_it_is_read_is_recorded_as_gone(world):
    source = world.drop("logs/a/1/build-log.txt", FAILURE)
    gone = replace(source, name="logs/a/2/build-log.txt")

    record = world.process(gone).record

    assert record.problem is LogProblem.GONE
    assert world.store.list_records(now_ms=NOON, limit=9, problems_only=True).items == [record]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"", LogProblem.EMPTY, id="empty"),
        pytest.param(b"\x7fELF" + os.urandom(4000), LogProblem.BINARY, id="binary"),
        pytest.param(b"\x1f\x8bno gzip after all", LogProblem.BAD_GZIP, id="bad-gzip"),
        pytest.param(gzip.compress(FAILURE)[:-9], LogProblem.TRUNCATED_GZIP, id="truncated-gzip"),
        pytest.param(gzip.compress(bytes(10**8)), LogProblem.BINARY, id="zeros"),
        pytest.param(gzip.compress(b"x\n" * 10**7), LogProblem.TOO_LARGE, id="bomb"),
    ],
)
def test_permanent_trouble_is_kept_on_the_record(world, content, problem):
    world.options["max_log_bytes"] = 10_000_000

    record = world.drop_and_process("logs/a/1/build-log.txt", content).record

    assert record.problem is problem
    assert world.store.get_record(record.record_id).value.problem is problem


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(FAILURE.replace(b"\n", b"\r\n"), id="crlf"),
        pytest.param(b"progress 1%\rprogress 99%\rdone\n" + FAILURE, id="lone-cr"),
        pytest.param(b"\0\0" + FAILURE, id="nul"),
        pytest.param(b"\xff\xfe" + FAILURE.decode().encode("utf-16-le"), id="utf-16"),
        pytest.param(b"\xfc\xff latin\n" + FAILURE, id="invalid-utf-8"),
        pytest.param(b"\x1b[31m" + FAILURE + b"\x1b[0m", id="ansi"),
        pytest.param(b"x" * 3_000_000 + b"\n" + FAILURE, id="giant-line"),
    ],
)
def test_odd_bytes_do_not_hide_the_failure(world, content):
    world.drop_and_process("logs/a/1/build-log.txt", FAILURE)
    world.drop_and_process("logs/a/2/build-log.txt", content)

    assert world.occurrences() == [2]


@pytest.mark.parametrize("name", ["nightly/a b.log", "nightly/übung.log", "nightly/issue #7.log"])
def test_odd_names_are_names(world, name):
    assert world.drop_and_process(name, FAILURE).record.name == name


@pytest.mark.parametrize("name", ["logs/a/1/finished.json", "logs/a/1/artifacts/x.log", "notes.md"])
def test_what_is_no_build_log_is_ignored_without_a_write(world, name):
    source = replace(world.drop("logs/a/1/build-log.txt", FAILURE), name=name)

    assert world.process(source).outcome is Outcome.IGNORED
    assert world.store.list_records(now_ms=NOON, limit=9).items == []


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_store_that_fails_raises_and_the_redelivery_ends_right(world, moment):
    source = world.drop("logs/a/1/build-log.txt", FAILURE)
    up, down = world.store, StoreUnavailable("staged")
    world.store = Faulty(up, error=down, **{moment: {"save_record": 1}})
    with pytest.raises(StoreUnavailable):
        world.process(source)
    world.store = up

    world.process(source)

    assert world.occurrences() == [1]
