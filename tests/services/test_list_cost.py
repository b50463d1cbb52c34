"""What a page of the list costs in documents read: the same in a store of any size."""

from dataclasses import replace

import pytest

from shared.core.documents import Issue, IssueStatus, Ticket
from shared.core.lists import FILED, ListQuery, Sort
from shared.ports import Changes, Stored
from shared.services.issue_rows import ALL_FILED, list_issues
from shared.services.reports import list_reports
from shared.services.totals import MAX_TOTAL, Total, count_reports
from tests.adapters.test_report_lists import listed, save
from tests.counting import CountingStore

PAGE = 10


@pytest.fixture
def counted(world):
    world.store = CountingStore(world.store)
    return world.store


@pytest.mark.parametrize("query", [ListQuery(), ListQuery(("job:unit",), sort=Sort.OCCURRENCES)])
def test_a_page_reads_its_reports_and_their_issues_at_any_size(counted, query):
    costs = []
    for first, count in ((0, 30), (30, 300)):
        save(counted, *(listed(number) for number in range(first, first + count)))
        counted.forget()
        page = list_reports(counted, limit=PAGE, cursor=None, query=query)
        assert len(page.items) == PAGE
        costs.append(dict(counted.reads))
    assert costs[0] == costs[1] == {"report": PAGE, "issue": PAGE, "record": 0}


def with_issues(first, count):
    """Return reports of which every one has a filed issue, and these issues."""
    reports = [
        replace(listed(number), ticket=Ticket(IssueStatus.OPEN, number))
        for number in range(first, first + count)
    ]
    made = {"status": IssueStatus.OPEN, "summary": "toast"}
    issues = [Issue(r.issue_id, r.log_id, r.report_type, r.created_ms, **made) for r in reports]
    return reports, issues


@pytest.mark.parametrize(
    "query",
    [ALL_FILED, ListQuery(("status:open",)), ListQuery((FILED, "job:unit"), sort=Sort.FILED)],
)
def test_a_page_of_issues_reads_its_reports_and_issues_at_any_size(counted, query):
    costs = []
    for first, count in ((0, 30), (30, 300)):
        reports, issues = with_issues(first, count)
        save(counted, *reports)
        for at in range(0, count, 100):
            batch = issues[at : at + 100]
            counted.save(Changes([Stored(issue, None) for issue in batch]))
        counted.forget()
        page = list_issues(counted, limit=PAGE, cursor=None, query=query)
        assert len(page.items) == PAGE
        costs.append(dict(counted.reads))
    assert costs[0] == costs[1] == {"report": PAGE, "issue": PAGE, "record": 0}


def total_of(store, query, *, at_top=True):
    page = list_reports(store, limit=PAGE, cursor=None, query=query)
    return count_reports(store, query, page, at_top=at_top)


def test_totals_stop_at_a_thousand(counted):
    save(counted, *(listed(number) for number in range(MAX_TOTAL)))
    assert total_of(counted, ListQuery()) == Total(MAX_TOTAL)
    save(counted, listed(MAX_TOTAL))
    assert total_of(counted, ListQuery()) == Total(MAX_TOTAL, capped=True)


def test_what_fits_on_a_page_is_counted_by_looking_whatever_is_asked(counted):
    save(counted, *(listed(number) for number in range(60)))
    several = ListQuery(("type:E", "job:unit"))
    assert total_of(counted, several) == Total(PAGE)
    save(counted, listed(63))
    assert total_of(counted, several) is None
