"""One browser and one service with the sample logs for all of these tests.

A test that changes something sends logs of its own, with `report_of`.
"""

import uuid
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import browser_or_skip, running_browser
from tests.browser.watch import PATIENCE_MS, watched
from tests.serving import serving

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="package")
def browser():
    with running_browser(browser_or_skip()) as browser:
        yield browser


@pytest.fixture(scope="package")
def site(browser, tmp_path_factory):
    """The running service; the browser is asked for first, since without it nothing is tested."""
    with serving(tmp_path_factory.mktemp("site")) as service:
        yield service


@pytest.fixture
def open_page(browser, site):
    """Return a maker of pages, each in a fresh profile; options are those of a browser context."""
    with ExitStack() as stack:

        def open_one(path="/", **options):
            context, _ = stack.enter_context(watched(browser, site.origin, **options))
            page = context.new_page()
            page.goto(path)
            return page

        yield open_one


@pytest.fixture
def page(open_page):
    """The first page of the site, in a browser that runs no script: all has to work without."""
    return open_page("/", java_script_enabled=False)


@pytest.fixture
def own_log(tmp_path):
    """Return a maker of logs whose failure no other log shows; the word is part of its title."""

    def write():
        word = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex[:12])
        log = tmp_path / f"{word}.log"
        log.write_text(f"starting\nerror: the {word} gave up\ndone\n")
        return log, word

    return write


@pytest.fixture
def own_report(site, own_log):
    """Return a maker of reports that no other test knows: the report as JSON, and its word."""

    def send():
        log, word = own_log()
        return site.post(log), word

    return send
