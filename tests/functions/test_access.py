"""Every route, method, role and way in: who gets how far."""

import importlib
import io
import json
import pkgutil
import re

import pytest

import shared.web
from shared import bootstrap
from shared.core.access import Role
from shared.core.limits import Limit
from shared.web.gate import IAP_HEADER
from shared.web.routing import PUBLIC, Route
from tests.functions.access_table import EXPECTED
from tests.functions.guests import ENVIRONMENT, Guest, House

PART = re.compile(r"<[^>]+>")
SAMPLES = {
    "<log_id>": "000000000",
    "<issue_id>": "000000",
    "<record>": "0" * 20,
    "<pattern_id>": "0" * 8,
    "<scan_id>": "0" * 12,
    "<breakage_id>": "0" * 10,
    "<name>": "style.css",
    "<job>": "none~1such",
    "<build>": "1",
    "<owner>": "acme",
    "<repo>": "shop",
    "<sha>": "0" * 40,
    "<path:branch>": "release/4.x",
    "<number>": "7",
}


def tables() -> list[tuple[Route, ...]]:
    """Return every route table there is."""
    names = [m.name for m in pkgutil.iter_modules(shared.web.__path__) if m.name.endswith("_table")]
    modules = [importlib.import_module(f"shared.web.{name}") for name in names]
    found = [value for module in modules for value in vars(module).values()]
    return [v for v in found if isinstance(v, tuple) and v and isinstance(v[0], Route)]


ROUTES = {(route.method, route.path): route for table in tables() for route in table}


def test_every_route_has_the_role_that_is_expected_of_it():
    assert ROUTES.keys() == EXPECTED.keys(), "say in access_table.py who may use which route"
    assert {key: route.role for key, route in ROUTES.items()} == EXPECTED


def test_the_one_origin_serves_every_table(house):
    for method, path in ROUTES:
        answer = house.guest().send(method, path_of(path))
        assert answer.status_code not in (404, 405) or EXPECTED[method, path] is PUBLIC, path


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """One service for the whole table: nothing here changes what another row sees."""
    with pytest.MonkeyPatch.context() as patched:
        variables = ENVIRONMENT | {"DATA_DIR": str(tmp_path_factory.mktemp("house"))}
        for name, value in variables.items():
            patched.setenv(name, value)
        patched.setenv("WRITES_PER_MINUTE", "100000")
        bootstrap.get_app.cache_clear()
        house = House()
        house.app.sign_in_limit = Limit(per_minute=10**6, burst=10**6)
        yield house
        bootstrap.get_app.cache_clear()


def revoked(house: House) -> str:
    text = house.token(Role.CURATOR)
    house.revoke(text)
    return text


def cookie_of_a_revoked_token(house: House) -> Guest:
    text = house.token(Role.CURATOR)
    guest = house.signed_in(text)
    house.revoke(text)
    return guest


NOBODY = None
# No sign-in helps here: each request brings a signature of its own.
SIGNED = "/webhooks/github"

# way in: the role it gives (NOBODY: it proves nothing), and who comes that way
WAYS = {
    "no credentials": (NOBODY, lambda house: house.guest()),
    "no token of ours": (NOBODY, lambda house: house.bearer("secret")),
    "basic authentication": (NOBODY, lambda house: house.guest(Authorization="Basic YTpi")),
    "unknown token": (NOBODY, lambda house: house.bearer(f"flt_{'0' * 12}_{'0' * 64}")),
    "expired token": (NOBODY, lambda house: house.bearer(house.token(Role.CURATOR, expires_ms=1))),
    "revoked token": (NOBODY, lambda house: house.bearer(revoked(house))),
    "forged cookie": (NOBODY, lambda house: house.guest(Cookie="faultline=WyJhIiwiYiIsOV0.x")),
    "revoked token's cookie": (NOBODY, cookie_of_a_revoked_token),
    "forged assertion": (NOBODY, lambda house: house.guest(**{IAP_HEADER: "a.b.c"})),
    "reader's token": (Role.READER, lambda house: house.bearer(house.token(Role.READER))),
    "reporter's token": (Role.REPORTER, lambda house: house.bearer(house.token(Role.REPORTER))),
    "limited reporter's token": (
        Role.REPORTER,
        lambda house: house.bearer(house.token(Role.REPORTER, repos=("acme/*",))),
    ),
    "curator's token": (Role.CURATOR, lambda house: house.bearer(house.token(Role.CURATOR))),
    "reader's cookie": (Role.READER, lambda house: house.signed_in(house.token(Role.READER))),
    "reporter's cookie": (Role.REPORTER, lambda house: house.signed_in(house.token(Role.REPORTER))),
    "curator's cookie": (Role.CURATOR, lambda house: house.signed_in(house.token(Role.CURATOR))),
    "reader by proxy": (Role.READER, lambda house: house.by_proxy("eve@acme.example")),
    "reporter by proxy": (Role.REPORTER, lambda house: house.by_proxy("bob@acme.example")),
    "curator by proxy": (Role.CURATOR, lambda house: house.by_proxy("ann@acme.example")),
}


def path_of(pattern: str) -> str:
    """Return an address of the route: ids are well formed, and nobody has them."""
    return PART.sub(lambda part: SAMPLES[part[0]], pattern)


def expected_refusal(needed: Role | None, role: Role | None, path: str) -> int | None:
    """Return how a request is refused at the door; None where it gets in."""
    if (needed, path) == (PUBLIC, SIGNED):
        return 401
    if needed is PUBLIC:
        return None
    if role is NOBODY:
        return 401
    return None if role.includes(needed) else 403


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("method", "path"), ROUTES, ids=lambda part: part)
def test_who_gets_in(method, path, way, house):
    _, come = WAYS[way]
    assert_gets_as_far_as_expected(come(house), method, path, way)


def assert_gets_as_far_as_expected(guest: Guest, method: str, path: str, way: str) -> None:
    role, _ = WAYS[way]
    fields = {} if method == "GET" or not guest.needs_form else {"form_token": guest.form_token()}
    answer = guest.send(method, path_of(path), data={"repo": "acme/shop", **fields})
    refusal = expected_refusal(EXPECTED[method, path], role, path)
    if refusal is None:
        assert answer.status_code not in (401, 403, 429, 500), answer.text
        return
    assert answer.status_code == refusal, answer.text
    assert answer.json["error"]["message"]
    if refusal == 401 and way != "forged assertion" and path != SIGNED:
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", ["/", "/records?problem=1", "/reports/000000000"])
def test_a_browser_without_sign_in_is_led_to_it_and_back(house, path):
    answer = house.guest().browse(path)
    assert answer.status_code == 303
    form = house.guest().browse(answer.headers["Location"])
    wanted = path.replace("&", "&amp;")
    assert f'name="next" value="{wanted}"' in form.text


def test_head_is_led_as_get_is(house):
    answer = house.guest().send("HEAD", "/records", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.data) == (303, b"")


def test_a_write_is_not_led_anywhere(house):
    answer = house.guest().send("POST", "/logs", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (401, "text/html")


def test_a_token_is_better_than_a_cookie(house):
    guest = house.signed_in(house.token(Role.READER))
    assert guest.send("POST", "/logs").status_code == 403
    token = house.token(Role.CURATOR)
    answer = guest.send("POST", "/logs", headers={"Authorization": f"Bearer {token}"})
    assert answer.json["error"]["code"] == "missing_file"
    wrong = {"Authorization": f"Bearer {token[:-1]}0"}
    assert guest.send("GET", "/", headers=wrong).status_code in (200, 401)
    assert guest.send("GET", "/", headers={"Authorization": "Bearer flt_x"}).status_code == 401


def test_a_token_of_the_platform_says_nothing_where_a_cookie_does(house):
    guest = house.signed_in(house.token(Role.READER))
    identity = {"Authorization": "Bearer eyJhbGciOi.eyJlbWFpbCI.c2ln"}
    assert guest.send("GET", "/", headers=identity).status_code == 200


def test_a_known_address_without_a_role_is_told_so(house):
    answer = house.by_proxy("stranger@beta.example").send("GET", "/")
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "no_role")
    assert "stranger@beta.example" in answer.json["error"]["message"]


@pytest.mark.parametrize(
    ("repo", "status"),
    [("acme/shop", 201), ("evil/shop", 403), ("acme/shop/x", 403), ("", 403), (None, 403)],
)
def test_a_limited_reporter_sends_logs_of_some_repositories(house, repo, status):
    guest = house.bearer(house.token(Role.REPORTER, repos=("acme/*",)))
    fields = {} if repo is None else {"repo": repo}
    answer = guest.send("POST", "/logs", data={"file": (a_log(), "build.log"), **fields})
    assert answer.status_code == status, answer.text
    if status == 403:
        assert answer.json["error"]["code"] == "repo_not_allowed"


@pytest.mark.parametrize("way", ["bearer", "cookie", "proxy"])
def test_what_is_sent_says_who_sent_it(house, way, capsys):
    guests = {
        "bearer": lambda: house.bearer(house.token(Role.REPORTER, "ci")),
        "cookie": lambda: house.signed_in(house.token(Role.REPORTER, "ci")),
        "proxy": lambda: house.by_proxy("bob@acme.example"),
    }
    guest = guests[way]()
    fields = {"form_token": guest.form_token()} if guest.needs_form else {}
    capsys.readouterr()
    answer = guest.send("POST", "/logs", data={"file": (a_log(), "build.log"), **fields})
    assert answer.status_code == 201, answer.text
    actor = "bob@acme.example" if way == "proxy" else "ci"
    record = guest.send("GET", f"/records/{answer.json['record']}").json
    assert record["uploaded_by"] == actor
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    (written,) = [line for line in lines if line["message"] == "write"]
    assert (written["actor"], written["method"], written["path"], written["status"]) == (
        actor,
        "POST",
        "/logs",
        201,
    )


def test_nobody_can_say_so_for_another(house):
    """An uploader's form has no such field, and what lies elsewhere in the bucket is not asked."""
    guest = house.bearer(house.token(Role.REPORTER, "ci"))
    data = {"file": (a_log(), "build.log"), "uploaded_by": "ann"}
    record = guest.send("POST", "/logs", data=data).json["record"]
    assert guest.send("GET", f"/records/{record}").json["uploaded_by"] == "ci"
    app = house.app
    found = app.logs.put("ci/build.log", [b"error: x\n"], metadata={"uploaded_by": "ann"})
    assert app.ingest.run(found, now_ms=app.now_ms()).record.uploaded_by is None


def a_log() -> io.BytesIO:
    return io.BytesIO(b"main.c:8: error: no such thing\n")
