"""Of a log that is forgotten nothing is found anywhere, whatever had come of it."""

import gzip
import json
from dataclasses import replace

import pytest

from shared.core.ids import record_id
from shared.core.notices.appearing import MainBranches
from shared.services.issues import delete_issue, file_on_report
from shared.services.merging import merge_reports, split_fingerprint
from shared.services.moving import export_lines
from shared.services.notices.noting import Noting
from shared.services.reports import get_report, report_of_record
from tests import github_payloads as payloads
from tests.github_payloads import REPO
from tests.services.builds.conftest import BuildWorld
from tests.services.commits.host import MINE, OTHER, Repository, open_mine
from tests.services.conftest import NOON
from tests.services.curating import create, work
from tests.services.test_twins import a_stack
from tests.services.upgrading import upgrade

DAY_MS = 86_400_000
WHO = {"actor": "ann", "now_ms": NOON}
NAME = "logs/job-a/secretbuild17/build-log.txt"
SECRET = "hunter_two"
FAILURE = f"main.c:7:3: error: unknown type name '{SECRET}'\n".encode()
PLAIN = b"main.c:7:3: error: unknown type name 'another'\n"


def found_of(world, *words):
    """Return what of the export and of both buckets names the log or holds its text."""
    lines = list(export_lines(world.archive, world.derived))[1:]
    objects = {name: world.derived.get(name) for name in world.derived.list()}
    objects |= {
        each.name: b"".join(world.logs.read(each.name, each.generation))
        for each in world.logs.list()
    }
    texts = [line for line in lines if "kind" in json.loads(line)]
    texts += [f"{name} {unzipped(data)}" for name, data in objects.items()]
    return [text for text in texts if any(word in text for word in words)]


def unzipped(data):
    """Return the object's text; a log's copy is many gzip members in one."""
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8", "replace")


def forget(world, name=NAME):
    forgotten = world.forgetting.run(
        record_id(world.logs.name, name), actor="ann", now_ms=world.clock()
    )
    world.fold()
    return forgotten


def ingested(world, name=NAME, text=FAILURE, **metadata):
    record = world.drop_and_process(name, text, **metadata).record
    world.fold()
    return record


def assert_nothing_left(world, name=NAME):
    assert found_of(world, SECRET, name, record_id(world.logs.name, name)) == []


def test_a_log_that_was_told_of_scanned_and_kept_as_a_copy(world):
    notices = world.adapter("Notices")
    noting = Noting(world.store, notices, world.clock, MainBranches())
    create(world, "unknown type")
    world.drop_and_process(NAME, b"compiling\n" * 30_000 + FAILURE, branch="main", repo=REPO)
    replace(world.folding, noting=noting).run()
    work(world)
    kinds = {name.split("/")[0] for name in world.derived.list()}
    assert kinds >= {"extracts", "copies", "matches"}
    assert any('"Notice"' in text for text in found_of(world, SECRET))

    forget(world)

    assert_nothing_left(world)
    assert notices.list_due(now_ms=world.clock() + DAY_MS, limit=9) == []


def test_a_log_that_was_evidence_for_another_commit_long_ago(world):
    repository = Repository(world)
    repository.tell(*payloads.push(OTHER, world.clock()))
    record = repository.failed("unit", 1, OTHER, FAILURE.decode())
    world.clock.pass_by(DAY_MS)
    open_mine(repository)
    repository.failed("unit", 2, MINE, FAILURE.decode())
    mine = next(iter(repository.commit(MINE).decision.verdicts))
    assert mine.seen_in == (record.record_id,)
    world.clock.pass_by(7 * DAY_MS)

    forget(world, record.name)

    assert found_of(world, record.record_id, record.name) == []
    (left,) = repository.commit(MINE).decision.verdicts
    assert replace(left, seen_in=mine.seen_in) == mine, "the verdict stands"


def test_a_log_whose_report_lives_on_by_others(world):
    first = ingested(world, text=a_stack(SECRET))
    near = ingested(world, "logs/job-a/18/build-log.txt", a_stack("omega"))
    report = report_of_record(world.store, first).report
    assert len(report.fingerprints) == 2
    upgrade(world)

    forget(world)

    assert_nothing_left(world)
    left = get_report(world.store, report.log_id).report
    assert (left.title, left.created_by) == (near.title, near.record_id)
    # The hash alone still finds the report.
    again = ingested(world, "logs/job-a/19/build-log.txt", a_stack(SECRET))
    assert report_of_record(world.store, again).report.log_id == report.log_id


@pytest.mark.parametrize("into_other", [True, False])
def test_a_log_whose_report_was_merged(world, into_other):
    mine = report_of_record(world.store, ingested(world)).report
    other = report_of_record(
        world.store, ingested(world, "logs/job-a/18/build-log.txt", PLAIN)
    ).report
    goes, stays = (mine, other) if into_other else (other, mine)
    merge_reports(world.store, goes.log_id, stays.log_id, **WHO)
    forget(world)
    assert_nothing_left(world)
    assert get_report(world.store, mine.log_id).report.tally.occurrences == 1


def test_a_log_whose_failure_was_split_off(world):
    mine = report_of_record(world.store, ingested(world)).report
    ingested(world, "logs/job-a/18/build-log.txt", PLAIN)
    other = next(row.report for row in world.reports() if row.report.log_id != mine.log_id)
    merge_reports(world.store, mine.log_id, other.log_id, **WHO)
    split_fingerprint(world.store, other.log_id, mine.fingerprints[0], **WHO)
    forget(world)
    assert_nothing_left(world)


def test_a_log_whose_issue_somebody_filed(world):
    report = report_of_record(world.store, ingested(world)).report
    file_on_report(world.store, report.log_id, "broken", **WHO)
    forget(world)
    assert_nothing_left(world)
    assert get_report(world.store, report.log_id).issue.summary == "broken"


def test_a_log_whose_report_was_deleted(world):
    report = report_of_record(world.store, ingested(world)).report
    delete_issue(world.store, report.issue_id, **WHO)
    forget(world)
    assert_nothing_left(world)


def test_a_log_that_was_replaced_by_another_of_its_name(world):
    ingested(world)
    ingested(world, text=PLAIN)
    forget(world)
    assert_nothing_left(world)


def test_a_log_and_the_build_that_it_was_all_of(world):
    builds = BuildWorld(world, world.adapter("Builds"))
    plain, prow = ("nightly/secret17.log", "nightly/8.log"), (NAME, NAME.replace("17", "8"))
    for name, other in (plain, prow):
        builds.put(other, PLAIN)
        builds.fold()
        before = found_of(world, '"JobStats"', '"JobSummary"')
        builds.put(name, FAILURE)
        builds.fold()
        assert found_of(world, '"JobStats"', '"JobSummary"') != before
        forget(world, name)
        assert_nothing_left(world, name)
        assert found_of(world, '"JobStats"', '"JobSummary"') == before
        builds.put(name, FAILURE)
        forget(world, other)
        forget(world, name)
        assert found_of(world, '"JobStats"', '"JobSummary"', '"Build"') == []


def test_a_log_of_a_build_that_its_files_tell_of_as_well(world):
    builds = BuildWorld(world, world.adapter("Builds"))
    folder = NAME.removesuffix("build-log.txt")
    builds.put(NAME, FAILURE)
    builds.put(f"{folder}finished.json", b'{"passed": false, "timestamp": 1795435200}')
    record = record_id(world.logs.name, NAME)
    assert builds.build("job-a", "secretbuild17").record_id == record
    forget(world)
    assert_nothing_left(world)
    left = builds.build("job-a", "secretbuild17")
    assert (left.facts.result, left.facts.entries, left.facts.log_bytes) == (
        "FAILURE",
        ("finished.json",),
        None,
    )
    assert builds.stats("job-a").logs == 0
