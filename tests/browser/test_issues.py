"""Issues by form, from the page of a failure to the end of it."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def filed(page, own_report):
    """A page that shows an issue just filed on a report of its own, and the issue's summary."""
    report, word = own_report()
    page.goto(f"/reports/{report['log_id']}")
    page.get_by_label("What is broken").fill(f"{word} stops <b>everything</b>")
    page.get_by_role("button", name="File an issue").click()
    expect(page).to_have_url(re.compile(r"/issues/[0-9]{6}$"))
    return page, f"{word} stops <b>everything</b>", report["log_id"]


def listed(page, summary, tab):
    page.goto("/issues")
    page.get_by_role("navigation", name="Which issues").get_by_role("link", name=tab).click()
    return page.locator("table.issues").get_by_role("link", name=summary)


def test_a_failure_becomes_an_issue_that_the_list_and_the_report_show(filed):
    page, summary, log_id = filed
    expect(page.get_by_role("heading", level=1)).to_have_text(summary)
    expect(page.locator(".state")).to_have_text("Open")

    listed(page, summary, "Open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(summary)
    page.goto(f"/reports/{log_id}")
    expect(page.get_by_role("region", name="Issue")).to_contain_text(summary)


def test_an_issue_is_closed_and_reopened(filed):
    page, summary, _ = filed
    issue = page.url
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".state")).to_have_text("Closed")
    expect(listed(page, summary, "Open")).to_have_count(0)
    expect(listed(page, summary, "Closed")).to_be_visible()

    page.goto(issue)
    page.get_by_role("button", name="Reopen").click()
    expect(page.locator(".state")).to_have_text("Open")


def test_a_comment_is_added_and_the_summary_changed(filed):
    page, _, _ = filed
    page.get_by_label("Comment", exact=True).fill("seen on my machine too")
    page.get_by_role("button", name="Comment").click()
    expect(page.locator(".comment")).to_contain_text(["seen on my machine too"])
    page.get_by_label("What is broken").fill("a better name for it")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("a better name for it")


def test_a_failure_is_labelled_until_a_day(filed):
    page, _, _ = filed
    page.get_by_label("Labels").fill("flaky")
    page.get_by_label("Until").fill("2031-02-03")
    page.get_by_role("button", name="Set labels").click()
    expect(page.get_by_label("Labels")).to_have_value("flaky")
    expect(page.get_by_label("Until")).to_have_value("2031-02-03")


def test_an_issue_is_deleted_with_its_report_once_confirmed(filed):
    page, summary, log_id = filed
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("link", name="Keep it").click()
    expect(page.locator(".state")).to_have_text("Open")

    issue = page.url
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete").click()
    expect(listed(page, summary, "All")).to_have_count(0)
    for gone in (issue, f"/reports/{log_id}"):
        assert page.goto(gone).status == 404


def test_an_issue_is_filed_with_a_log(page, own_log):
    log, word = own_log()
    page.goto("/issues")
    page.get_by_role("link", name="File an issue with a log").click()
    page.get_by_label("Build log").set_input_files(log)
    page.get_by_label("What is broken").fill(f"{word} is down")
    page.get_by_role("button", name="File the issue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{word} is down")
    expect(page.get_by_role("main")).to_contain_text(f"the {word} gave up")
