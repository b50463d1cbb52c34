import pytest

from shared.config import Settings
from shared.web.guards import check_sender
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
    check_sender(a_write(host, origin), LOCAL)


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
        check_sender(a_write(host, origin), LOCAL)
    assert (caught.value.status, caught.value.code) == (403, code)


def test_reading_is_guarded_by_host_too():
    """A page of another site may have pointed a name of its own at this machine."""
    check_sender(a_write("localhost", "http://evil.example", method="GET"), LOCAL)
    with pytest.raises(WebError):
        check_sender(a_write("evil.example", method="GET"), LOCAL)


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        pytest.param("127.0.0.1", True, id="this-machine"),
        pytest.param("127.0.0.53", True, id="this-machine-too"),
        pytest.param("::1", True, id="this-machine-v6"),
        pytest.param("192.168.1.20", False, id="neighbour"),
        pytest.param("::ffff:192.168.1.20", False, id="neighbour-v6"),
        pytest.param("nonsense", False, id="no-address"),
    ],
)
def test_only_this_machine_reaches_a_service_without_sign_in(address, allowed):
    request = a_write("localhost", method="GET")
    request.remote_addr = address
    if allowed:
        check_sender(request, LOCAL)
        return
    with pytest.raises(WebError) as caught:
        check_sender(request, LOCAL)
    assert caught.value.code == "foreign_address"


CLOUD = Settings(stores="cloud", local=False, public_url="https://ci.acme.example")


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        pytest.param(None, True, id="a-program"),
        pytest.param("https://faultline.example", True, id="own-host"),
        pytest.param("http://faultline.example", True, id="own-host-as-seen-here"),
        pytest.param("https://ci.acme.example", True, id="public-url"),
        pytest.param("https://evil.example", False, id="another-site"),
        pytest.param("null", False, id="sandboxed"),
        pytest.param("", False, id="empty"),
    ],
)
def test_elsewhere_any_host_will_do_and_the_origin_must_be_ours(origin, allowed):
    request = a_write("faultline.example", origin)
    if allowed:
        check_sender(request, CLOUD)
        return
    with pytest.raises(WebError) as caught:
        check_sender(request, CLOUD)
    assert (caught.value.status, caught.value.code) == (403, "foreign_origin")
