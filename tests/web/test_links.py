import pytest

from shared.bootstrap import App
from shared.config import Settings
from shared.web.handlers.links import curl_line, next_href
from tests.web.examples import a_request


@pytest.mark.parametrize(
    ("settings", "host", "expected"),
    [
        (Settings(), "127.0.0.1:8080", "http://127.0.0.1:8080/logs"),
        (Settings(public_url="https://ci.example"), "x", "https://ci.example/logs"),
        (Settings(), "a;rm", "http://127.0.0.1:8080/logs"),
    ],
)
def test_the_curl_line_names_this_service(settings, host, expected):
    line = curl_line(App(settings), a_request(headers={"Host": host}))
    assert line == f"curl -F file=@build.log {expected}"


def test_where_others_reach_it_the_curl_line_brings_a_token_and_keeps_to_https():
    app = App(Settings(stores="cloud", local=False))
    line = curl_line(app, a_request(headers={"Host": "web-x.run.app"}))
    token = '-H "Authorization: Bearer $TOKEN"'
    assert line == f"curl {token} -F file=@build.log https://web-x.run.app/logs"


def test_the_next_page_keeps_the_filters():
    request = a_request("/records?problem=1&cursor=old&limit=5")
    assert next_href(request, "a b") == "/records?problem=1&cursor=a+b&limit=5"
    assert next_href(request, None) is None
