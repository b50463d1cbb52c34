"""A new version of fingerprints takes over: ids, counts, issues and merges are what they were."""

from itertools import count

import pytest

from shared.core.documents import IssueStatus
from shared.core.issues import seen_since_closed
from shared.services.issues import change_issue, delete_issue, file_on_report, get_issue
from shared.services.merging import merge_reports, split_fingerprint, undo_merge
from shared.services.reports import get_report, occurrences, report_of_record
from tests import github_payloads as payloads
from tests.services.commits.host import MINE, OTHER, Repository, open_mine
from tests.services.conftest import NOON
from tests.services.killing import kill_at
from tests.services.reading import assert_consistent
from tests.services.test_twins import a_stack
from tests.services.upgrading import BY_KEY, READING_LOGS, WITHOUT_BEFORE, upgrade

WHO = {"actor": "ann", "now_ms": NOON}
ALPHA, BETA, GAMMA = "type_alpha", "type_beta", "type_gamma"
FAILURE = "main.c:7:3: error: unknown type name 'type_alpha'"
LIKE_ALPHA = "type_awful"  # the next version tells it from alpha no more


def see(world, name, build, folder="a"):
    """Let a build show a failure; return its report."""
    text = f"main.c:7:3: error: unknown type name '{name}'\n".encode()
    record = world.drop_and_process(f"logs/{folder}/{build}/build-log.txt", text).record
    world.fold()
    return report_of_record(world.store, record).report


def next_version(world, versions=BY_KEY):
    """Let ingest compute the next version from now on."""
    world.options["versions"] = versions
    return world


def reports_of(world):
    """Return what people know of each report: id, title, counts, issue."""
    return sorted(
        (row.report.log_id, row.report.title, row.report.tally, row.issue)
        for row in world.reports()
    )


@pytest.mark.parametrize("versions", [BY_KEY, READING_LOGS, WITHOUT_BEFORE])
def test_reports_counts_and_issues_are_what_they_were(world, versions):
    alpha, beta = see(world, ALPHA, 1), see(world, BETA, 2)
    see(world, ALPHA, 3)
    file_on_report(world.store, beta.log_id, "broken", **WHO)
    known = reports_of(world)

    done = upgrade(world, versions)

    assert (done.looked_at, done.upgraded, done.left) == (2, 2, 0)
    assert done.from_logs == (0 if versions is BY_KEY else 2)
    assert reports_of(world) == known
    # And a new log of each, as the next version names it, is one more occurrence.
    next_version(world, versions)
    assert see(world, ALPHA, 4).log_id == alpha.log_id
    assert see(world, BETA, 5).log_id == beta.log_id
    assert world.occurrences() == [2, 3]
    assert_consistent(world)
    records = occurrences(
        world.store, get_report(world.store, alpha.log_id).report, now_ms=NOON, limit=9, cursor=None
    ).items
    assert {record.fingerprint[:3] for record in records} == {"v1:", "v2:"}


def test_without_the_command_a_failure_is_looked_up_as_the_version_before_named_it(world):
    alpha = see(world, ALPHA, 1)
    next_version(world)
    assert see(world, ALPHA, 2).log_id == alpha.log_id
    assert see(world, ALPHA, 3).tally.occurrences == 3
    assert upgrade(world).upgraded == 1
    assert world.occurrences() == [3]
    assert_consistent(world)


def test_a_second_run_finds_nothing_to_do(world):
    see(world, ALPHA, 1)
    upgrade(world)
    again = upgrade(world)
    assert (again.upgraded, again.left) == (0, 0)


def test_what_the_next_version_does_not_tell_apart_becomes_one_report(world):
    elder, younger = see(world, ALPHA, 1), see(world, LIKE_ALPHA, 2)
    file_on_report(world.store, younger.log_id, "broken", **WHO)

    assert upgrade(world).merged == 1

    (row,) = world.reports()
    assert row.report.log_id == min(elder, younger, key=lambda each: each.log_id).log_id
    assert row.report.tally.occurrences == 2
    assert row.issue.summary == "broken"
    assert get_report(world.store, elder.log_id) == get_report(world.store, younger.log_id)
    next_version(world)
    assert see(world, LIKE_ALPHA, 3).tally.occurrences == 3
    assert_consistent(world)


def test_what_people_told_apart_stays_apart(world):
    alpha, like = see(world, ALPHA, 1), see(world, LIKE_ALPHA, 2)
    merge_reports(world.store, like.log_id, alpha.log_id, **WHO)
    undo_merge(world.store, alpha.log_id, like.log_id, **WHO)
    done = upgrade(world)
    assert (done.merged, done.apart) == (0, 1)
    assert world.occurrences() == [1, 1]


def test_a_merge_survives_and_can_be_undone(world):
    alpha, beta = see(world, ALPHA, 1), see(world, BETA, 2)
    merge_reports(world.store, beta.log_id, alpha.log_id, **WHO)
    upgrade(world)
    next_version(world)
    assert see(world, BETA, 3).log_id == alpha.log_id

    undo_merge(world.store, alpha.log_id, beta.log_id, **WHO)

    assert get_report(world.store, beta.log_id).report.tally.occurrences == 2
    assert see(world, BETA, 4).log_id == beta.log_id
    assert see(world, ALPHA, 5).log_id == alpha.log_id
    assert world.occurrences() == [2, 3]
    assert_consistent(world)


def test_a_fingerprint_is_split_off_with_its_other_version(world):
    alpha, beta = see(world, ALPHA, 1), see(world, BETA, 2)
    merge_reports(world.store, beta.log_id, alpha.log_id, **WHO)
    upgrade(world)
    (key,) = beta.fingerprints
    part = split_fingerprint(world.store, alpha.log_id, key, **WHO).report
    assert len(part.fingerprints) == 2
    next_version(world)
    assert see(world, BETA, 3).log_id == part.log_id
    assert_consistent(world)


def test_a_near_duplicate_stays_one_by_likeness_alone(world):
    world.drop_and_process("a/1.log", a_stack("alpha"))
    near = world.drop_and_process("a/2.log", a_stack("omega")).record
    world.fold()
    upgrade(world)
    old = world.store.get_fingerprint(near.fingerprint).value
    new = world.store.get_fingerprint(old.succeeded_by).value
    assert (new.near, new.similarity) == (old.near, old.similarity) != (None, None)


def test_a_closed_issue_was_seen_again_only_by_logs_that_came_since(world):
    alpha = see(world, ALPHA, 1)
    file_on_report(world.store, alpha.log_id, "broken", **WHO)
    change_issue(world.store, alpha.issue_id, status=IssueStatus.CLOSED, **WHO)
    upgrade(world)
    issue = get_issue(world.store, alpha.issue_id).issue
    assert seen_since_closed(issue, get_report(world.store, alpha.log_id).report) == 0
    next_version(world)
    assert seen_since_closed(issue, see(world, ALPHA, 2)) == 1


@pytest.mark.parametrize("upgraded_first", [True, False])
def test_a_deleted_failure_starts_anew_under_every_name(world, upgraded_first):
    alpha = see(world, ALPHA, 1)
    if upgraded_first:
        upgrade(world)
    delete_issue(world.store, alpha.issue_id, **WHO)
    assert upgrade(world).upgraded == 0
    next_version(world)
    assert see(world, ALPHA, 2).tally.occurrences == 1
    assert see(world, ALPHA, 3).tally.occurrences == 2
    assert_consistent(world)


def test_a_failure_that_others_met_under_its_old_name_is_not_new_to_a_commit(world):
    repository = Repository(world)
    repository.tell(*payloads.push(OTHER, world.clock()))
    repository.failed("unit", 1, OTHER, FAILURE)
    world.clock.pass_by(86_400_000)
    open_mine(repository)
    next_version(world)
    repository.failed("unit", 2, MINE, FAILURE)
    repository.failed("lint", 3, MINE, FAILURE.replace("alpha", "omicron"))
    assert repository.verdicts(MINE) == {"unit": "unknown", "lint": "new"}


def test_what_no_kept_log_tells_of_is_left_and_met_again_by_its_old_name(world):
    alpha = see(world, ALPHA, 1)
    world.logs.delete("logs/a/1/build-log.txt")
    done = upgrade(world, READING_LOGS)
    assert (done.upgraded, done.left) == (0, 1)
    next_version(world, READING_LOGS)
    assert see(world, ALPHA, 2).log_id == alpha.log_id


def test_a_log_that_shows_something_else_by_now_takes_nothing_along(world):
    """The object was replaced behind the service's back by one of the same generation."""
    alpha = see(world, ALPHA, 1)
    see(world, GAMMA, 2)
    world.logs = Swapped(world.logs, {"logs/a/1/build-log.txt": "logs/a/2/build-log.txt"})
    assert upgrade(world, READING_LOGS).left == 1
    assert get_report(world.store, alpha.log_id).report.fingerprints == alpha.fingerprints


class Swapped:
    """Gives another log's text in place of some."""

    def __init__(self, logs, names):
        self._logs, self._names = logs, names

    def __getattr__(self, name):
        return getattr(self._logs, name)

    def read(self, name, generation, size=None):
        source = self._logs.stat(self._names.get(name, name))
        return self._logs.read(source.name, source.generation)


def test_killed_anywhere_and_run_again_it_ends_as_an_undisturbed_run(make_world):
    # Between two calls nothing is stored: after one call is before the next.
    def filled():
        world = make_world()
        see(world, ALPHA, 1)
        see(world, LIKE_ALPHA, 2)
        return world

    def outcome(world):
        fingerprints = world.archive.walk("Fingerprint", after="", limit=99).documents
        keys = ("fingerprint", "log_id", "succeeded_by")
        counted = [(log_id, tally.occurrences) for log_id, _, tally, _ in reports_of(world)]
        return [[each[key] for key in keys] for each in fingerprints], counted

    undisturbed = filled()
    upgrade(undisturbed)
    expected = outcome(undisturbed)
    for number in count(1):
        assert number < 40
        world = filled()
        killed = kill_at(world, "upgrade", "before", number)
        upgrade(world)
        assert outcome(world) == expected, f"killed before call {number}"
        if not killed:
            break
    assert number > 10
