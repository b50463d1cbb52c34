"""The contract of the list of reports: filters, orders, pages forward and back, bounded reads."""

from dataclasses import replace

import pytest

from shared.adapters.scan import Scan
from shared.core.analysis.model import ReportType
from shared.core.documents import IssueStatus, Report, Tally, Ticket
from shared.core.lists import FILED, MAX_READ, ListQuery, Sort
from shared.ports import Changes, Page, Stored
from tests.adapters.examples import DAY_MS, NOW_MS, a_report

TYPES = (ReportType.ERROR, ReportType.WARNING, ReportType.CRASH)
SORTS = list(Sort)
TICKETS = (
    None,
    Ticket(IssueStatus.OPEN, NOW_MS - 7, ("toast",)),
    Ticket(IssueStatus.OPEN, NOW_MS - 5),
    Ticket(IssueStatus.CLOSED, NOW_MS - 7, ("timeout", "burnt")),
)


def listed(number, **changes) -> Report:
    """Return a report of a number; its keys are shared with others, and differ by order."""
    jobs = {"unit" if number % 2 else "lint": 1}
    tally = Tally(
        occurrences=1 + number % 3,
        first_seen_ms=NOW_MS - 100 - number % 4,
        last_seen_ms=NOW_MS + number % 5,
        jobs=jobs,
        branches={"main": 1} if number % 3 else {},
        repos={"acme/shop": 1},
    )
    fields = {
        "report_type": TYPES[number % 3],
        "title": f"error: timeout x{number}",
        "ticket": TICKETS[number % 4],
    }
    return replace(a_report(number), **{**fields, "tally": tally, **changes})


def save(store, *reports) -> None:
    """Create the reports, a few hundred in one commit."""
    for first in range(0, len(reports), 200):
        batch = reports[first : first + 200]
        store.save(Changes([*[Stored(report, None) for report in batch]]))


def key(report, sort):
    keys = {
        Sort.LAST_SEEN: report.last_ms,
        Sort.FIRST_SEEN: report.first_ms,
        Sort.OCCURRENCES: report.tally.occurrences,
        Sort.FILED: report.ticket.filed_ms if report.ticket else None,
    }
    return keys[sort], report.log_id


def expected(reports, query: ListQuery) -> list[str]:
    """Return the ids that a list shows, by plain looking at all reports."""
    fitting = [
        report
        for report in reports
        if set(query.facets) <= set(report.facets)
        and (query.since_ms is None or report.last_ms >= query.since_ms)
        and (query.sort is not Sort.FILED or report.ticket)
    ]
    ordered = sorted(fitting, key=lambda report: key(report, query.sort), reverse=True)
    return [report.log_id for report in ordered]


def ids(page: Page) -> list[str]:
    return [report.log_id for report in page.items]


def walk(store, query, *, limit, cursor=None, back=False) -> list[Page]:
    """Return the pages from the cursor to the end of the list, or back to its top."""
    pages = []
    for _ in range(200):
        pages.append(store.list_reports(query, limit=limit, cursor=cursor))
        cursor = pages[-1].previous if back else pages[-1].next
        if cursor is None:
            return pages
    raise AssertionError("the list does not end")


QUERIES = {
    "all": (),
    "a type": ("type:E",),
    "a job": ("job:unit",),
    "a word": ("word:timeout",),
    "a type and a job": ("type:C", "job:lint"),
    "many": ("type:E", "job:unit", "branch:main", "repo:acme/shop", "word:timeout"),
    "filed issues": (FILED,),
    "closed issues": ("status:closed",),
    "a word of an issue": (FILED, "word:toast"),
    "open issues of a type": ("status:open", "type:E"),
    "nobody's": ("job:nobody",),
    "a type and nobody's": ("type:E", "label:nobody"),
}


class TestPages:
    @pytest.mark.parametrize("since_ms", [None, NOW_MS + 2])
    def test_of_every_filter_and_order_reach_both_ends(self, store, since_ms):
        reports = [listed(number) for number in range(23)]
        save(store, *reports)
        for name, facets in QUERIES.items():
            for sort in SORTS:
                query = ListQuery(facets, since_ms, sort)
                wanted = expected(reports, query)
                forward = walk(store, query, limit=4)
                assert [i for page in forward for i in ids(page)] == wanted, (name, sort)
                back = walk(store, query, limit=4, cursor=forward[-1].previous, back=True)
                before = back if forward[-1].previous else []
                again = [i for page in reversed(before) for i in ids(page)] + ids(forward[-1])
                assert again == wanted, (name, sort)

    @pytest.mark.parametrize("sort", SORTS)
    def test_lead_back_to_what_was_shown(self, store, sort):
        save(store, *(listed(number, ticket=TICKETS[1]) for number in range(12)))
        query = ListQuery(sort=sort)
        first, second, third = walk(store, query, limit=4)
        assert first.previous is None
        back = store.list_reports(query, limit=4, cursor=third.previous)
        assert ids(back) == ids(second)
        assert ids(store.list_reports(query, limit=4, cursor=back.next)) == ids(third)
        assert ids(store.list_reports(query, limit=4, cursor=back.previous)) == ids(first)

    @pytest.mark.parametrize("limit", [1, 3, 9, 10])
    @pytest.mark.parametrize("facets", [(), ("type:E",), ("type:E", "job:unit")])
    def test_of_equal_keys_are_without_gaps_or_repeats(self, store, limit, facets):
        tally = Tally(1, NOW_MS, NOW_MS, jobs={"unit": 1})
        save(store, *(a_report(number, tally=tally) for number in range(9)))
        pages = walk(store, ListQuery(facets), limit=limit)
        shown = [log_id for page in pages for log_id in ids(page)]
        assert shown == [f"{number:09}" for number in range(8, -1, -1)]

    def test_are_not_shifted_by_what_arrives_in_between(self, store):
        save(store, *(listed(n, tally=Tally(1, 1, NOW_MS + n)) for n in (10, 20, 30, 40)))
        query = ListQuery(("word:timeout",))
        first = store.list_reports(query, limit=2)
        save(store, *(listed(n, tally=Tally(1, 1, NOW_MS + n)) for n in (15, 35, 50)))
        second = store.list_reports(query, limit=2, cursor=first.next)
        assert (ids(first), ids(second)) == (
            ["000000040", "000000030"],
            ["000000020", "000000015"],
        )
        back = store.list_reports(query, limit=2, cursor=second.previous)
        assert ids(back) == ["000000035", "000000030"]

    def test_going_back_beyond_what_is_left_show_the_top(self, store):
        save(store, *(listed(n, tally=Tally(1, 1, NOW_MS + n)) for n in (1, 2, 3)))
        second = store.list_reports(limit=1, cursor=store.list_reports(limit=1).next)
        top = store.get_reports(["000000003"])["000000003"]
        gone = replace(top.value, merged_into="000000001")
        store.save(Changes([Stored(gone, top.version)]))
        page = store.list_reports(limit=1, cursor=second.previous)
        assert (ids(page), page.previous) == (["000000002"], None)

    def test_after_the_last_report_went_lead_back(self, store):
        save(store, *(listed(n, tally=Tally(1, 1, NOW_MS + n)) for n in (1, 2)))
        first = store.list_reports(limit=1)
        last = store.get_reports(["000000001"])["000000001"]
        gone = replace(last.value, merged_into="000000002")
        store.save(Changes([Stored(gone, last.version)]))
        empty = store.list_reports(limit=1, cursor=first.next)
        assert (ids(empty), empty.next) == ([], None)
        assert ids(store.list_reports(limit=1, cursor=empty.previous)) == ["000000002"]

    def test_of_one_order_do_not_take_the_cursor_of_another(self, store):
        save(store, *(listed(number) for number in range(6)))
        foreign = store.list_reports(ListQuery(sort=Sort.OCCURRENCES), limit=1).next
        top = store.list_reports(limit=2)
        assert ids(store.list_reports(limit=2, cursor=foreign)) == ids(top)


class TestReports:
    def test_are_found_by_what_they_become_and_not_by_what_they_were(self, store):
        save(store, listed(1, tally=Tally(1, 1, NOW_MS, jobs={"unit": 1})))
        stored = store.get_reports(["000000001"])["000000001"]
        moved = replace(stored.value, tally=Tally(2, 1, NOW_MS + 9, jobs={"lint": 2}))
        store.save(Changes([Stored(moved, stored.version)]))
        assert ids(store.list_reports(ListQuery(("job:unit",)), limit=9)) == []
        assert ids(store.list_reports(ListQuery(("job:lint",)), limit=9)) == ["000000001"]

    def test_change_place_with_their_issue(self, store):
        save(store, a_report(1))
        for ticket in (*TICKETS[1:], None):
            stored = store.get_reports(["000000001"])["000000001"]
            changed = replace(stored.value, ticket=ticket)
            store.save(Changes([Stored(changed, stored.version)]))
            assert store.get_reports(["000000001"])["000000001"].value == changed
            for status in IssueStatus:
                query = ListQuery((f"status:{status.lower()}",), sort=Sort.FILED)
                shown = ["000000001"] if ticket and ticket.status is status else []
                assert ids(store.list_reports(query, limit=9)) == shown

    @pytest.mark.parametrize("sort", SORTS)
    @pytest.mark.parametrize("facets", [(), ("type:E",)])
    def test_that_were_merged_are_in_no_list(self, store, sort, facets):
        save(store, listed(3), listed(6, merged_into="000000003"))
        query = ListQuery(facets, sort=sort)
        assert ids(store.list_reports(query, limit=9)) == ["000000003"]
        assert store.count_reports(query, at_most=9) == 1

    def test_are_counted_up_to_a_bound(self, store):
        save(store, *(listed(number) for number in range(12)))
        assert store.count_reports(ListQuery(), at_most=100) == 12
        assert store.count_reports(ListQuery(), at_most=5) == 5
        assert store.count_reports(ListQuery(("type:E",)), at_most=100) == 4
        assert store.count_reports(ListQuery((FILED,), sort=Sort.FILED), at_most=100) == 9
        recent = ListQuery(("type:E",), NOW_MS + 3)
        assert store.count_reports(recent, at_most=100) == 2
        aged = replace(recent, sort=Sort.OCCURRENCES)
        assert store.count_reports(aged, at_most=100) == 2


@pytest.fixture
def reads(monkeypatch) -> list[int]:
    """The numbers of documents that the queries of a page read."""
    counts: list[int] = []
    page = Scan.page

    def counting(scan, start, **bounds):
        def read(at, count):
            rows = scan.read(at, count)
            counts.append(len(rows))
            return rows

        return page(replace(scan, read=read), start, **bounds)

    monkeypatch.setattr(Scan, "page", counting)
    return counts


class TestReads:
    @pytest.mark.parametrize("facets", [(), ("job:unit",)])
    def test_of_one_facet_are_the_page_and_one_whatever_the_size(self, store, reads, facets):
        seen = []
        for first, count in ((0, 20), (20, 180)):
            save(store, *(listed(number) for number in range(first, first + count)))
            reads.clear()
            page = store.list_reports(ListQuery(facets), limit=5)
            assert len(page.items) == 5
            seen.append(sum(reads))
        assert seen == [6, 6]

    def test_of_several_go_along_the_rarest(self, store, reads):
        rare = {"title": "a segfault", "tally": Tally(1, 1, NOW_MS - DAY_MS, jobs={"unit": 1})}
        save(store, *(listed(number) for number in range(100)), listed(201, **rare))
        page = store.list_reports(ListQuery(("job:unit", "word:segfault")), limit=5)
        assert ids(page) == ["000000201"]
        assert sum(reads) == 1

    def test_stop_at_the_bound_and_the_next_page_goes_on(self, store, reads):
        """Two facets, each common, that hardly any report has both of."""
        job = {True: {"unit": 1}, False: {"lint": 1}}
        reports = [
            a_report(
                number,
                report_type=ReportType.ERROR if number % 2 else ReportType.CRASH,
                tally=Tally(1, NOW_MS, NOW_MS + number, jobs=job[number % 2 == 0 or number == 1]),
            )
            for number in range(2 * MAX_READ + 200)
        ]
        save(store, *reports)
        query = ListQuery(("type:E", "job:unit"))
        first = store.list_reports(query, limit=50)
        assert (ids(first), sum(reads)) == ([], MAX_READ)
        assert first.next is not None
        second = store.list_reports(query, limit=50, cursor=first.next)
        assert (ids(second), second.next) == (["000000001"], None)
        assert sum(reads) <= 2 * MAX_READ
        assert [ids(page) for page in walk(store, query, limit=50, cursor=second.previous)] == [
            [],
            ["000000001"],
        ]
