"""Requests whose path, query, headers and body nobody sane would send: refused, never a crash."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from shared import bootstrap
from shared.core.access import Role
from shared.core.limits import Limit
from tests.functions.access_table import EXPECTED
from tests.functions.guests import ENVIRONMENT, House
from tests.hostile.inputs import SEGMENTS, TEXTS, as_json, fragments, json_values, mangled
from tests.hostile.test_parsers import EXAMPLES

SHA = "a" * 40
PART = re.compile(r"<[^>]+>")
# A path with a line feed in it does not get to us: the framework says that there is none.
FRAMEWORKS_OWN = b"<!doctype html>\n<html lang=en>\n<title>40"
# What an address may hold where an id belongs, as it stands in the environment of WSGI.
PARTS = st.sampled_from(
    [
        "000000000",
        "000001",
        "0" * 20,
        "0" * 8,
        "0" * 12,
        SHA,
        "acme",
        "7",
        "~1",
        "~",
        "..",
        "%2e%2e",
        "é".encode().decode("latin-1"),
        "ÿ",
        "a\x00b",
        "a\nb",
        "new",
        "x" * 3000,
        "'--",
        "{{7*7}}",
    ]
) | TEXTS.map(lambda text: text.encode("utf-8", "replace").decode("latin-1"))
QUERIES = fragments(
    *(
        "limit=",
        "cursor=",
        "q=",
        "type=C",
        "job=",
        "format=",
        "lines=",
        "days=",
        "&",
        "=",
        "%",
        "%ff",
    ),
    *("label=", "record=", "report=", "status=", "sort=", "table=", "next=//evil", "9" * 30),
    most=12,
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "HTTP_ACCEPT",
            "HTTP_COOKIE",
            "HTTP_HOST",
            "HTTP_ORIGIN",
            "HTTP_RANGE",
            "HTTP_TRANSFER_ENCODING",
            "HTTP_X_GOOG_IAP_JWT_ASSERTION",
            "HTTP_X_FORWARDED_FOR",
            "HTTP_X_CLOUD_TRACE_CONTEXT",
            "HTTP_X_FORM_TOKEN",
            "HTTP_IF_NONE_MATCH",
            "HTTP_X_HTTP_METHOD_OVERRIDE",
            "HTTP_FORWARDED",
            "CONTENT_LENGTH",
            "HTTP_CONTENT_ENCODING",
            "HTTP_X_GITHUB_EVENT",
            "HTTP_X_HUB_SIGNATURE_256",
        ]
    ),
    TEXTS
    | st.lists(SEGMENTS, min_size=3, max_size=3).map(".".join)
    | fragments(
        "text/html", ";q=", "faultline=", "bytes=0-", "localhost", ":", "sha256=", "=", ","
    ),
    max_size=4,
)
TYPES = st.sampled_from(
    [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=edge",
        "multipart/form-data",
        "text/plain; charset=utf-16",
        "application/toml",
        "",
        "/",
        "ÿ;=;",
    ]
)
NAMES = ("expression", "kind", "labels", "scope", "summary", "report_id", "new_status", "version")
MULTIPART = (
    b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    b"error: x\r\n--edge--"
)
BODIES = st.one_of(
    as_json(json_values(*NAMES)),
    mangled(st.just(MULTIPART)),
    mangled(
        st.just(b"summary=a&report_id=000000000&job=unit&verdict=flaky&reason=%ff&into=&labels=%00")
    ),
    st.binary(max_size=200),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patched:
        variables = ENVIRONMENT | {"DATA_DIR": str(tmp_path_factory.mktemp("house"))}
        for name, value in (variables | {"WRITES_PER_MINUTE": "1000000"}).items():
            patched.setenv(name, value)
        bootstrap.get_app.cache_clear()
        house = House()
        house.app.sign_in_limit = Limit(per_minute=10**6, burst=10**6)
        yield house
        bootstrap.get_app.cache_clear()


def environ(method, path, query, headers, body, kind):
    """Return a request as a server hands it over, whatever a client library would refuse."""
    built = EnvironBuilder("/", method=method, data=body, content_type=kind).get_environ()
    said = {name: _latin(value) for name, value in headers.items()}
    # A server refuses a length that is no number, and line feeds in headers, by itself.
    if not said.get("CONTENT_LENGTH", "0").isdecimal() or len(said.get("CONTENT_LENGTH", "")) > 18:
        del said["CONTENT_LENGTH"]
    return built | said | {"PATH_INFO": path, "QUERY_STRING": _latin(query)}


def _latin(text):
    text = text.encode("utf-8", "replace").decode("latin-1")
    return text.replace("\r", "").replace("\n", "").replace("\x00", "")


def answered(app, given):
    """Return status and headers of the answer, whose body is read."""
    seen = []
    body = b"".join(app(given, lambda status, headers, *_: seen.append((status, headers))))
    status, headers = seen[-1]
    return int(status.split()[0]), dict(headers), body


@pytest.mark.parametrize("part", ["\r", "\x00", "é".encode().decode("latin-1"), "\xff"])
def test_a_path_without_its_last_slash_is_an_address(house, part):
    status, headers, _ = answered(house.web, environ("GET", f"/issues/{part}/", "", {}, b"", ""))
    assert status == 308
    assert re.fullmatch(r"/issues/[%0-9A-F]+", headers["Location"])


def is_frameworks_own(house, given):
    """Tell whether it is answered before the service is asked; the page tells, HEAD has none."""
    method = given["REQUEST_METHOD"]
    asked = given | {"REQUEST_METHOD": "GET" if method == "HEAD" else method}
    return answered(house.web, asked)[2].startswith(FRAMEWORKS_OWN)


@settings(max_examples=5 * EXAMPLES)
@given(data=st.data())
@pytest.mark.parametrize("signed_in", [True, False], ids=["curator", "anybody"])
def test_every_request_is_answered_and_none_crashes(house, signed_in, data):
    method, pattern = data.draw(st.sampled_from(sorted(EXPECTED)))
    path = PART.sub(lambda _part: data.draw(PARTS), pattern) + data.draw(
        st.sampled_from(["", "", "", "/", "//", "/..", "%00", "?"])
    )
    method = data.draw(st.sampled_from([method] * 6 + ["HEAD", "OPTIONS", "TRACE", "PATCH", "get"]))
    given = environ(
        method, path, data.draw(QUERIES), data.draw(HEADERS), data.draw(BODIES), data.draw(TYPES)
    )
    if signed_in:
        given["HTTP_AUTHORIZATION"] = f"Bearer {_token(house)}"
    status, headers, body = answered(house.web, given)
    assert status < 500 or (status == 503 and b"iap" in body), (status, body[:300])
    assert headers.get("X-Content-Type-Options") == "nosniff" or is_frameworks_own(house, given)
    if headers.get("Content-Type", "").startswith("application/json") and body:
        json.loads(body)
    if location := headers.get("Location"):
        assert re.match(r"/(?![/\\])", location), location


def _token(house):
    if not hasattr(house, "curator"):
        house.curator = house.token(Role.CURATOR)
    return house.curator
