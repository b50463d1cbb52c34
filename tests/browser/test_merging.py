"""Two reports that are one failure."""

import re

from playwright.sync_api import expect

OCCURRENCES = ".figures div:first-child dd"


def test_two_reports_are_merged_and_parted_again(page, own_report):
    (goes, word), (stays, _) = own_report(), own_report()
    page.goto(f"/reports/{goes['log_id']}")
    page.get_by_label("Merge this report into").fill(stays["log_id"])
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page).to_have_url(re.compile(f"/reports/{stays['log_id']}$"))
    expect(page.locator(OCCURRENCES)).to_have_text("2")
    expect(page.locator(".skeletons")).to_contain_text([word])

    page.goto(f"/reports/{goes['log_id']}")  # the old address leads here now
    expect(page).to_have_url(re.compile(f"/reports/{stays['log_id']}$"))
    page.get_by_role("button", name="Undo this merge").click()
    for report in (goes, stays):
        page.goto(f"/reports/{report['log_id']}")
        expect(page).to_have_url(re.compile(f"/reports/{report['log_id']}$"))
        expect(page.locator(OCCURRENCES)).to_have_text("1")
