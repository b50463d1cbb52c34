import pytest

from shared.web.accept import Format, names_page, page_or_json, text_or_page
from shared.web.problems import WebError
from tests.web.examples import a_request

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
HTML, JSON, TEXT = Format.HTML, Format.JSON, Format.TEXT


@pytest.mark.parametrize(
    ("accept", "page", "log"),
    [
        pytest.param(None, HTML, TEXT, id="no-accept"),
        pytest.param("*/*", HTML, TEXT, id="curl"),
        pytest.param(BROWSER, HTML, HTML, id="browser"),
        pytest.param("application/json", JSON, JSON, id="json"),
        pytest.param("application/json, text/plain, */*", JSON, TEXT, id="json-first-of-many"),
        pytest.param("application/json;q=0.5, text/html", HTML, HTML, id="prefers-html"),
        pytest.param("text/html;q=0.5, application/json", JSON, JSON, id="prefers-json"),
        pytest.param("text/html;q=0", HTML, TEXT, id="refuses-html"),
        pytest.param("text/plain", HTML, TEXT, id="plain"),
        pytest.param("image/png", HTML, TEXT, id="nothing-we-have"),
        pytest.param("TEXT/HTML; charset=utf-8", HTML, HTML, id="upper-case-with-parameter"),
        pytest.param(";;;,,q=", HTML, TEXT, id="nonsense"),
    ],
)
def test_the_form_of_an_answer_follows_accept(accept, page, log):
    assert page_or_json(a_request(accept=accept)) is page
    assert text_or_page(a_request(accept=accept)) is log


def test_format_in_the_address_outranks_accept():
    assert page_or_json(a_request("/?format=json", accept=BROWSER)) is JSON
    assert text_or_page(a_request("/?format=text", accept=BROWSER)) is TEXT
    assert page_or_json(a_request("/?format=html", accept="application/json")) is HTML


@pytest.mark.parametrize("format_", ["text", "xml", "JSON", "html;"])
def test_a_format_that_is_not_on_offer_is_an_error(format_):
    with pytest.raises(WebError) as caught:
        page_or_json(a_request("/", query_string={"format": format_}))
    assert (caught.value.status, caught.value.code) == (400, "invalid_format")


@pytest.mark.parametrize(
    ("path", "accept", "expected"),
    [
        pytest.param("/", BROWSER, True, id="browser"),
        pytest.param("/", "*/*", False, id="curl"),
        pytest.param("/", "application/json, text/html", False, id="script"),
        pytest.param("/?format=nonsense", BROWSER, False, id="never-raises"),
        pytest.param("/?format=html", "*/*", True, id="asked"),
    ],
)
def test_errors_are_pages_for_those_who_name_html(path, accept, expected):
    assert names_page(a_request(path, accept=accept)) is expected
