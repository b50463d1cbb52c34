"""Filters out of the address, and the form and chips that show them."""

import pytest

from shared.core.lists import ListQuery, Sort
from shared.services.totals import Total
from shared.web.list_query import ISSUES, REPORTS, ListKind, list_query
from shared.web.problems import WebError
from shared.web.views.filters import filter_bar, total_text
from tests.web.examples import DAY, NOON, a_request


def query_of(text: str, kind: ListKind = REPORTS) -> ListQuery:
    return list_query(a_request(query_string=text), kind, now_ms=NOON).query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", ListQuery()),
        ("type=&job=&q=&days=&sort=&branch=&repo=&label=", ListQuery()),
        ("type=C", ListQuery(("type:C",))),
        ("job=a/b%20c", ListQuery(("job:a/b c",))),
        ("repo=acme/shop&branch=main", ListQuery(("branch:main", "repo:acme/shop"))),
        ("label=flaky", ListQuery(("label:flaky",))),
        ("q=Connection+the+timeout", ListQuery(("word:connection", "word:timeout"))),
        ("days=7", ListQuery(since_ms=NOON - 7 * DAY)),
        ("sort=occurrences", ListQuery(sort=Sort.OCCURRENCES)),
        ("sort=first_seen&type=E", ListQuery(("type:E",), sort=Sort.FIRST_SEEN)),
    ],
)
def test_each_parameter_is_a_part_of_the_query(text, query):
    assert query_of(text) == query


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("type=X", "invalid_type"),
        ("type=c", "invalid_type"),
        ("type=error", "invalid_type"),
        ("job=" + "x" * 201, "invalid_job"),
        ("branch=" + "x" * 201, "invalid_branch"),
        ("repo=" + "x" * 201, "invalid_repo"),
        ("label=" + "x" * 201, "invalid_label"),
        ("q=the+x", "invalid_q"),
        ("q=42", "invalid_q"),
        ("q=%00", "invalid_q"),
        ("q=" + "x" * 201, "invalid_q"),
        ("q=" + "+".join(f"w{chr(97 + n)}rd" for n in range(11)), "invalid_q"),
        ("days=0", "invalid_days"),
        ("days=-1", "invalid_days"),
        ("days=3651", "invalid_days"),
        ("days=week", "invalid_days"),
        ("days=%D9%A7", "invalid_days"),
        ("days=" + "9" * 5000, "invalid_days"),
        ("sort=title", "invalid_sort"),
        ("sort=LAST_SEEN", "invalid_sort"),
    ],
)
def test_what_cannot_be_used_is_named(text, code):
    with pytest.raises(WebError) as caught:
        query_of(text)
    assert (caught.value.status, caught.value.code) == (400, code)
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", ListQuery(("status:filed",), sort=Sort.FILED)),
        ("status=open", ListQuery(("status:open",), sort=Sort.FILED)),
        ("status=Closed&type=E", ListQuery(("status:closed", "type:E"), sort=Sort.FILED)),
        ("sort=last_seen", ListQuery(("status:filed",))),
    ],
)
def test_a_list_of_issues_is_one_of_reports_with_a_status(text, query):
    assert query_of(text, ISSUES) == query


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("status=ghost", ISSUES, "invalid_status"),
        ("sort=first_seen", ISSUES, "invalid_sort"),
        ("sort=filed", REPORTS, "invalid_sort"),
    ],
)
def test_each_list_has_orders_and_statuses_of_its_own(text, kind, code):
    with pytest.raises(WebError) as caught:
        query_of(text, kind)
    assert caught.value.code == code


def test_tabs_keep_the_other_filters():
    filters = bar("status=open&type=C&cursor=x", "/issues", ISSUES)
    assert [(tab.name, tab.href, tab.current) for tab in filters.tabs] == [
        ("All", "/issues?type=C", False),
        ("Open", "/issues?status=open&type=C", True),
        ("Closed", "/issues?status=closed&type=C", False),
    ]
    assert filters.clear_href == "/issues?status=open"
    assert bar("").tabs == ()


def bar(text: str, path: str = "/", kind: ListKind = REPORTS):
    return filter_bar(path, kind, list_query(a_request(query_string=text), kind, now_ms=NOON))


def test_each_chip_leads_to_the_list_without_it_and_at_its_top():
    chips = bar("type=C&job=unit&days=7&sort=occurrences&cursor=abc&limit=5").chips
    assert [(chip.name, chip.value) for chip in chips] == [
        ("Type", "Crash"),
        ("Job", "unit"),
        ("Seen in", "Last 7 days"),
    ]
    assert chips[1].without_href == "/?type=C&days=7&sort=occurrences"
    assert bar("type=C").chips[0].without_href == "/"


def test_removing_all_filters_keeps_the_order():
    assert bar("type=C&job=unit&sort=occurrences").clear_href == "/?sort=occurrences"


def test_the_form_shows_what_is_set():
    filters = bar("q=timeout&type=W&days=12")
    assert filters.values["q"] == "timeout"
    assert [option.text for option in filters.types if option.chosen] == ["Warning"]
    assert [option.text for option in filters.ages if option.chosen] == ["Last 12 days"]
    assert [option.value for option in filters.sorts if option.chosen] == ["last_seen"]
    assert not filters.rare
    assert bar("branch=main").rare


@pytest.mark.parametrize(
    ("total", "text"),
    [
        (None, ""),
        (Total(0), "0 reports"),
        (Total(1), "1 report"),
        (Total(1000), "1,000 reports"),
        (Total(1000, capped=True), "1,000+ reports"),
    ],
)
def test_totals(total, text):
    assert total_text(total, "report") == text
