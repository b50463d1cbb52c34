"""Every page: readable by everyone, in the light and in the dark, on a phone and on a desk."""

import pytest

from tests.browser.accessibility import violations
from tests.browser.watch import watched

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
    "issues": "/issues",
    "no-issue": "/issues?status=closed",
    "new-issue": "/issues/new",
    "issue": "/issues/{issue}",
    "issue-to-delete": "/issues/{issue}/delete",
    "error": "/reports/000000000",
}


@pytest.fixture(scope="package")
def ids(site):
    """What the addresses of pages are made of; the report has an issue."""
    report = next(report for report in site.reports() if "panic" in report["title"])
    record = next(record for record in site.records() if record["job"] == "payments-java")
    return {
        "report": report["log_id"],
        "issue": site.file_issue(report["log_id"], "crashes on an empty name")["issue_id"],
        "record": record["record"],
    }


@pytest.fixture(scope="module", params=PAGES.values(), ids=PAGES.keys())
def shown(request, browser, site, ids):
    """Each page in turn, in a browser that would run its scripts, with colours that stand still."""
    options = {"color_scheme": "light", "reduced_motion": "reduce"}
    with watched(browser, site.origin, **options) as (context, _):
        page = context.new_page()
        page.goto(request.param.format(**ids))
        yield page


def test_no_page_keeps_anyone_out(shown):
    assert violations(shown) == []
    shown.emulate_media(color_scheme="dark")
    assert violations(shown, only="color-contrast") == []


def test_no_page_is_wider_than_its_screen(shown):
    for width in (PHONE, TABLET, DESK):
        shown.set_viewport_size({"width": width, "height": 740})
        assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_the_dark_is_dark_and_the_light_is_light(open_page):
    page = open_page("/", color_scheme="dark")
    brightness = """() => {
        const colour = getComputedStyle(document.body).backgroundColor
        return Math.max(...colour.match(/\\d+/g).map(Number))
    }"""
    assert page.evaluate(brightness) < 50
    page.emulate_media(color_scheme="light")
    assert page.evaluate(brightness) > 200
