"""The lists of reports and of issues from outside: filters, order, pages, and what is empty."""

import re
from html import unescape

import pytest

LOGS = {
    "timeout": (b"api.py:3: error: connection timeout\n", {"job": "unit", "branch": "main"}),
    "disk": (b"disk.c:9: error: disk is full\n", {"job": "lint", "repo": "acme/shop"}),
    "warning": (b"main.c:2: warning: unused variable\n", {"job": "unit", "repo": "acme/shop"}),
    "crash": (b"Segmentation fault (core dumped)\n", {"job": "night~ly/x", "branch": "next"}),
}


@pytest.fixture
def log_ids(web) -> dict[str, str]:
    """The reports of some logs, by short names; the timeout was seen three times."""
    found = {}
    for name, (text, context) in LOGS.items():
        for number in range(3 if name == "timeout" else 1):
            found[name] = web.uploaded(text, build=str(number), **context)["log_id"]
    return found


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"timeout", "disk", "warning", "crash"}),
        ("type=E", {"timeout", "disk"}),
        ("type=C", {"crash"}),
        ("job=unit", {"timeout", "warning"}),
        ("job=night~ly/x", {"crash"}),
        ("branch=main", {"timeout"}),
        ("repo=acme/shop", {"disk", "warning"}),
        ("label=flaky", set()),
        ("q=timeout", {"timeout"}),
        ("q=TIMEOUT+Connection", {"timeout"}),
        ("q=time", set()),
        ("days=1", {"timeout", "disk", "warning", "crash"}),
        ("type=W&job=unit&repo=acme/shop&q=unused&days=30", {"warning"}),
        ("type=E&job=unit&q=disk", set()),
    ],
)
def test_filters_choose_the_same_for_people_and_programs(web, log_ids, query, names):
    wanted = {log_ids[name] for name in names}
    answer = web.json(f"/?{query}")
    assert {report["log_id"] for report in answer["reports"]} == wanted
    assert answer["total"] == len(wanted)
    page = web.browse(f"/?{query}").text
    assert set(re.findall(r'href="/reports/([0-9]{9})"', page)) == wanted


def test_the_order_is_as_asked(web, log_ids):
    assert web.json("/?sort=occurrences")["reports"][0]["log_id"] == log_ids["timeout"]
    newest = [report["log_id"] for report in web.json("/?sort=first_seen")["reports"]]
    assert newest == [log_ids[name] for name in ("crash", "warning", "disk", "timeout")]


def links(page: str, rel: str) -> list[str]:
    return [unescape(href) for href in re.findall(rf'href="([^"]+)" rel="{rel}"', page)]


@pytest.mark.parametrize("sort", ["last_seen", "first_seen", "occurrences"])
def test_pages_lead_on_and_back_with_filters_and_order_kept(web, log_ids, sort):
    shown, address = [], f"/?sort={sort}&days=7&limit=1"
    for _ in range(4):
        page = web.browse(address).text
        shown += re.findall(r'href="/reports/([0-9]{9})"', page)
        last, address = address, next(iter(links(page, "next")), "")
        assert not address or f"sort={sort}&days=7&limit=1&cursor=" in address
    assert address == ""
    assert sorted(shown) == sorted(log_ids.values())
    back = web.browse(links(web.browse(last).text, "prev")[0]).text
    assert re.findall(r'href="/reports/([0-9]{9})"', back) == [shown[2]]


def test_a_filter_that_is_set_can_be_taken_away(web, log_ids):
    page = web.browse("/?type=C&job=nobody").text
    assert "No report matches" in page
    assert 'href="/?type=C" title="Remove this filter"' in page
    assert 'href="/?job=nobody" title="Remove this filter"' in page
    assert 'href="/">show all reports</a>' in page


def test_the_form_works_without_scripts(web, log_ids):
    page = web.browse("/?q=timeout&type=E").text
    form = page[page.index('<form class="filters"') : page.index("</form>")]
    assert 'method="get" action="/"' in form
    assert 'name="q" value="timeout"' in form
    assert '<option value="E" selected>Error</option>' in form
    names = set(re.findall(r'name="(\w+)"', form))
    assert names == {"q", "type", "job", "days", "sort", "repo", "branch", "label"}
    empty = "&".join(f"{name}=" for name in names - {"q", "sort"})
    assert web.json(f"/?q=timeout&sort=last_seen&{empty}")["total"] == 1
    sent = web.browse(f"/?q=timeout&sort=last_seen&{empty}")
    assert (sent.status_code, sent.location) == (303, "/?q=timeout&sort=last_seen")
    assert web.browse("/?q=&type=").location == "/"


@pytest.mark.parametrize("query", ["type=X", "days=0", "sort=title", "q=a", "limit=0"])
def test_invalid_filters_say_what_is_valid(web, query):
    answer = web.get(f"/?{query}")
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == f"invalid_{query.partition('=')[0]}"
    page = web.browse(f"/?{query}")
    assert (page.status_code, page.mimetype) == (400, "text/html")


def test_hostile_filters_show_as_text(web, log_ids):
    page = web.browse("/?job=%3Cscript%3Ealert(1)%3C/script%3E&branch=%22%3E%E2%80%AEx").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page


@pytest.fixture
def issues(web, log_ids) -> dict[str, str]:
    """The issues of three of the logs, filed in this order; the last one is closed."""
    summaries = {"timeout": "Backend sleeps", "disk": "Clean the disk", "crash": "Toast"}
    found = {}
    for name, summary in summaries.items():
        sent = web.client.post("/issues", data={"report_id": log_ids[name], "summary": summary})
        found[name] = sent.json["issue_id"]
    web.client.patch(f"/issues/{found['crash']}", data={"new_status": "closed"})
    return found


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"timeout", "disk", "crash"}),
        ("status=open", {"timeout", "disk"}),
        ("status=Closed", {"crash"}),
        ("type=E", {"timeout", "disk"}),
        ("status=closed&type=E", set()),
        ("job=unit", {"timeout"}),
        ("repo=acme/shop&days=1", {"disk"}),
        ("branch=next&status=closed", {"crash"}),
        ("q=backend", {"timeout"}),
        ("q=sleeps+timeout", {"timeout"}),
        ("q=toast&status=open", set()),
    ],
)
def test_issues_are_found_by_what_they_say_and_by_their_failure(web, issues, query, names):
    wanted = {issues[name] for name in names}
    answer = web.json(f"/issues?{query}")
    assert {issue["issue_id"] for issue in answer["issues"]} == wanted
    assert answer["total"] == len(wanted)
    page = web.browse(f"/issues?{query}").text
    assert set(re.findall(r'href="/issues/([0-9]{6,})"', page)) == wanted


def test_issues_come_last_filed_first_or_as_asked(web, issues):
    def order(query):
        return [issue["issue_id"] for issue in web.json(f"/issues?{query}")["issues"]]

    newest = [issues[name] for name in ("crash", "disk", "timeout")]
    assert order("") == order("sort=filed") == newest
    assert order("sort=occurrences")[0] == issues["timeout"]
    assert order("sort=last_seen")[0] == issues["crash"]
    assert web.get("/issues?sort=first_seen").json["error"]["code"] == "invalid_sort"
    assert web.get("/?sort=filed").json["error"]["code"] == "invalid_sort"


def test_pages_of_issues_lead_on_and_back_with_filters_kept(web, issues):
    first = web.browse("/issues?sort=occurrences&days=7&limit=2").text
    [address] = links(first, "next")
    assert "sort=occurrences&days=7&limit=2&cursor=" in address
    second = web.browse(address).text
    assert links(second, "next") == []
    [back] = links(second, "prev")
    shown = [re.findall(r'href="/issues/([0-9]{6,})"', page) for page in (first, second)]
    assert sorted(shown[0] + shown[1]) == sorted(issues.values())
    assert re.findall(r'href="/issues/([0-9]{6,})"', web.browse(back).text) == shown[0]


def test_tabs_and_form_keep_what_the_other_chose(web, issues):
    page = web.browse("/issues?status=open&type=E&q=disk").text
    assert 'href="/issues?status=closed&amp;q=disk&amp;type=E"' in page
    assert 'href="/issues?q=disk&amp;type=E"' in page
    form = page[page.index('<form class="filters"') : page.index("</form>")]
    assert '<input type="hidden" name="status" value="open">' in form
    assert 'href="/issues?status=open&amp;type=E" title="Remove this filter"' in page
    assert web.browse("/issues?status=open&type=&q=").location == "/issues?status=open"


@pytest.mark.parametrize(
    ("query", "heading"),
    [("", "No issue yet"), ("status=open", "No open issue"), ("q=toast", "No issue matches")],
)
def test_a_list_without_issues_says_why(web, query, heading):
    assert heading in web.browse(f"/issues?{query}").text
    assert web.json(f"/issues?{query}")["issues"] == []
