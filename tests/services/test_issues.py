"""Issues from the first bug to the last: filed, commented, closed, reopened, deleted."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.core.documents import BuildContext, IssueStatus
from shared.core.issues import seen_since_closed
from shared.core.lists import ListQuery, Sort
from shared.errors import IssueNotFound, NoFailureFound, NotPossible, ReportNotFound
from shared.services.bugs import UnreadableLog, file_with_log
from shared.services.issue_rows import list_issues
from shared.services.issues import (
    change_issue,
    delete_issue,
    file_on_report,
    get_issue,
)
from shared.services.reports import get_report, report_of_record
from tests.services.conftest import NOON
from tests.services.reading import all_records, assert_consistent
from tests.services.test_twins import a_stack

FAILURE = b"main.c:7:3: error: unknown type name 'strin'\n"
WHO = {"actor": "ann", "now_ms": NOON}
OPEN, CLOSED, GHOST = IssueStatus.OPEN, IssueStatus.CLOSED, IssueStatus.GHOST


def see(world, number=1, text=FAILURE):
    """Let one build show the failure; return its report."""
    record = world.drop_and_process(f"logs/a/{number}/build-log.txt", text).record
    world.fold()
    return report_of_record(world.store, record).report


def submit(world, text=FAILURE, summary="New builds are toast", **context):
    filed = file_with_log(world.ingest, io.BytesIO(text), BuildContext(**context), summary, **WHO)
    world.fold()
    return filed


def listed(world, status=None):
    asked = "filed" if status is None else status.value.lower()
    query = ListQuery((f"status:{asked}",), sort=Sort.FILED)
    page = list_issues(world.store, limit=100, cursor=None, query=query)
    return [row.issue.issue_id for row in page.items]


class TestABug:
    def test_with_a_log_of_a_new_failure_makes_report_and_open_issue(self, world):
        filed = submit(world)

        issue = get_issue(world.store, filed.row.issue.issue_id)
        assert (filed.new, issue.issue.status, issue.issue.summary) == (
            True,
            OPEN,
            "New builds are toast",
        )
        assert issue.report.tally.occurrences == 1
        assert listed(world) == [issue.issue.issue_id]
        assert_consistent(world)

    def test_with_a_log_of_a_known_failure_turns_its_ghost_into_an_issue(self, world):
        report = see(world)
        filed = submit(world)

        assert filed.new
        assert filed.row.issue.issue_id == report.issue_id
        assert get_issue(world.store, report.issue_id).report.tally.occurrences == 2

    def test_on_a_report_is_no_occurrence(self, world):
        report = see(world)
        filed = file_on_report(world.store, report.log_id, "toast", **WHO)

        assert (filed.new, filed.row.issue.issue_id) == (True, report.issue_id)
        assert get_report(world.store, report.log_id).report.tally.occurrences == 1

    def test_on_an_open_issue_counts_and_is_a_comment(self, world):
        submit(world)
        again = submit(world, summary="Mine too")

        assert not again.new
        row = get_issue(world.store, again.row.issue.issue_id)
        assert [comment.text for comment in row.issue.comments] == ["Mine too"]
        assert (row.issue.summary, row.report.tally.occurrences) == ("New builds are toast", 2)

    def test_on_a_closed_issue_reopens_it(self, world):
        first = submit(world)
        change_issue(world.store, first.row.issue.issue_id, status=CLOSED, **WHO)
        again = file_on_report(world.store, first.row.report.log_id, "still", **WHO)

        assert (again.new, again.row.issue.status) == (False, OPEN)

    def test_on_an_unknown_report_is_refused(self, world):
        with pytest.raises(ReportNotFound):
            file_on_report(world.store, "000000000", "toast", **WHO)

    @pytest.mark.parametrize(
        ("text", "error"),
        [
            pytest.param(b"all is well\n", NoFailureFound, id="passing"),
            pytest.param(b"", UnreadableLog, id="empty"),
            pytest.param(bytes(range(256)) * 9, UnreadableLog, id="binary"),
        ],
    )
    def test_with_a_log_that_shows_no_failure_leaves_nothing(self, world, text, error):
        with pytest.raises(error):
            submit(world, text)

        assert all_records(world) == []
        assert list(world.logs.list()) == []

    def test_says_who_and_when(self, world):
        issue = submit(world).row.issue

        assert [(each.by, each.at_ms, each.what) for each in issue.changes] == [
            ("ann", NOON, "filed")
        ]

    def test_submitted_by_many_at_once_makes_one_issue(self, world):
        report = see(world)
        with ThreadPoolExecutor(8) as pool:
            filed = list(
                pool.map(
                    lambda n: file_on_report(world.store, report.log_id, f"bug {n}", **WHO),
                    range(8),
                )
            )

        issue = get_issue(world.store, report.issue_id).issue
        assert sum(each.new for each in filed) == 1
        texts = {issue.summary, *(comment.text for comment in issue.comments)}
        assert texts == {f"bug {n}" for n in range(8)}


class TestTheList:
    def test_leaves_ghosts_out_which_their_id_shows(self, world):
        report = see(world)

        assert listed(world) == []
        assert get_issue(world.store, report.issue_id).issue.status is GHOST

    def test_filters_by_status(self, world):
        first = submit(world).row.issue.issue_id
        second = submit(world, b"Segmentation fault (core dumped)\n").row.issue.issue_id
        change_issue(world.store, first, status=CLOSED, **WHO)

        assert (listed(world, OPEN), listed(world, CLOSED)) == ([second], [first])
        assert set(listed(world)) == {first, second}

    def test_counts_what_is_not_folded_yet(self, world):
        submit(world)
        world.drop_and_process("logs/a/9/build-log.txt", FAILURE)

        (row,) = list_issues(world.store, limit=9, cursor=None).items
        assert row.report.tally.occurrences == 2


class TestAChange:
    def test_closes_and_reopens(self, world):
        issue_id = submit(world).row.issue.issue_id

        assert change_issue(world.store, issue_id, status=CLOSED, **WHO).issue.status is CLOSED
        assert change_issue(world.store, issue_id, status=OPEN, **WHO).issue.status is OPEN

    def test_of_a_closed_issue_tells_how_often_it_was_seen_again(self, world):
        issue_id = submit(world).row.issue.issue_id
        world.drop_and_process("logs/b/1/build-log.txt", FAILURE)  # not folded when it is closed
        change_issue(world.store, issue_id, status=CLOSED, **WHO)
        closed = get_issue(world.store, issue_id)
        see(world, 2)
        see(world, 3)
        again = get_issue(world.store, issue_id)

        assert seen_since_closed(closed.issue, closed.report) == 0
        assert seen_since_closed(again.issue, again.report) == 2

    def test_gives_another_summary(self, world):
        issue_id = submit(world).row.issue.issue_id
        change_issue(world.store, issue_id, summary="The linker is", **WHO)

        assert get_issue(world.store, issue_id).issue.summary == "The linker is"

    def test_files_a_ghost_that_gets_a_summary(self, world):
        report = see(world)
        row = change_issue(world.store, report.issue_id, summary="toast", **WHO)

        assert (row.issue.status, row.issue.summary) == (OPEN, "toast")

    def test_of_a_ghosts_status_alone_is_refused(self, world):
        report = see(world)
        with pytest.raises(NotPossible):
            change_issue(world.store, report.issue_id, status=CLOSED, **WHO)

        assert get_issue(world.store, report.issue_id).issue.status is GHOST

    def test_of_an_unknown_issue_is_refused(self, world):
        with pytest.raises(IssueNotFound):
            change_issue(world.store, "000000", status=CLOSED, **WHO)


class TestADeletedIssue:
    def test_is_gone_with_its_report_for_every_reader(self, world):
        filed = submit(world)
        issue_id, log_id = filed.row.issue.issue_id, filed.row.report.log_id
        delete_issue(world.store, issue_id, **WHO)

        with pytest.raises(IssueNotFound):
            get_issue(world.store, issue_id)
        with pytest.raises(ReportNotFound):
            get_report(world.store, log_id)
        with pytest.raises(IssueNotFound):
            delete_issue(world.store, issue_id, **WHO)
        (record,) = all_records(world)
        assert report_of_record(world.store, record) is None
        assert (world.reports(), listed(world)) == ([], [])

    def test_lets_its_failure_start_anew(self, world):
        old = see(world)
        see(world, 2)
        delete_issue(world.store, old.issue_id, **WHO)
        new = see(world, 3)

        assert new.log_id != old.log_id
        assert new.tally.occurrences == 1
        assert get_issue(world.store, new.issue_id).issue.status is GHOST
        assert_consistent(world)

    def test_can_come_back_and_go_any_number_of_times(self, world):
        seen = set()
        for number in range(4):
            report = see(world, number)
            assert report.tally.occurrences == 1
            seen.add((report.log_id, report.issue_id))
            delete_issue(world.store, report.issue_id, **WHO)

        assert len(seen) == 4
        assert world.reports() == []

    def test_stays_away_when_its_logs_are_delivered_again(self, world):
        source = world.drop("logs/a/1/build-log.txt", FAILURE)
        record = world.process(source).record
        world.fold()
        report = report_of_record(world.store, record).report
        delete_issue(world.store, report.issue_id, **WHO)
        world.process(source)
        world.fold()

        assert world.reports() == []

    def test_takes_logs_that_are_not_folded_with_it(self, world):
        report = see(world)
        world.drop_and_process("logs/b/1/build-log.txt", FAILURE)
        delete_issue(world.store, report.issue_id, **WHO)
        world.fold()

        assert world.reports() == []
        assert see(world, 5).tally.occurrences == 1

    def test_does_not_take_back_counts_when_an_old_log_is_replaced(self, world):
        report = see(world)
        delete_issue(world.store, report.issue_id, **WHO)
        again = see(world, 1, FAILURE + FAILURE)

        assert again.tally.occurrences == 1
        assert_consistent(world)

    def test_is_not_what_a_near_duplicate_joins(self, world):
        report = see(world, 1, a_stack("alpha"))
        delete_issue(world.store, report.issue_id, **WHO)
        near = see(world, 2, a_stack("omega"))

        assert near.tally.occurrences == 1
        assert get_report(world.store, near.log_id).report.fingerprints == near.fingerprints

    def test_leaves_who_was_just_joining_a_report_of_its_own(self, world):
        report = see(world, 1, a_stack("alpha"))
        world.drop_and_process("logs/b/1/build-log.txt", a_stack("omega"))
        delete_issue(world.store, report.issue_id, **WHO)
        world.fold()

        (row,) = world.reports()
        assert row.report.log_id != report.log_id
        assert row.report.tally.occurrences == 1
        assert_consistent(world)

    def test_while_logs_arrive_ends_consistent(self, world):
        report = see(world)
        sources = [world.drop(f"logs/s/{n}/build-log.txt", FAILURE) for n in range(40)]
        with ThreadPoolExecutor(10) as pool:
            arriving = [pool.submit(world.process, source) for source in sources]
            pool.submit(delete_issue, world.store, report.issue_id, **WHO).result()
            for each in arriving:
                each.result()
        world.fold()

        with pytest.raises(ReportNotFound):
            get_report(world.store, report.log_id)
        assert len(world.reports()) <= 1
        assert_consistent(world)
