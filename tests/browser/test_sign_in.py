"""A service that others reach: who comes with a browser signs in with a token."""

import re

import pytest
from playwright.sync_api import expect

from shared.bootstrap import App
from shared.config import read_settings
from shared.core.access import Role
from shared.services.access import create_token
from tests.browser.accessibility import violations
from tests.browser.watch import watched
from tests.serving import serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("guarded")


@pytest.fixture(scope="module")
def make_token(folder):
    """Return a maker of tokens for a role; the name is the role's."""

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DATA_DIR", str(folder))
        app = App(read_settings())

    def make(role):
        return create_token(app.tokens, f"the {role}", Role(role), now_ms=app.now_ms())

    return make


@pytest.fixture(scope="module")
def reporter(make_token):
    return make_token("reporter")


@pytest.fixture(scope="module")
def guarded(browser, folder, reporter):
    """127.0.0.2 is no name of the machine's own to the service, and nobody else reaches it."""
    with serving(folder, HOST="127.0.0.2") as service:
        yield service


@pytest.fixture
def new_visitor(browser, guarded):
    """Return a maker of pages of someone who never was here."""
    opened = []

    def visitor(**options):
        opened.append(watched(browser, guarded.origin, **options))
        context, _ = opened[-1].__enter__()
        return context.new_page()

    yield visitor
    for each in opened:
        each.__exit__(None, None, None)


@pytest.fixture
def page(new_visitor):
    """A page in a browser that runs no script."""
    return new_visitor(java_script_enabled=False)


def sign_in(page, token, path="/"):
    page.goto(path)
    page.get_by_label("Token").fill(token)
    page.keyboard.press("Enter")


def test_who_signs_in_gets_to_the_page_that_was_asked_for_and_out_again(page, reporter):
    sign_in(page, reporter, "/records?problem=1")
    expect(page).to_have_url(re.compile(r"/records\?problem=1$"))
    expect(page.get_by_role("banner")).to_contain_text("the reporter")

    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/login"))
    page.goto("/records")
    expect(page.get_by_label("Token")).to_be_visible()


def test_a_wrong_token_is_refused_in_the_form(page):
    sign_in(page, "flt_0123456789_wrong")
    expect(page.get_by_role("alert")).to_contain_text("not known here")
    expect(page.get_by_label("Token")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("value", ["", "made-up"], ids=["without-token", "with-another-token"])
def test_a_form_that_is_not_ours_is_refused(page, reporter, own_log, value):
    sign_in(page, reporter, "/upload")
    page.get_by_label("Build log").set_input_files(own_log()[0])
    token = page.locator(".panel.form input[name=form_token]")
    token.evaluate("(field, value) => { field.value = value }", value)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("main")).to_contain_text("403")
    expect(page.get_by_role("main")).to_contain_text("Open the page again")


def test_nobody_is_offered_what_only_others_may_do(new_visitor, make_token, reporter):
    reader, token = new_visitor(), make_token("reader")
    sign_in(reader, token)
    expect(reader.get_by_role("link", name="Send a log")).to_have_count(0)
    writer = new_visitor()
    sign_in(writer, reporter)
    for page, fields in ((reader, 0), (writer, 1)):
        page.locator(".reports .title").first.click()
        expect(page.get_by_label("What is broken")).to_have_count(fields)
        expect(page.get_by_role("button", name="Merge")).to_have_count(0)


def test_the_form_is_accessible_and_fits_a_phone(new_visitor):
    page = new_visitor(color_scheme="light", size=(360, 740))
    sign_in(page, "wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, only="color-contrast") == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_curator_closes_what_a_reporter_filed_and_deletes_it(page, make_token, guarded, own_log):
    """Every form here proves that it is ours: there is a cookie that others could misuse."""
    log, word = own_log()
    sign_in(page, make_token("curator"), "/issues/new")
    page.get_by_label("Build log").set_input_files(log)
    page.get_by_label("What is broken").fill(f"{word} is down")
    page.get_by_role("button", name="File the issue").click()
    for button, state in (("Close", "Closed"), ("Reopen", "Open")):
        page.get_by_role("button", name=button).click()
        expect(page.locator(".state")).to_have_text(state)
    expect(page.locator(".changes")).to_contain_text("reopened by the curator")
    page.get_by_label("What is broken").fill(f"{word} is upside down")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{word} is upside down")
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete").click()
    expect(page).to_have_url(re.compile("/issues$"))
    expect(page.get_by_role("main")).not_to_contain_text(word)


def test_the_bar_of_who_is_signed_in_fits_a_phone(new_visitor, reporter):
    page = new_visitor(size=(360, 740))
    sign_in(page, reporter)
    expect(page.get_by_role("heading", name="Reports")).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
