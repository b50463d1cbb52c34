"""Sending a log by form."""

from playwright.sync_api import expect


def test_a_log_becomes_a_report(page, own_log):
    log, word = own_log()
    page.get_by_role("link", name="Send a log").click()
    page.get_by_label("Build log").set_input_files(log)
    page.get_by_label("Job", exact=True).fill("by-hand")
    page.get_by_label("Result").select_option("FAILURE")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(f"the {word} gave up")
    expect(page.get_by_role("heading", name="Jobs")).to_be_visible()
    expect(page.locator(".shares .job")).to_have_text("by-hand")
    page.get_by_role("link", name="Reports").first.click()
    expect(page.get_by_role("link", name=word)).to_be_visible()


def test_a_form_without_a_file_is_not_sent(page):
    page.goto("/upload")
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url("/upload")
    expect(page.locator("#file:invalid")).to_be_attached()


def test_the_same_form_is_not_sent_twice(page, own_log):
    log, word = own_log()
    page.goto("/upload")
    token = page.locator("input[name=form_token]")
    sent = token.input_value()
    page.get_by_label("Build log").set_input_files(log)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(word)

    page.goto("/upload")
    token.evaluate("(field, sent) => { field.value = sent }", sent)
    page.get_by_label("Build log").set_input_files(log)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("sent before")
