"""The pages without a mouse."""

import re

import pytest
from playwright.sync_api import expect

NAME = """element => (element.getAttribute('aria-label') || element.labels?.[0]?.textContent
    || element.textContent).trim()"""
OUTLINE = """element => {
    const style = getComputedStyle(element)
    return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)
}"""


@pytest.fixture
def page(scripted_page):
    scripted_page.goto("/?limit=5")
    return scripted_page


def tab_to(page, name, *, steps=40):
    """Press Tab until this has the focus; return all that had it on the way."""
    passed = []
    while name not in passed:
        assert len(passed) < steps, passed
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate(OUTLINE) >= 2, f"{name} does not show that it has the focus"
        expect(focused).to_be_in_viewport()
        passed.append(focused.evaluate(NAME))
    return passed


def test_the_first_key_offers_to_skip_to_the_content(page):
    assert tab_to(page, "Skip to content") == ["Skip to content"]
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    assert tab_to(page, "Words of the title") == ["Words of the title"]


def test_the_parts_come_first_then_the_filters_then_the_reports(page):
    title = page.locator(".reports .title").first.inner_text()
    passed = tab_to(page, title)
    wanted = ["Reports", "Issues", "Logs", "Send a log", "Words of the title", "Show", title]
    assert [name for name in passed if name in wanted] == wanted
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_list_is_filtered_with_enter(page):
    tab_to(page, "Words of the title")
    page.keyboard.type("panic")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=panic"))


def test_an_issue_is_filed_from_a_report(page, own_report):
    report, word = own_report()
    page.goto(f"/reports/{report['log_id']}")
    tab_to(page, "What is broken")
    page.keyboard.type(f"{word} is broken")
    assert tab_to(page, "File an issue") == ["File an issue"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{word} is broken")
