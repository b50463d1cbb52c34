"""The watch that every other test relies on sees what no page may do."""

import pytest

from tests.browser.watch import watched


@pytest.mark.parametrize(
    ("script", "noticed"),
    [
        pytest.param("fetch('http://192.0.2.1/')", "192.0.2.1", id="request-elsewhere"),
        pytest.param("document.body.append(alert('hi') || '')", "dialog: hi", id="dialog"),
        pytest.param("console.log('ran')", "ran", id="script-that-runs"),
        pytest.param("setTimeout(() => { throw Error('bad') })", "bad", id="script-that-fails"),
        pytest.param(
            "document.body.append(Object.assign(document.createElement('style'),"
            " {textContent: 'b {color: red}'}))",
            "Content Security Policy",
            id="style-that-the-policy-forbids",
        ),
    ],
)
def test_a_page_that_does_what_none_may_is_noticed(browser, site, script, noticed):
    def misbehave():
        with watched(browser, site.origin) as (context, watch):
            page = context.new_page()
            page.goto("/")
            page.evaluate(f"() => {{ {script} }}")
            page.goto("/records")  # what was asked for has arrived by then
            assert watch.noticed

    with pytest.raises(AssertionError, match=noticed):
        misbehave()


def test_a_page_of_the_site_is_left_alone(browser, site):
    with watched(browser, site.origin) as (context, watch):
        page = context.new_page()
        page.goto("/")
        page.goto("/reports/000000000")  # says 404, which is no fault of the page
        assert watch.noticed == []
