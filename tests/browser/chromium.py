"""Chromium of this machine; Playwright's own is neither needed nor downloaded.

Where there is none, the tests are skipped and say so; with REQUIRE_EMULATORS=1 they fail.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

# CHROMIUM names one that is not on the PATH.
NAMES = ("chromium", "google-chrome")
FLAGS = (
    "--no-sandbox",  # containers cannot give it one; it opens our own pages only
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class BrowserMissing(Exception):
    """There is no Chromium here; the message says how to get one."""


def find_browser() -> str:
    """Return the path of the browser. Raises BrowserMissing."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise BrowserMissing(
            "The pages are tested in Chromium, and there is none: apt-get install chromium,"
            " or set CHROMIUM to its path."
        )
    return found


def browser_or_skip() -> str:
    """Return the path of the browser, or skip the test; fail it where everything is required."""
    try:
        return find_browser()
    except BrowserMissing as missing:
        if os.environ.get("REQUIRE_EMULATORS") == "1":
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(str(missing))


@contextmanager
def running_browser(path: str) -> Iterator[Browser]:
    """Give a browser without a past, for as long as it is needed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
