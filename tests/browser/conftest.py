"""One browser, one service with the sample logs and two profiles for all of these tests.

A profile costs a process and most of a second; the service leaves nothing in one that need not
sign in. A test that changes something sends logs of its own, with `own_report`.
"""

import uuid
from contextlib import ExitStack, contextmanager

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


@pytest.fixture(scope="package")
def plain_profile(browser, site):
    with watched(browser, site.origin, java_script_enabled=False) as profile:
        yield profile


@pytest.fixture(scope="package")
def scripted_profile(browser, site):
    with watched(browser, site.origin) as profile:
        yield profile


@pytest.fixture
def page(plain_profile):
    """The first page of the site, in a browser that runs no script: all has to work without."""
    with new_tab(plain_profile) as page:
        page.goto("/")
        yield page


@pytest.fixture
def scripted_page(scripted_profile):
    """An empty page of a browser that runs scripts, be they ours or smuggled in."""
    with new_tab(scripted_profile) as page:
        yield page


@contextmanager
def new_tab(profile):
    """Give a page of its own within the profile; at the end fail if its watch noticed anything."""
    context, watch = profile
    page = context.new_page()
    try:
        yield page
    finally:
        page.close()
    watch.check()


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
