"""Takes the README's pictures from the sample logs: python -m tests.browser.screenshots docs/."""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import BrowserMissing, find_browser, running_browser
from tests.browser.watch import watched
from tests.serving import Service, serving

MAX_BYTES = 200_000
# Name, colours, width and height of the screen, page.
PICTURES = (
    ("reports", "light", (1280, 860), "/"),
    ("report", "dark", (1280, 1060), "/reports/{report}"),
    ("log", "dark", (1280, 860), "/records/{record}"),
    ("reports-phone", "light", (360, 780), "/"),
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
        serving(Path(data)) as site,
        running_browser(path) as browser,
    ):
        sizes = [take(browser, site, folder, *picture) for picture in PICTURES]
    return 0 if max(sizes) < MAX_BYTES else 1


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
    path = page_path.format(**examples(site))
    with watched(browser, site.origin, size=size, color_scheme=scheme) as (context, _):
        page = context.new_page()
        page.goto(path)
        file = folder / f"{name}.png"
        written = len(page.screenshot(path=file))
    print(f"{file}: {written:,} bytes")
    return written


def examples(site: Service) -> dict[str, str]:
    """Return the report and the record that are shown."""
    report = next(report for report in site.reports() if "panic" in report["title"])
    record = next(record for record in site.records() if record["job"] == "payments-java")
    return {"report": report["log_id"], "record": record["record"]}


if __name__ == "__main__":
    sys.exit(main())
