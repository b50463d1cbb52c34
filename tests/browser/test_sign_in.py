"""A service that others reach: who comes with a browser signs in with a token."""

import os
import re
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.watch import watched
from tests.serving import run, serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("guarded")


@pytest.fixture(scope="module")
def make_token(folder):
    """Return a maker of tokens for a role; the name is the role's."""

    def make(role):
        command = [sys.executable, "-m", "shared.cli", "tokens", "create", "--role", role]
        made = run([*command, "--name", f"the {role}"], os.environ | {"DATA_DIR": str(folder)})
        assert made.returncode == 0, made.stderr
        return made.stdout.strip()

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_accessible_and_fits_a_phone(new_visitor, scheme):
    page = new_visitor(color_scheme=scheme, size=(360, 740))
    sign_in(page, "wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_bar_of_who_is_signed_in_fits_a_phone(new_visitor, reporter):
    page = new_visitor(size=(360, 740))
    sign_in(page, reporter)
    expect(page.get_by_role("heading", name="Reports")).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
