"""Takes the README's pictures from the sample logs: python -m tests.browser.screenshots docs/."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from shared.adapters.sqlite import SqliteStore
from tests.branch_story import NAME, REPO, tell
from tests.browser.chromium import BrowserMissing, find_browser, running_browser
from tests.browser.watch import watched
from tests.busy_commit import SECRET, make_busy
from tests.serving import Service, serving

MAX_BYTES = 200_000
# Name, colours, width and height of the screen, page.
PICTURES = (
    ("reports", "light", (1280, 860), "/"),
    ("report", "dark", (1280, 1060), "/reports/{report}"),
    ("log", "dark", (1280, 860), "/records/{record}"),
    ("reports-phone", "light", (360, 780), "/"),
    ("branch", "light", (1400, 1060), f"/branches/{REPO}/{NAME}#grid"),
    # Last, for its story adds reports to those of the samples.
    ("commit", "light", (1280, 1060), "{commit}"),
)


def main() -> int:
    """Take the pictures; return the exit status."""
    parser = argparse.ArgumentParser(prog="tests.browser.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    try:
        path = find_browser()
    except BrowserMissing as missing:
        sys.exit(str(missing))
    with (
        tempfile.TemporaryDirectory() as data,
        serving(_with_a_branch(Path(data)), GITHUB_WEBHOOK_SECRET=SECRET) as site,
        running_browser(path) as browser,
    ):
        sizes = [take(browser, site, folder, *picture) for picture in PICTURES]
    return 0 if max(sizes) < MAX_BYTES else 1


def _with_a_branch(data: Path) -> Path:
    """Keep the history of a branch in the folder; return the folder."""
    tell(int(time.time() * 1000)).save(SqliteStore(data / "faultline.sqlite3"))
    return data


def take(
    browser: Browser,
    site: Service,
    folder: Path,
    name: str,
    scheme: str,
    size: tuple[int, int],
    page_path: str,
) -> int:
    """Write one picture; return its size in bytes."""
    path = page_path.format_map(Examples(site))
    with watched(browser, site.origin, size=size, color_scheme=scheme) as (context, _):
        page = context.new_page()
        page.goto(path)
        file = folder / f"{name}.png"
        written = len(page.screenshot(path=file))
    print(f"{file}: {written:,} bytes")
    return written


class Examples(dict[str, str]):
    """What the addresses of pages are made of, looked for when a page asks for it."""

    def __init__(self, site: Service) -> None:
        self._site = site

    def __missing__(self, name: str) -> str:
        return {"report": self._report, "record": self._record, "commit": self._commit}[name]()

    def _report(self) -> str:
        report = next(each for each in self._site.reports() if "panic" in each["title"])
        return report["log_id"]

    def _record(self) -> str:
        record = next(each for each in self._site.records() if each["job"] == "payments-java")
        return record["record"]

    def _commit(self) -> str:
        with tempfile.TemporaryDirectory() as folder:
            return make_busy(self._site, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
