import pytest

from shared.bootstrap import App
from shared.config import Settings
from shared.web.handlers.links import curl_line, next_href
from tests.web.examples import a_request


@pytest.mark.parametrize(
    ("settings", "host", "expected"),
    [
        (Settings(), "127.0.0.1:8080", "http://127.0.0.1:8080/logs"),
        (Settings(local=False), "web-x.run.app", "https://web-x.run.app/logs"),
        (Settings(public_url="https://ci.example"), "x", "https://ci.example/logs"),
        (Settings(), "a;rm", "http://127.0.0.1:8080/logs"),
    ],
)
def test_the_curl_line_names_this_service(settings, host, expected):
    line = curl_line(App(settings), a_request(headers={"Host": host}))
    assert line == f"curl -F file=@build.log {expected}"


def test_the_next_page_keeps_the_filters():
    request = a_request("/records?problem=1&cursor=old&limit=5")
    assert next_href(request, "a b") == "/records?problem=1&cursor=a+b&limit=5"
    assert next_href(request, None) is None
