"""A branch in the browser: its commits against its jobs, its history, and what broke it."""

import pytest
from playwright.sync_api import expect

from tests.branch_story import BREAKS, JOBS, NAME, REPO
from tests.browser.watch import watched

PAGE = f"/branches/{REPO}/{NAME}"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def page(browser, branch_site):
    """The list of branches, in a browser that runs no script."""
    with watched(browser, branch_site.origin, java_script_enabled=False) as (context, watch):
        page = context.new_page()
        page.goto("/branches")
        yield page
        watch.check()


def cell(page, words):
    return page.locator(".commit-grid").get_by_title(words, exact=True).first


def test_from_the_list_over_the_grid_to_what_nobody_annotated(page, branch_story):
    expect(page.get_by_role("img", name="in 28 days")).to_have_count(1)
    page.get_by_role("link", name=NAME, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(page.locator(".heading .badge")).to_have_text("Red: 3 jobs failing, 2 unexplained")

    expect(page.locator(".commit-grid tbody tr:not(.day)")).to_have_count(50)
    expect(page.locator(".commit-grid th.job")).to_have_count(len(JOBS))
    page.get_by_role("link", name="Those that failed").click()
    expect(page.get_by_role("columnheader", name="license")).to_have_count(0)
    page.get_by_label("Part of a job's name").fill("upgrade")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".commit-grid th.job")).to_have_count(1)
    expect(page.get_by_role("link", name="Those that failed")).to_have_attribute(
        "aria-current", "page"
    )
    expect(cell(page, "upgrade (from 4.x): Known breakage")).to_have_attribute(
        "href", f"/commits/{REPO}/{branch_story.branch.head}#job-upgrade%20%28from%204.x%29"
    )
    page.get_by_role("link", name="Older").click()
    expect(page.locator("#grid")).to_contain_text("No job of these 50 commits fits.")

    page.get_by_role("link", name="Back to the newest").click()
    page.get_by_role("link", name="Annotate what broke at").first.click()
    expect(page.get_by_label("Branch", exact=True)).to_have_value(NAME)
    proposed = branch_story.branch.proposals[0]
    expect(page.get_by_label("Broken by")).to_have_value(proposed.cause_sha)


def test_pictures_stand_over_their_numbers_and_breakages_on_one_axis(page):
    page.goto(PAGE)
    weeks = page.get_by_role("region", name="Week by week", exact=True)
    expect(weeks.get_by_role("img")).to_have_count(3)
    weeks.get_by_text("The numbers").click()
    expect(weeks.get_by_role("row")).to_have_count(53)
    expect(weeks.get_by_role("row").nth(1)).to_contain_text("%")
    expect(page.locator("#breakages tbody tr")).to_have_count(
        len([each for each in BREAKS if each.mode])
    )
    bars = page.locator("svg.span rect")
    ongoing, resolved = (bars.nth(number).bounding_box() for number in (0, 1))
    assert resolved["x"] + resolved["width"] < ongoing["x"]
    expect(page.locator("#flakes tbody tr").first).to_contain_text("checkout-e2e (webkit)")


def test_the_grid_scrolls_by_keyboard_and_keeps_its_headers(page):
    page.goto(f"{PAGE}?limit=40#grid")
    grid = page.locator(".commit-grid")
    grid.focus()
    page.keyboard.press("PageDown")
    first = grid.locator("th .id").first
    expect(first).not_to_be_in_viewport()
    expect(page.get_by_role("columnheader", name="typecheck")).to_be_in_viewport()
    # From a commit on, the keyboard steps through what failed there and nothing else.
    first.focus()
    titles = []
    for _ in range(4):
        page.keyboard.press("Tab")
        titles.append(page.locator(":focus").get_attribute("title"))
    assert titles[3] is None
    assert all(title and "Passed" not in title for title in titles[:3])


def test_on_a_phone_commits_stay_while_jobs_scroll_by(page):
    page.set_viewport_size(PHONE)
    page.goto(f"{PAGE}?limit=5#grid")
    grid, commit = page.locator(".commit-grid"), page.locator(".commit-grid th .id").first
    before = commit.bounding_box()["x"]
    last = cell(page, "unit (3.13): Passed")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    assert commit.bounding_box()["x"] == before
    assert grid.bounding_box()["width"] < PHONE["width"]
