"""Every page: readable by everyone, in the light and in the dark, on a phone and on a desk."""

import pytest

from tests.browser.accessibility import violations

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


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_every_page_is_for_everyone_on_every_screen(scripted_page, ids, path):
    screen = scripted_page
    screen.goto(path.format(**ids))
    assert violations(screen) == []
    screen.emulate_media(color_scheme="dark")
    assert violations(scripted_page, only="color-contrast") == []
    for width in (PHONE, TABLET, DESK):
        screen.set_viewport_size({"width": width, "height": 740})
        assert screen.evaluate("document.documentElement.scrollWidth") <= width


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
