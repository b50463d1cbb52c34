"""A breakage by form, from what broke the branch to the day when nobody needs it any more."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

from tests import github_payloads as payloads
from tests.browser.accessibility import violations
from tests.browser.test_looks import PHONE, hold_for_everyone
from tests.browser.test_patterns import wait_for
from tests.busy_commit import send_event
from tests.serving import wait_until

REPO = "acme/till"
SHAS = [f"{number}{number}abcde" + "0" * 33 for number in range(1, 5)]
FORM = f"/breakages/new?repo={REPO}&branch=main"


@pytest.fixture
def branch(site, own_log):
    """A branch of four commits, one after the other; at the third a job failed."""
    for sha in SHAS:
        send_event(site.origin, *payloads.push(sha, int(time.time() * 1000), repo=REPO))
    log, _ = own_log()
    site.post(log, job="e2e-till", repo=REPO, branch="main", sha=SHAS[2], result="FAILURE")
    wait_until(lambda: b"e2e-till" in site.get(FORM))


def field(page, label):
    return page.get_by_label(label, exact=True)


def test_a_breakage_lives_from_its_annotation_to_its_deletion(scripted_page, site, branch):
    page = scripted_page
    page.goto("/breakages")
    page.get_by_role("link", name="Annotate").first.click()
    for label, text in (
        ("Repository", REPO),
        ("Branch", "main"),
        ("Broken by", SHAS[1][:8]),
        ("Resolved by", SHAS[0][:8]),
        ("What is broken", "no <b>registry</b>"),
        ("Jobs", "e2e-*\n"),
        ("Notes", "Ann looks after it."),
    ):
        field(page, label).fill(text)
    page.get_by_role("button", name="Annotate it").click()

    expect(page.get_by_role("alert")).to_contain_text("the other way round")
    expect(field(page, "Resolved by")).to_be_focused()
    expect(field(page, "Resolved by")).to_have_value(SHAS[0][:8])
    expect(field(page, "What is broken")).to_have_value("no <b>registry</b>")
    assert violations(page) == []
    field(page, "Resolved by").fill("")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/breakages/[0-9a-f]{10}\?again=3$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("no <b>registry</b>")
    expect(page.get_by_role("status")).to_contain_text("3 commits are decided again")
    breakage = page.url.partition("?")[0]
    for path in (breakage, f"{breakage}/edit", f"{breakage}/delete", "/breakages"):
        hold_for_everyone(page, path)

    page.goto(f"/commits/{REPO}/{SHAS[2]}")
    excused = page.get_by_role("article", name="e2e-till")
    wait_for(page, excused.get_by_text("Broken upstream"))
    excused.get_by_role("link", name="breakage").click()
    expect(page).to_have_url(breakage)
    page.get_by_role("link", name="Edit").click()
    field(page, "What is broken").fill("the registry is gone")
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_role("region", name="History")).to_contain_text("changed mode")

    page.set_viewport_size({"width": PHONE, "height": 740})
    field(page, "Resolved by").focus()
    page.keyboard.type("no commit")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is no commit")
    expect(field(page, "Resolved by")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.keyboard.press("Control+a")
    page.keyboard.type(SHAS[2])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".badge").first).to_have_text("Resolved")
    page.goto(f"/commits/{REPO}/{SHAS[2]}")
    wait_for(page, excused.locator(".badge").get_by_text("New"))

    page.goto(f"/breakages?repo={REPO}&state=resolved")
    page.get_by_role("link", name="the registry is gone").click()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete").click()
    expect(page).to_have_url(re.compile("/breakages$"))
    listed = json.loads(site.get(f"/breakages?repo={REPO}&format=json"))
    assert listed["breakages"] == []
