"""From the list of reports to the line that failed, and to the part of the list one looks for."""

import re

from playwright.sync_api import expect


def rows(page):
    return page.locator("table.reports tbody tr")


def titles(page):
    return rows(page).locator(".title").all_inner_texts()


def show(page, **filters):
    """Set these filters in the form, by their labels, and send it."""
    for label, value in filters.items():
        field = page.get_by_label(label.replace("_", " "), exact=True)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Show").click()


def test_a_report_leads_to_the_line_that_failed(page):
    page.get_by_role("link", name="panic: runtime error").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("panic: runtime error")

    line = page.locator(".extract a").first
    number = re.search(r"\d+$", line.inner_text())[0]
    line.click()
    expect(page).to_have_url(re.compile(rf"[?&]line={number}\b"))
    shown = page.locator(f"#L{number}")
    expect(shown).to_be_in_viewport()
    expect(shown).to_have_class(re.compile(r"\bwanted\b"))


def test_a_line_has_an_address_that_shows_and_marks_it(page):
    page.get_by_role("link", name="panic: runtime error").first.click()
    page.get_by_role("link", name="Log of the first occurrence").click()
    page.goto(f"{page.url.split('#')[0].split('?')[0]}?line=2")
    wanted, other = page.locator("#L2 .n"), page.locator("#L1 .n")
    expect(wanted).to_be_in_viewport()
    border = "element => getComputedStyle(element).borderLeftColor"
    assert wanted.evaluate(border) != other.evaluate(border)


def test_the_list_is_filtered_and_a_filter_taken_off_again(page):
    show(page, Type="Crash")
    expect(page).to_have_url(re.compile("type=C"))
    assert set(rows(page).locator(".badge").all_inner_texts()) == {"Crash"}

    show(page, Words_of_the_title="panic")
    expect(rows(page)).not_to_have_count(0)
    assert all("panic" in title for title in titles(page))
    page.locator(".chips").get_by_role("link", name="panic").click()
    assert not all("panic" in title for title in titles(page))
    assert set(rows(page).locator(".badge").all_inner_texts()) == {"Crash"}


def test_the_list_keeps_its_order_and_filters_from_page_to_page(page):
    page.goto("/?limit=3&sort=occurrences")
    first = titles(page)
    page.get_by_role("link", name="Next", exact=True).click()
    second = titles(page)
    counts = [int(text.split()[0]) for text in rows(page).locator(".number").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    assert not set(first) & set(second)
    page.get_by_role("link", name="Previous").click()
    assert titles(page) == first


def test_a_list_that_holds_nothing_says_what_to_do(page):
    show(page, Job="no-such-job")
    expect(page.get_by_role("heading", name="No report matches")).to_be_visible()
    page.get_by_role("link", name="show all reports").click()
    expect(rows(page)).not_to_have_count(0)


def test_every_part_is_one_step_from_every_page(page):
    page.goto("/reports/000000000")
    for way in ("Reports", "Issues", "Logs", "Send a log"):
        page.locator("header").get_by_role("link", name=way).click()
        expect(page.locator("header [aria-current=page]")).to_have_text(way)
