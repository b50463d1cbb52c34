"""Two reports that are one failure."""

import re

from playwright.sync_api import expect

from tests.services.test_twins import a_stack

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


def test_a_fingerprint_is_split_off_and_merged_again_as_a_similar_report(page, site, own_log):
    _, word = own_log()
    texts = [a_stack(name).replace(b"render", word.encode()) for name in ("alpha", "omega")]
    reports = []
    for text in texts:
        log, _ = own_log()
        log.write_bytes(text)
        reports.append(site.post(log)["log_id"])
    whole = reports[0]
    assert reports == [whole, whole], "nearly the same failure"

    page.goto(f"/reports/{whole}")
    page.get_by_role("button", name="Split this off").first.click()
    expect(page.locator(OCCURRENCES)).to_have_text("1")
    part = page.url[-9:]
    assert part != whole
    expect(page.get_by_role("button", name=f"Join report {whole} again")).to_be_visible()

    similar = page.locator(".similar li").filter(has_text=whole)
    expect(similar).to_contain_text("% alike")
    similar.get_by_role("button", name="Merge it into this one").click()
    expect(page).to_have_url(re.compile(f"/reports/{part}$"))
    expect(page.locator(OCCURRENCES)).to_have_text("2")
    expect(page.locator(".skeletons")).to_have_count(2)
