"""What axe-core finds wrong with a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("serious", "critical")


def violations(page: Page, *, only: str | None = None) -> list[str]:
    """Return each grave violation: the rule, what it asks for, and the elements that break it.

    All rules are checked, or only one. The page's content policy stays on: it stops what a page
    loads, not what a debugger runs in it.
    """
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if only:
        options["runOnly"] = [only]
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: " + " ".join(node["html"] for node in rule["nodes"])
        for rule in found
        if rule["impact"] in GRAVE
    ]
