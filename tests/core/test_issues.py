"""What becomes of an issue, and which one speaks for a report."""

from dataclasses import replace

import pytest

from shared.core import issues
from shared.core.analysis.model import ReportType
from shared.core.documents import Issue, IssueStatus, Report, Tally

NOON = 1_795_435_200_000
GHOST = Issue("000001", "000000001", ReportType.ERROR, NOON - 1)
WHO = {"by": "ann", "now_ms": NOON}


def filed(issue=GHOST, summary="it broke"):
    return issues.submit(issue, summary, **WHO)


def closed(seen=None):
    return issues.close(filed(), seen or {}, **WHO)


def a_report(occurrences, *fingerprints):
    return Report(
        "000000001",
        ReportType.ERROR,
        "error",
        fingerprints,
        "000001",
        NOON,
        "r",
        tally=Tally(occurrences),
    )


def test_the_first_bug_makes_an_open_issue_of_a_ghost():
    issue = filed()

    assert (issue.issue_id, issue.status, issue.summary) == (
        "000001",
        IssueStatus.OPEN,
        "it broke",
    )
    assert issue.filed_ms == NOON
    assert [(change.by, change.what) for change in issue.changes] == [("ann", "filed")]


def test_a_second_bug_is_a_comment():
    issue = filed(filed(), "again")

    assert issue.summary == "it broke"
    assert [(each.text, each.by, each.at_ms) for each in issue.comments] == [("again", "ann", NOON)]


def test_a_bug_on_a_closed_issue_reopens_it():
    issue = filed(closed(), "again")

    assert issue.status is IssueStatus.OPEN
    assert [change.what for change in issue.changes] == ["filed", "closed", "reopened"]


@pytest.mark.parametrize("change", [issues.reopen, lambda i, **who: issues.close(i, {}, **who)])
def test_opening_or_closing_twice_changes_nothing(change):
    once = change(filed(), **WHO)

    assert change(once, **WHO) is once


def test_the_newest_comments_are_kept():
    issue = filed()
    for number in range(issues.MAX_COMMENTS + 5):
        issue = filed(issue, str(number))

    assert len(issue.comments) == issues.MAX_COMMENTS
    assert issue.comments[-1].text == str(issues.MAX_COMMENTS + 4)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        pytest.param(a_report(3, "v1:a"), 0, id="nothing-since"),
        pytest.param(a_report(5, "v1:a"), 2, id="seen-again"),
        pytest.param(a_report(5, "v1:a", "v1:new"), 2, id="in-other-words"),
        pytest.param(a_report(1, "v1:a"), 0, id="fewer-than-then"),
    ],
)
def test_seen_since_closed_counts_what_came_after(report, expected):
    assert issues.seen_since_closed(closed({"v1:a": 3}), report) == expected


def test_what_joins_a_closed_issue_is_not_seen_again():
    issue = issues.with_more_fingerprints(closed({"v1:a": 3}), {"v1:b": 4})

    assert issues.seen_since_closed(issue, a_report(7, "v1:a", "v1:b")) == 0
    assert issues.seen_since_closed(issue, a_report(8, "v1:a", "v1:b")) == 1


def test_an_open_issue_is_not_seen_since_closed():
    assert issues.seen_since_closed(filed(), a_report(5, "v1:a")) == 0


OTHER = replace(GHOST, issue_id="000002")


@pytest.mark.parametrize(
    ("current", "own", "others", "expected"),
    [
        pytest.param(None, GHOST, [OTHER], "000001", id="ghosts-own-one"),
        pytest.param(GHOST, GHOST, [filed(OTHER)], "000002", id="filed-before-ghost"),
        pytest.param(None, filed(), [filed(OTHER)], "000001", id="own-before-others"),
        pytest.param(filed(OTHER), filed(), [filed(OTHER)], "000002", id="current-stays"),
    ],
)
def test_a_filed_issue_speaks_for_a_report(current, own, others, expected):
    assert issues.speaker(current, own, others).issue_id == expected


def test_only_the_one_that_speaks_is_listed():
    hidden = replace(OTHER, hidden=True)

    assert issues.hide_others(hidden, [GHOST, hidden]) == [
        replace(GHOST, hidden=True),
        replace(hidden, hidden=False),
    ]
