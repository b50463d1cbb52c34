"""A commit's page: why each job failed, and a person's word against the machine's."""

from playwright.sync_api import expect


def job(page, name):
    return page.get_by_role("article", name=name)


def test_each_failure_has_its_verdict_its_evidence_and_its_log(page, busy_commit):
    page.goto(busy_commit)
    expect(page.get_by_role("heading", level=1)).to_contain_text("of 5 failures")
    words = {
        "compile": "New",
        "e2e": "Flaky",
        "unit": "Known problem",
        "package": "Unknown",
        "deploy preview": "Waiting for its log",
    }
    for name, word in words.items():
        expect(job(page, name).locator(".badge").first).to_have_text(word)
    expect(job(page, "e2e")).to_contain_text("hit by #6 by bob")
    expect(job(page, "package")).to_contain_text("Also failing on main")
    expect(page.locator(".job-runs")).to_contain_text("Confirmed flaky")

    job(page, "compile").get_by_role("link", name="Log, line").click()
    expect(page.locator(".row.wanted")).to_contain_text("unknown type name 'coin'")
    page.get_by_role("link", name="c0ffee").click()
    job(page, "e2e").get_by_role("link", name="issue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody filed this yet")


def test_a_verdict_is_pinned_with_a_reason_and_taken_back(page, busy_commit):
    page.goto(busy_commit)
    compile_job = job(page, "compile")
    compile_job.get_by_text("Not right?").click()
    compile_job.get_by_label("This failure is").select_option("known problem")
    compile_job.get_by_label("Why").fill("main <b>is</b> broken too")
    compile_job.get_by_role("button", name="Pin it").click()

    expect(page).to_have_url(f"{page.url.split('/commits')[0]}{busy_commit}")
    expect(compile_job.locator(".badge").first).to_have_text("Known problem")
    expect(compile_job).to_contain_text("main <b>is</b> broken too")
    expect(compile_job).to_contain_text("Pinned by local")
    expect(page.locator(".changes")).to_contain_text("new -> known problem")

    compile_job.get_by_text("Not right?").click()
    compile_job.get_by_label("This failure is").select_option("machine")
    compile_job.get_by_label("Why").fill("it is fixed there")
    compile_job.get_by_role("button", name="Pin it").click()
    expect(compile_job.locator(".badge").first).to_have_text("New")
    expect(page.locator(".changes li")).to_have_count(2)


def test_a_pull_request_leads_to_its_commits(page, busy_commit):
    page.goto("/pulls/acme/app/7")
    page.get_by_role("table").get_by_role("link").click()
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_contain_text("#7")
