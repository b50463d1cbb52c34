"""A log is forgotten: nothing of it is left, and the counts are as if it had never come."""

import json
from contextlib import suppress
from dataclasses import replace
from itertools import count

import pytest

from shared.core.commits.hearing import new_sign
from shared.core.ids import record_id
from shared.core.verdicts.model import Result, Trust
from shared.core.verdicts.signs import Sign
from shared.errors import RecordNotFound
from shared.services.issues import file_on_report
from shared.services.moving import export_lines
from tests.github_payloads import REPO
from tests.services.commits.host import MINE, PENDING, RED, Repository
from tests.services.conftest import NOON
from tests.services.curating import create, work
from tests.services.killing import kill_at
from tests.services.test_copies import last_line, recorded

NAME = "logs/job-a/17/build-log.txt"
SECRET = "hunter_two"
FAILURE = f"main.c:7:3: error: unknown type name '{SECRET}'\n".encode()
LARGE = b"compiling\n" * 30_000 + FAILURE
TWIN = "nightly/2.log"
OTHER = b"main.c:7:3: error: unknown type name 'other_one'\n"


def everything(world):
    """Return all that is stored of logs, but for who changed what."""
    lines = [json.loads(line) for line in export_lines(world.archive, world.derived)]
    left_out = ("Fingerprint", "DayTally")
    return [line for line in lines[1:] if line.get("kind") not in left_out]


def forget(world, name=NAME):
    record = record_id(world.logs.name, name)
    return world.forgetting.run(record, actor="ann", now_ms=NOON)


def ingested(world, name=NAME, text=FAILURE, **metadata):
    world.drop_and_process(name, text, **metadata)
    world.fold()


def test_a_log_alone_in_its_report_leaves_nothing_but_its_hash(world):
    before = everything(world)
    ingested(world)
    (row,) = world.reports()

    forgotten = forget(world)

    assert forgotten.report == row.report.log_id
    assert everything(world) == before
    assert world.logs.stat(NAME) is None
    text = "".join(export_lines(world.archive, world.derived))
    assert SECRET not in text
    assert record_id(world.logs.name, NAME) not in text
    assert "ann" in text, "who did it is kept"


def test_a_later_log_of_the_failure_begins_a_report_anew(world):
    ingested(world)
    forget(world)
    ingested(world, "logs/job-a/18/build-log.txt")
    assert world.occurrences() == [1]


def test_of_several_logs_the_others_stay_and_one_of_them_gives_the_title(world):
    ingested(world)
    ingested(world, "logs/job-a/18/build-log.txt")
    (row,) = world.reports()
    assert row.report.created_by == record_id(world.logs.name, NAME)

    forgotten = forget(world)

    assert forgotten.kept_report == row.report.log_id
    (left,) = world.reports()
    assert left.report.tally.occurrences == 1
    assert left.report.created_by == record_id(world.logs.name, "logs/job-a/18/build-log.txt")
    assert [change.by for change in left.report.changes] == ["ann"]
    (touch,) = world.commits.list_touches(limit=9)
    assert touch.value.fingerprints == left.report.fingerprints, "others rest on having seen it"
    assert record_id(world.logs.name, NAME) not in str(everything(world))


def test_a_report_whose_issue_somebody_filed_stays_for_the_issue(world):
    ingested(world)
    (row,) = world.reports()
    file_on_report(world.store, row.report.log_id, "broken", actor="bo", now_ms=NOON)
    assert forget(world).kept_report == row.report.log_id
    assert world.store.get_reports([row.report.log_id])


def test_what_a_passing_log_taught_is_unlearnt_and_a_patterns_hit_is_taken_back(world):
    for number in range(2):
        ingested(world, f"logs/job-a/{number}/build-log.txt", OTHER, result="SUCCESS")
    create(world, "unknown type")
    work(world)
    world.fold()
    forget(world, "logs/job-a/0/build-log.txt")
    (job,) = world.store.get_jobs(["job-a"]).values()
    kept = record_id(world.logs.name, "logs/job-a/1/build-log.txt")
    assert [log.record_id for log in job.value.passing] == [kept]
    tallies = [line["document"] for line in everything(world) if line.get("kind") == "PatternTally"]
    assert [tally["tally"]["occurrences"] for tally in tallies if "tally" in tally] in ([1], [])


def test_what_is_not_there_is_said_to_be_not_there(world):
    with pytest.raises(RecordNotFound):
        forget(world)


def test_objects_of_every_generation_go(world):
    ingested(world)
    ingested(world, text=OTHER)
    assert len([n for n in world.derived.list() if n.startswith("extracts/")]) == 2
    forget(world)
    assert list(world.derived.list()) == []


def test_its_commit_is_decided_again_without_it(world):
    repository = Repository(world)
    repository.ran("unit", 1, MINE, ended="failure")
    record = repository.log("unit", 1, MINE, FAILURE.decode())
    alone = repository.log("lint", 2, MINE, OTHER.decode(), result="FAILURE")
    assert set(repository.verdicts(MINE)) == {"unit", "lint"}
    assert record.record_id in str(everything(world))

    for each in (record, alone):
        world.forgetting.run(each.record_id, actor="ann", now_ms=world.clock())
    repository.repair()

    assert [(run.job, run.records) for run in repository.commit(MINE).runs] == [("unit", ())]
    assert repository.host.shows(MINE)[1] == "1 of 1 failure waiting for a log"
    for trace in (record.record_id, alone.record_id, SECRET):
        assert trace not in str(everything(world))


def test_a_commit_that_only_the_log_told_of_waits_for_builds_again(world):
    repository = Repository(world)
    record = repository.log("unit", 1, MINE, FAILURE.decode(), result="FAILURE")
    assert repository.state(MINE) is RED
    world.forgetting.run(record.record_id, actor="ann", now_ms=world.clock())
    repository.repair()
    assert repository.state(MINE) is PENDING
    assert repository.commit(MINE).runs == ()


def test_what_files_say_of_its_build_stays(world):
    build = Sign("unit", NOON, NOON, "1", Result.FAILURE, Trust.FILES)
    repository = Repository(world)
    record = repository.log("unit", 1, MINE, FAILURE.decode(), result="FAILURE")
    build = replace(build, record_id=record.record_id)
    world.deciding.hear(new_sign(REPO, MINE, "build", sign=build, now_ms=NOON))
    world.deciding.keep(new_sign(REPO, MINE, "not decided yet", sign=build, now_ms=NOON))
    world.forgetting.run(record.record_id, actor="ann", now_ms=world.clock())
    repository.repair()
    assert record.record_id not in str(everything(world))
    (run,) = repository.commit(MINE).runs
    assert (run.job, run.result, run.records) == ("unit", Result.FAILURE, ())


def test_killed_anywhere_and_repeated_nothing_is_left(make_world):
    # Between two calls nothing is stored: after one call is before the next.
    for number in count(1):
        assert number < 80
        world = make_world()
        first, second = (recorded(world, name, LARGE) for name in (NAME, TWIN))
        world.fold()
        killed = kill_at(world, "forget", "before", number, first.record_id)
        assert last_line(world, second) == FAILURE[:-1], "the copy of both stays for the other"
        for name in (NAME, TWIN):
            with suppress(RecordNotFound):  # killed after its last step
                forget(world, name)
        world.fold()
        assert list(world.derived.list()) == [], f"killed before call {number}"
        left = [line["kind"] for line in everything(world)]
        assert set(left) <= {"Touch"}, f"killed before call {number}"
        assert world.logs.stat(NAME) is None
        if not killed:
            break
    assert number > 20
