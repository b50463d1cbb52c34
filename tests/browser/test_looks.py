"""Every page: readable by everyone, in the light and in the dark, on a phone and on a desk."""

import pytest

from tests.branch_story import NAME, REPO
from tests.browser.accessibility import violations
from tests.browser.watch import watched
from tests.history import HREF

PHONE, TABLET, DESK = 360, 768, 1280
PAGES = {
    "reports": "/?limit=5",
    "no-report": "/?job=none&type=E&repo=acme/shop",
    "report": "/reports/{report}",
    "log": "/logs/{report}",
    "lines-of-a-log": "/records/{record}?lines=2-4&fold=0",
    "extract": "/logs/extracted/{report}",
    "logs": "/records?limit=5",
    "no-log": "/records?problem=1",
    "upload": "/upload",
    "status": "/status",
    "issues": "/issues",
    "no-issue": "/issues?status=closed",
    "new-issue": "/issues/new",
    "issue": "/issues/{issue}",
    "issue-to-delete": "/issues/{issue}/delete",
    "patterns": "/patterns",
    "pattern": "/patterns/{pattern}",
    "new-pattern": "/patterns/new?report={report}&label=flaky",
    "pattern-to-edit": "/patterns/{pattern}/edit",
    "explained-log": "/records/{record}",
    "unexplained": "/unexplained",
    "scans": "/scans",
    "commit": "{commit}",
    "pull-request": "/pulls/acme/app/7",
    "error": "/reports/000000000",
}
JOBS_PAGES = {
    "jobs": "/jobs",
    "job": HREF,
    "build": f"{HREF}/13",
    "build-without-a-log": f"{HREF}/8",
    "compared-logs": f"{HREF}/14/compare",
    "nothing-to-compare": f"{HREF}/8/compare",
    "completeness": "/completeness",
    "data-set": "/dataset",
}

BRANCH_PAGES = {
    "branches": "/branches",
    "branch": f"/branches/{REPO}/{NAME}",
    "jobs-of-a-branch": f"/branches/{REPO}/{NAME}?limit=10&q=none",
}


@pytest.fixture(scope="package")
def ids(site, busy_commit):
    """What the addresses of pages are made of; the report has an issue."""
    report = next(report for report in site.reports() if "panic" in report["title"])
    record = next(record for record in site.records() if record["job"] == "payments-java")
    return {
        "report": report["log_id"],
        "issue": site.file_issue(report["log_id"], "crashes on an empty name")["issue_id"],
        "record": record["record"],
        "pattern": site.make_pattern("[ERROR]", record["record"])["pattern_id"],
        "commit": busy_commit,
    }


@pytest.fixture(scope="module")
def branch_page(browser, branch_site):
    """A page of the service that has a branch."""
    with watched(browser, branch_site.origin, reduced_motion="reduce") as (context, watch):
        yield context.new_page()
        watch.check()


@pytest.fixture(scope="module")
def jobs_page(browser, jobs_site):
    """A page of the service that has builds."""
    with watched(browser, jobs_site.origin, reduced_motion="reduce") as (context, watch):
        yield context.new_page()
        watch.check()


def hold_for_everyone(page, path):
    """Fail where the page keeps someone out, or is wider than a screen."""
    page.emulate_media(color_scheme="light")
    page.goto(path)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, only="color-contrast") == []
    for width in (PHONE, TABLET, DESK):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_every_page_is_for_everyone_on_every_screen(scripted_page, ids, path):
    hold_for_everyone(scripted_page, path.format(**ids))


@pytest.mark.parametrize("path", JOBS_PAGES.values(), ids=JOBS_PAGES.keys())
def test_so_are_the_pages_of_jobs(jobs_page, path):
    hold_for_everyone(jobs_page, path)


@pytest.mark.parametrize("path", BRANCH_PAGES.values(), ids=BRANCH_PAGES.keys())
def test_so_are_the_pages_of_branches(branch_page, path):
    hold_for_everyone(branch_page, path)


def test_the_dark_is_dark_and_the_light_is_light(scripted_page):
    page = scripted_page
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    brightness = """() => {
        const colour = getComputedStyle(document.body).backgroundColor
        return Math.max(...colour.match(/\\d+/g).map(Number))
    }"""
    assert page.evaluate(brightness) < 50
    page.emulate_media(color_scheme="light")
    assert page.evaluate(brightness) > 200
