import pytest

from shared.config import Settings
from shared.web.guards import check_write
from shared.web.problems import WebError
from tests.web.examples import a_request

LOCAL = Settings(local=True)


def a_write(host="127.0.0.1:8080", origin=None, method="POST"):
    headers = {"Host": host} | ({"Origin": origin} if origin is not None else {})
    return a_request("/logs", method=method, headers=headers)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:8080", None),
        ("localhost", None),
        ("LOCALHOST:1", None),
        ("[::1]:8080", "http://[::1]:8080"),
        ("localhost:8080", "http://localhost:8080"),
    ],
)
def test_this_machine_may_write(host, origin):
    check_write(a_write(host, origin), LOCAL)


@pytest.mark.parametrize(
    ("host", "origin", "code"),
    [
        ("evil.example", None, "foreign_host"),
        ("127.0.0.1.evil.example", None, "foreign_host"),
        ("evil@127.0.0.1.example", None, "foreign_host"),
        ("[::1", None, "foreign_host"),
        ("", None, "foreign_host"),
        ("127.0.0.1:8080", "http://evil.example", "foreign_origin"),
        ("127.0.0.1:8080", "null", "foreign_origin"),
        ("127.0.0.1:8080", "", "foreign_origin"),
        ("127.0.0.1:8080", "https://127.0.0.1:8080", "foreign_origin"),
        ("127.0.0.1:8080", "http://127.0.0.1:9999", "foreign_origin"),
    ],
)
def test_others_may_not(host, origin, code):
    with pytest.raises(WebError) as caught:
        check_write(a_write(host, origin), LOCAL)
    assert (caught.value.status, caught.value.code) == (403, code)


def test_reading_is_not_guarded():
    check_write(a_write("evil.example", method="GET"), LOCAL)


def test_elsewhere_the_platform_checks_the_host():
    check_write(a_write("faultline.example"), Settings(local=False))
