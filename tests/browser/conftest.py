"""One browser, one service with the sample logs and two pages for all of these tests.

A new page costs a process, four times as much as going elsewhere with an old one; and the service
leaves nothing behind in a browser that need not sign in. A test that changes something sends logs
of its own, with `own_report`.
"""

import json
import time
import uuid

import pytest
from playwright.sync_api import expect

from shared.adapters.sqlite import SqliteStore
from tests.branch_story import tell
from tests.browser.chromium import browser_or_skip, running_browser
from tests.browser.watch import DESKTOP, PATIENCE_MS, watched
from tests.busy_commit import SECRET, make_busy
from tests.history import FEW_BUILDS, HREF, put_into
from tests.serving import serving, wait_until

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="package")
def browser():
    with running_browser(browser_or_skip()) as browser:
        yield browser


@pytest.fixture(scope="package")
def site(browser, tmp_path_factory):
    """The running service; the browser is asked for first, since without it nothing is tested."""
    folder = tmp_path_factory.mktemp("site")
    with serving(folder, GITHUB_WEBHOOK_SECRET=SECRET) as service:
        yield service


@pytest.fixture(scope="package")
def busy_commit(site, tmp_path_factory):
    """The page of a commit whose jobs failed in every way."""
    return make_busy(site, tmp_path_factory.mktemp("logs"))


@pytest.fixture(scope="package")
def jobs_site(browser, tmp_path_factory):
    """A service of its own for builds, since they would change what other tests count."""
    folder = tmp_path_factory.mktemp("jobs")
    put_into(folder / "bucket", FEW_BUILDS)
    with serving(folder) as service:
        wait_until(lambda: _is_counted(service))
        yield service


@pytest.fixture(scope="package")
def branch_story():
    """The history of a branch."""
    return tell(int(time.time() * 1000))


@pytest.fixture(scope="package")
def branch_site(browser, branch_story, tmp_path_factory):
    """A service of its own for a branch with a long history."""
    folder = tmp_path_factory.mktemp("branches")
    branch_story.save(SqliteStore(folder / "faultline.sqlite3"))
    with serving(folder) as service:
        yield service


def _is_counted(service):
    job = json.loads(service.get(f"{HREF}?format=json"))
    decided = sum(job["results"].get(result, 0) for result in ("SUCCESS", "FAILURE"))
    return decided == FEW_BUILDS - 1 and job["logs"] == FEW_BUILDS - 1


@pytest.fixture(scope="package")
def plain_tab(browser, site):
    with watched(browser, site.origin, java_script_enabled=False) as (context, watch):
        yield context.new_page(), watch


@pytest.fixture(scope="package")
def scripted_tab(browser, site):
    with watched(browser, site.origin) as (context, watch):
        yield context.new_page(), watch


@pytest.fixture
def page(plain_tab):
    """The first page of the site, in a browser that runs no script: all has to work without."""
    page, watch = plain_tab
    page.goto("/")
    yield page
    watch.check()


@pytest.fixture
def scripted_page(scripted_tab):
    """The same in a browser that runs scripts, be they ours or smuggled in."""
    page, watch = scripted_tab
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # colors stand still
    page.goto("/")
    yield page
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
