"""A pattern by form, from a line of a log to its end."""

import re
import time

import pytest
from playwright.sync_api import expect


@pytest.fixture
def record(own_report):
    """The record of a log whose failure no other log shows, and the word in its title."""
    report, word = own_report()
    return report["record"], word


def wait_for(page, locator, *, seconds=30):
    """Load the page again until it shows that: without scripts it does not change by itself."""
    deadline = time.monotonic() + seconds
    while locator.count() == 0:
        assert time.monotonic() < deadline, f"waited in vain on {page.url}"
        time.sleep(0.5)
        page.reload()


def test_a_pattern_lives_from_a_line_to_its_retirement(page, record):
    record_id, word = record
    page.goto(f"/records/{record_id}?line=2#L2")
    page.locator("#L2").get_by_role("button", name="pattern").click()
    expect(page.get_by_label("Expression", exact=True)).to_have_value(f"error: the {word} gave up")

    page.get_by_label("timeout").check()
    page.get_by_label("Description").fill(f"{word} is slow")
    page.get_by_role("button", name="Try it on stored logs").click()
    found = page.get_by_role("region", name="What it would hit")
    expect(found).to_contain_text("Nothing is saved yet")
    expect(found.locator(".extract li")).to_have_count(1)
    expect(page.get_by_label("timeout")).to_be_checked()

    page.get_by_role("button", name="Save the pattern").click()
    expect(page).to_have_url(re.compile(r"/patterns/[0-9]{8}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{word} is slow")
    pattern = page.url

    page.goto("/scans")
    row = page.get_by_role("row").filter(has_text=f"{word} is slow")
    wait_for(page, row.get_by_text("done", exact=True))
    expect(row).to_contain_text("1 hit")

    row.get_by_role("link", name=f"{word} is slow").click()
    page.get_by_role("region", name="Logs").locator("tbody a").first.click()
    expect(page.locator("#L2.hit .match")).to_have_text(f"error: the {word} gave up")
    expect(page.locator("#L2")).to_be_in_viewport()
    expect(page.get_by_role("region", name="Patterns")).to_contain_text("best match")

    page.goto(pattern)
    page.get_by_role("button", name="Retire this pattern").click()
    expect(page.get_by_role("main")).to_contain_text("This pattern is retired.")
    page.goto(f"/records/{record_id}")
    wait_for(page, page.get_by_text("No pattern explains this log."))
    expect(page.locator(".match")).to_have_count(0)


def test_a_refused_form_keeps_what_was_typed_and_is_corrected(page, record):
    _, word = record
    page.goto("/patterns")
    page.get_by_role("link", name="New pattern").click()
    page.get_by_label("Expression", exact=True).fill(f"(?<=the ){word}")
    page.get_by_role("button", name="Save the pattern").click()
    expect(page.get_by_role("note")).to_contain_text("lookaround")
    expect(page.get_by_label("Expression", exact=True)).to_have_value(f"(?<=the ){word}")
    page.get_by_label("Expression", exact=True).fill(f"the {word}")
    page.get_by_role("button", name="Save the pattern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"the {word}")


def test_what_is_unexplained_leads_to_a_pattern(page, record):
    _, word = record
    page.goto(f"/unexplained?q={word}")
    expect(page.get_by_role("region", name="Classification rate")).to_contain_text("failing logs")
    page.get_by_role("link", name="Make a pattern").click()
    expect(page.get_by_label("Expression", exact=True)).to_have_value(re.compile(word))
