"""Reports merged, split and parted again: counts, ids and issues are exact at every step."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.core.documents import IssueStatus
from shared.core.issues import seen_since_closed
from shared.errors import NotPossible, ReportNotFound
from shared.services.issue_rows import list_issues
from shared.services.issues import (
    change_issue,
    delete_issue,
    file_on_report,
    get_issue,
)
from shared.services.merging import merge_reports, split_fingerprint, undo_merge
from shared.services.reports import get_report, occurrences, report_of_record
from tests.services.conftest import NOON
from tests.services.reading import assert_consistent
from tests.services.test_twins import a_stack

WHO = {"actor": "ann", "now_ms": NOON}
GHOST, OPEN, CLOSED = IssueStatus.GHOST, IssueStatus.OPEN, IssueStatus.CLOSED


def failure(letter):
    return b"main.c:7:3: error: unknown type name 'type_%s'\n" % letter.encode()


def see(world, letter, times=1, folder="a"):
    """Let that many builds show a failure; return its report."""
    for number in range(times):
        name = f"logs/{folder}-{letter}/{number}/build-log.txt"
        record = world.drop_and_process(name, failure(letter)).record
    world.fold()
    return report_of_record(world.store, record).report


@pytest.fixture
def pair(world):
    """Two reports of 2 and 3 occurrences."""
    return see(world, "a", 2), see(world, "b", 3)


def merge(world, goes, stays):
    return merge_reports(world.store, goes.log_id, stays.log_id, **WHO)


def undo(world, stays, goes):
    return undo_merge(world.store, stays.log_id, goes.log_id, **WHO)


def snapshot(world, *reports):
    rows = [get_report(world.store, report.log_id) for report in reports]
    return [(r.report.log_id, r.report.fingerprints, r.report.tally, r.issue) for r in rows]


def filed(world, report, summary="toast"):
    return file_on_report(world.store, report.log_id, summary, **WHO).row.issue


class TestAMerge:
    def test_adds_the_counts_and_the_old_id_leads_to_what_stays(self, world, pair):
        a, b = pair
        row = merge(world, a, b)

        assert (row.report.log_id, row.report.tally.occurrences) == (b.log_id, 5)
        assert get_report(world.store, a.log_id).report == row.report
        assert [each.report.log_id for each in world.reports()] == [b.log_id]
        page = occurrences(world.store, row.report, now_ms=NOON, limit=9, cursor=None)
        assert len(page.items) == 5
        assert_consistent(world)

    def test_counts_what_comes_later(self, world, pair):
        a, b = pair
        merge(world, a, b)
        see(world, "a", 4, folder="later")

        assert get_report(world.store, b.log_id).report.tally.occurrences == 9
        assert_consistent(world)

    def test_counts_what_came_before_and_was_not_folded(self, world, pair):
        a, b = pair
        world.drop_and_process("logs/x/1/build-log.txt", failure("a"))
        row = merge(world, a, b)

        assert row.report.tally.occurrences == 6
        world.fold()
        assert_consistent(world)

    def test_done_twice_changes_nothing(self, world, pair):
        a, b = pair
        once = merge(world, a, b)

        assert merge(world, a, b) == once

    def test_into_itself_is_refused(self, world, pair):
        with pytest.raises(NotPossible):
            merge(world, pair[0], pair[0])

    def test_of_what_is_merged_already_is_refused(self, world, pair):
        a, b = pair
        c = see(world, "c")
        merge(world, a, b)

        with pytest.raises(NotPossible):
            merge(world, a, c)
        with pytest.raises(NotPossible):
            merge(world, b, a)

    def test_into_an_unknown_report_is_refused(self, world, pair):
        with pytest.raises(ReportNotFound):
            merge_reports(world.store, pair[0].log_id, "000000000", **WHO)

    def test_says_who_and_when(self, world, pair):
        a, b = pair
        row = merge(world, a, b)

        assert [(each.by, each.at_ms) for each in row.report.changes] == [("ann", NOON)]


class TestIssuesOfMergedReports:
    def test_are_one_ghost_if_nobody_filed_any(self, world, pair):
        a, b = pair
        row = merge(world, a, b)

        assert (row.issue.issue_id, row.issue.status) == (b.issue_id, GHOST)
        assert get_issue(world.store, a.issue_id).issue.issue_id == b.issue_id

    def test_are_the_one_that_was_filed(self, world, pair):
        a, b = pair
        filed(world, a)
        row = merge(world, a, b)

        assert (row.issue.issue_id, row.issue.status) == (a.issue_id, OPEN)
        for issue_id in (a.issue_id, b.issue_id):
            assert get_issue(world.store, issue_id).issue.issue_id == a.issue_id
        assert_consistent(world)

    def test_if_both_were_filed_is_the_one_of_what_stays_beside_the_other(self, world, pair):
        a, b = pair
        filed(world, a, "of a")
        filed(world, b, "of b")
        merge(world, a, b)

        row = get_issue(world.store, a.issue_id)
        assert row.issue.summary == "of b"
        assert [issue.summary for issue in row.merged] == ["of a"]
        assert len(list_issues(world.store, limit=9, cursor=None).items) == 1

    def test_that_are_closed_are_not_seen_again_by_merging(self, world, pair):
        a, b = pair
        filed(world, b)
        change_issue(world.store, b.issue_id, status=CLOSED, **WHO)
        merge(world, a, b)
        row = get_issue(world.store, b.issue_id)
        assert seen_since_closed(row.issue, row.report) == 0
        see(world, "a", 2, folder="later")
        row = get_issue(world.store, b.issue_id)
        assert seen_since_closed(row.issue, row.report) == 2
        undo(world, b, a)

        row = get_issue(world.store, b.issue_id)
        assert seen_since_closed(row.issue, row.report) == 0

    def test_go_with_the_report_when_it_is_deleted(self, world, pair):
        a, b = pair
        filed(world, a)
        merge(world, a, b)
        delete_issue(world.store, a.issue_id, **WHO)

        for issue_id in (a.issue_id, b.issue_id):
            assert world.store.get_issues([issue_id]) == {}
        assert world.reports() == []
        assert see(world, "a", folder="anew").tally.occurrences == 1


class TestUndoingAMerge:
    @pytest.mark.parametrize("who_filed", ["", "a", "b", "ab"])
    def test_is_exact(self, world, pair, who_filed):
        for letter, report in zip("ab", pair, strict=True):
            if letter in who_filed:
                filed(world, report, letter)
        before = snapshot(world, *pair)
        a, b = pair
        merge(world, a, b)
        row = undo(world, b, a)

        assert row.report.log_id == a.log_id
        assert snapshot(world, *pair) == before
        assert_consistent(world)

    def test_gives_back_what_was_counted_meanwhile(self, world, pair):
        a, b = pair
        merge(world, a, b)
        see(world, "a", 4, folder="later")
        see(world, "b", 1, folder="later")
        undo(world, b, a)

        assert [tally.occurrences for _, _, tally, _ in snapshot(world, a, b)] == [6, 4]
        assert_consistent(world)

    def test_keeps_what_was_said_in_the_issue_meanwhile(self, world, pair):
        a, b = pair
        filed(world, a)
        merge(world, a, b)
        file_on_report(world.store, b.log_id, "more", **WHO)
        undo(world, b, a)

        rows = {
            letter: get_report(world.store, r.log_id) for letter, r in zip("ab", pair, strict=True)
        }
        assert [comment.text for comment in rows["a"].issue.comments] == ["more"]
        assert rows["b"].issue.status is GHOST

    def test_in_any_order_gives_everything_back(self, world, pair):
        a, b = pair
        c = see(world, "c", 4)
        filed(world, a)
        before = snapshot(world, a, b, c)
        merge(world, a, b)
        merge(world, b, c)
        assert get_report(world.store, a.log_id).report.log_id == c.log_id
        assert get_report(world.store, a.log_id).issue.issue_id == a.issue_id
        undo(world, c, a)
        assert_consistent(world)
        undo(world, c, b)

        assert snapshot(world, a, b, c) == before
        assert_consistent(world)

    def test_of_an_outer_merge_keeps_the_inner_one(self, world, pair):
        a, b = pair
        c = see(world, "c", 4)
        merge(world, a, b)
        before = snapshot(world, b, c)
        merge(world, b, c)
        undo(world, c, b)

        assert snapshot(world, b, c) == before
        assert get_report(world.store, a.log_id).report.log_id == b.log_id

    def test_done_twice_changes_nothing(self, world, pair):
        a, b = pair
        merge(world, a, b)
        once = undo(world, b, a)

        assert undo(world, b, a) == once

    def test_of_no_merge_is_refused(self, world, pair):
        a, b = pair
        with pytest.raises(NotPossible):
            undo(world, b, a)
        with pytest.raises(ReportNotFound):
            undo_merge(world.store, a.log_id, "000000000", **WHO)


class TestNearDuplicates:
    @pytest.fixture
    def joined(self, world):
        """A report of two fingerprints that the machine joined, and their keys."""
        keys = []
        for number, name in enumerate(("alpha", "omega")):
            log = world.drop_and_process(f"logs/n/{number}/build-log.txt", a_stack(name))
            keys.append(log.record.fingerprint)
            world.fold()
        (row,) = world.reports()
        return row.report, keys

    def test_are_split_exactly(self, world, joined):
        report, (first, second) = joined
        row = split_fingerprint(world.store, report.log_id, second, **WHO)

        assert row.report.fingerprints == (second,)
        assert row.report.split_from == report.log_id
        assert row.issue.status is GHOST
        assert world.occurrences() == [1, 1]
        assert get_report(world.store, report.log_id).report.fingerprints == (first,)
        assert_consistent(world)

    def test_that_were_split_stay_apart_and_count_on(self, world, joined):
        report, (_, second) = joined
        part = split_fingerprint(world.store, report.log_id, second, **WHO).report
        world.drop_and_process("logs/n/7/build-log.txt", a_stack("omega"))
        world.drop_and_process("logs/n/8/build-log.txt", a_stack("alpha"))
        world.fold()

        assert world.occurrences() == [2, 2]
        assert get_report(world.store, part.log_id).report.tally.occurrences == 2
        assert_consistent(world)

    def test_that_were_split_are_not_joined_by_a_third_one(self, world, joined):
        report, (_, second) = joined
        split_fingerprint(world.store, report.log_id, second, **WHO)
        sources = [
            world.drop(f"logs/t/{n}/build-log.txt", a_stack(f"third{chr(97 + n)}"))
            for n in range(6)
        ]
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(world.process, sources))
        world.fold()

        assert len(world.reports()) == 2
        assert sum(world.occurrences()) == 8
        assert_consistent(world)

    def test_that_were_split_are_merged_again_by_one_click(self, world, joined):
        report, (_, second) = joined
        part = split_fingerprint(world.store, report.log_id, second, **WHO).report
        row = merge_reports(world.store, part.log_id, part.split_from, **WHO)

        assert set(row.report.fingerprints) == set(report.fingerprints)
        assert row.report.tally == report.tally
        assert_consistent(world)

    def test_follow_what_they_are_like_when_a_merge_is_undone(self, world, pair):
        a, _ = pair
        log = world.drop_and_process("logs/n/1/build-log.txt", a_stack("alpha")).record
        world.fold()
        stack = report_of_record(world.store, log).report
        merge(world, stack, a)
        world.drop_and_process("logs/n/2/build-log.txt", a_stack("omega"))
        world.fold()
        undo(world, a, stack)

        assert get_report(world.store, stack.log_id).report.tally.occurrences == 2
        assert get_report(world.store, a.log_id).report.tally == a.tally
        assert_consistent(world)

    def test_keep_one_at_least(self, world, pair):
        a, _ = pair
        with pytest.raises(NotPossible):
            split_fingerprint(world.store, a.log_id, a.fingerprints[0], **WHO)
        with pytest.raises(NotPossible):
            split_fingerprint(world.store, a.log_id, "v1:none", **WHO)

    @pytest.mark.parametrize("whose", [0, 1], ids=["what-went", "what-stayed"])
    def test_keep_one_at_least_when_a_merge_is_undone(self, world, pair, whose):
        a, b = pair
        merge(world, a, b)
        split_fingerprint(world.store, b.log_id, pair[whose].fingerprints[0], **WHO)

        with pytest.raises(NotPossible):
            undo(world, b, a)
        assert_consistent(world)


def test_merging_and_undoing_under_a_storm_of_occurrences_loses_none(world, pair):
    a, b = pair
    sources = [
        world.drop(f"logs/storm/{number}/build-log.txt", failure("ab"[number % 2]))
        for number in range(60)
    ]
    with ThreadPoolExecutor(10) as pool:
        arriving = [pool.submit(world.process, source) for source in sources]
        folding = [pool.submit(world.fold) for _ in range(3)]
        for _ in range(4):
            merge(world, a, b)
            undo(world, b, a)
        for each in arriving + folding:
            each.result()
    world.fold()

    assert [tally.occurrences for _, _, tally, _ in snapshot(world, a, b)] == [32, 33]
    assert_consistent(world)
