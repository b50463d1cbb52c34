"""A log of many lines: what is folded, what is marked, and the way from failure to failure."""

import re

import pytest
from playwright.sync_api import expect

FAILURES = (100, 300)
BROKEN = ("gate", "bridge")  # other words: repeats of one line would be one failure
LINES = 400


@pytest.fixture(scope="module")
def address(site, tmp_path_factory):
    """The address of a log that fails at two lines far from each other."""
    word = "ferry"
    lines = [f"step {number} of {word}" for number in range(1, LINES + 1)]
    for number, part in zip(FAILURES, BROKEN, strict=True):
        lines[number - 1] = f"error: {word} broke the {part}"
    log = tmp_path_factory.mktemp("viewer") / "long.log"
    log.write_text("\n".join(lines) + "\n")
    return f"/records/{site.post(log)['record']}"


@pytest.fixture
def viewer(page, address):
    """The page of that log at its first failure, without scripts."""
    page.goto(f"{address}?line={FAILURES[0]}")
    return page


def line(page, number):
    return page.locator(f"#L{number}")


def test_lines_far_from_failures_are_folded_until_opened(viewer):
    expect(line(viewer, FAILURES[0])).to_be_in_viewport()
    for number in (95, 105, 295, 305):
        expect(line(viewer, number)).to_be_attached()
    for number in (1, 94, 106, 200, LINES):
        expect(line(viewer, number)).not_to_be_attached()

    viewer.locator(".gap a").nth(1).click()
    expect(line(viewer, 200)).to_be_attached()
    expect(line(viewer, 1)).not_to_be_attached()
    viewer.get_by_role("link", name="Show every line").click()
    expect(viewer.locator(".row:not(.gap)")).to_have_count(LINES)
    viewer.get_by_role("link", name="Only failures").click()
    expect(line(viewer, 200)).not_to_be_attached()


def test_one_failure_leads_to_the_next_and_back(viewer):
    steps = viewer.get_by_role("navigation", name="Failures above and below")
    expect(steps).to_contain_text("Failure 1 of 2")
    steps.get_by_role("link", name="Next failure").click()
    expect(steps).to_contain_text("Failure 2 of 2")
    expect(line(viewer, FAILURES[1])).to_be_in_viewport()
    steps.get_by_role("link", name="Previous failure").click()
    expect(line(viewer, FAILURES[0])).to_be_in_viewport()

    jumps = viewer.get_by_role("navigation", name="Failures in this log")
    jumps.get_by_role("link", name=f"line {FAILURES[1]}").click()
    expect(line(viewer, FAILURES[1])).to_be_in_viewport()


def test_some_lines_are_marked_and_have_an_address(viewer):
    viewer.get_by_label("Go to a line or to some lines").fill("200-203")
    viewer.get_by_role("button", name="Go").click()
    marked = viewer.locator(".row.wanted")
    expect(marked).to_have_count(4)
    expect(marked.first).to_be_in_viewport()
    viewer.get_by_role("link", name="Link to 200-203").click()
    expect(viewer).to_have_url(re.compile(r"#L200-L203$"))
    expect(marked.last).to_be_in_viewport()


def test_an_address_names_its_lines_by_the_fragment_alone(scripted_page, address):
    page = scripted_page
    page.goto(f"{address}#L200-L203")
    expect(page.locator(".row.wanted")).to_have_count(4)
    expect(page).to_have_url(re.compile(r"\?lines=200-203#L200-L203$"))
    expect(line(page, 200)).to_be_in_viewport()

    line(page, 202).locator(".n").click()
    expect(page.locator(".row.wanted")).to_have_count(1)
    line(page, 198).locator(".n").click(modifiers=["Shift"])
    expect(page).to_have_url(re.compile("#L198-L202$"))
    assert page.locator(".row.wanted .n").all_inner_texts() == [str(n) for n in range(198, 203)]

    page.goto(f"{address}#L{LINES + 9}")  # beyond the end: the last line, asked for once
    expect(page.locator(".row.wanted")).to_have_id(f"L{LINES}")
