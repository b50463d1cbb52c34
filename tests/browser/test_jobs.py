"""Jobs and builds in the browser: from the list to a build, its files, and what changed."""

import pytest
from playwright.sync_api import expect

from tests.browser.watch import watched
from tests.history import FEW_BUILDS, JOB


@pytest.fixture
def page(browser, jobs_site):
    """The list of jobs, in a browser that runs no script."""
    with watched(browser, jobs_site.origin, java_script_enabled=False) as (context, _):
        page = context.new_page()
        page.goto("/jobs")
        yield page


def test_from_the_list_to_what_changed_since_it_was_green(page):
    page.get_by_label("Part of the name").fill("NIGHTLY")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name=JOB).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(JOB)
    expect(page.locator(".health")).to_contain_text("1 build without a log")

    pictures = page.get_by_role("img", name=f"{FEW_BUILDS} builds")
    expect(pictures).to_have_count(2)
    expect(pictures.first.locator("rect")).to_have_count(FEW_BUILDS)
    expect(pictures.last.locator("rect.col-absent")).to_have_count(1)
    expect(page.get_by_text("no log", exact=True)).to_have_count(1)
    page.locator("#sizes-heading").locator("..").locator("..").get_by_text("The numbers").click()
    expect(page.get_by_role("cell", name="KB").first).to_be_visible()
    expect(page.locator("#first-level")).to_contain_text("without podinfo.json")

    page.get_by_role("link", name="Failed", exact=True).click()
    expect(page.locator("#builds tbody tr")).to_have_count(5)
    page.locator("#builds").get_by_role("link", name="14", exact=True).click()
    expect(page.get_by_role("heading", name="Test results")).to_be_visible()
    expect(page.get_by_text("expected 3, got 4 <script>")).to_be_visible()
    page.get_by_role("link", name="Log", exact=True).click()
    page.get_by_role("link", name="What changed since it was green").click()
    only_here = page.locator(".changed").first
    expect(only_here.get_by_role("listitem")).to_have_count(3)
    only_here.get_by_role("link", name="line 122").click()
    expect(page.locator("#L122")).to_be_in_viewport()


def test_chosen_jobs_stand_side_by_side_and_a_sample_is_saved(page):
    page.get_by_label(f"Compare {JOB}").check()
    page.get_by_role("button", name="Completeness of those chosen").click()
    expect(page.get_by_role("row", name=JOB).first).to_contain_text("92.8571 %")
    page.get_by_role("row", name=JOB).first.get_by_role("link").click()
    page.get_by_label("Builds in the sample").fill("3")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "builds.jsonl"
    assert len(download.value.path().read_text().splitlines()) == 3
