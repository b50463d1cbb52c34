"""`web` and `webhook` as deploy.sh starts them, each a process, with no shortcut of one machine.

Stores are the emulators; the proxy's keys come over TLS from where the functions ask for them.
"""

import hashlib
import hmac
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from pathlib import Path

from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

from shared.bootstrap import App
from shared.config import read_settings
from shared.core.access import Role
from shared.services.access import CACHE_MS
from tests.bench._worlds import environment, environments
from tests.deploy.uploads import copy_uploaded
from tests.functions.deployed import Running, planned, started
from tests.functions.guests import ENVIRONMENT, Guest, House
from tests.functions.test_access import (
    ROUTES,
    WAYS,
    assert_gets_as_far_as_expected,
    path_of,
)
from tests.hostile.proxy_keys import serving_keys
from tests.iap import Proxy

SECRET = "s" * 32
SIGNED = "/webhooks/github"


def lets_in_whom_it_should(*, short: bool) -> bool:
    """Print what held; false if one way in leads further, or less far, than the table says."""
    with environments() as found:
        if "cloud" not in found:
            print("roles: not asked, for lack of emulators")
            return short
        with deployed(found["cloud"]) as house:
            wrong = [*_ways(house, short=short), *_webhook(house)]
    for each in wrong:
        print(f"    WRONG: {each}")
    return not wrong


@dataclass
class Client:
    """What a Guest sends by: one process, cookies kept, and another address for each request."""

    process: Running
    cookies: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: _NUMBERS)

    def open(self, path: str, *, method: str, headers: Mapping[str, str], **options: object):
        built = EnvironBuilder(path, method=method, headers=dict(headers), **options)
        sent = dict(built.headers)
        body = built.get_request().get_data() if options else None
        if built.content_type:
            sent["Content-Type"] = built.get_environ()["CONTENT_TYPE"]
        # Attempts to sign in are limited for each address, which the platform adds at the end.
        number = next(self.numbers)
        sent["X-Forwarded-For"] = f"evil, 198.51.{number // 250 % 250}.{number % 250}"
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return self._answer(path, method, sent, body)

    def _answer(self, path: str, method: str, headers: Mapping[str, str], body: bytes | None):
        connection = HTTPConnection("127.0.0.1", self.process.port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            found = Response(answer.read(), answer.status, answer.getheaders())
        finally:
            connection.close()
        for cookie in found.headers.getlist("Set-Cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return _Answer(found)


_NUMBERS = count()


@dataclass(frozen=True)
class _Answer:
    """An answer as tests look at it."""

    response: Response

    def __getattr__(self, name: str):
        return getattr(self.response, name)

    @property
    def text(self) -> str:
        return self.response.get_data(as_text=True)


class DeployedHouse(House):
    """Guests of the two processes; tokens are made in the store, as whoever runs it makes them."""

    def __init__(self, web: Running, webhook: Running, app: App, proxy: Proxy) -> None:
        self.processes, self._app, self.proxy = (web, webhook), app, proxy

    @property
    def app(self) -> App:
        return self._app

    def guest(self, **headers: str) -> Guest:
        return Guest(Client(self.processes[0]), headers)

    def at_webhook(self) -> Guest:
        """Someone before the public function."""
        return Guest(Client(self.processes[1]))


@contextmanager
def deployed(cloud: Mapping[str, str]) -> Iterator[DeployedHouse]:
    """Give both functions, started as planned, on the emulators."""
    proxy, plan = Proxy(), planned()
    emulators = {name: value for name, value in cloud.items() if name.endswith("_HOST")}
    stores = {name: cloud[name] for name in ("PROJECT_ID", "BUCKET", "DERIVED_BUCKET")}
    iap = {name: ENVIRONMENT[name] for name in ("IAP_AUDIENCE", "IAP_ROLES")}
    more = {"SESSION_KEY": "k" * 40, "WRITES_PER_MINUTE": "1000000"}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        workspace = copy_uploaded(folder / "workspace")
        keys = stack.enter_context(serving_keys(proxy.keys, folder))
        variables = emulators | stores | keys
        web = started("web", plan, workspace, folder / "web.out", **variables, **iap, **more)
        webhook = started(
            "webhook",
            plan,
            workspace,
            folder / "hook.out",
            **variables,
            GITHUB_WEBHOOK_SECRET=SECRET,
        )
        processes = stack.enter_context(web), stack.enter_context(webhook)
        stack.enter_context(environment({**cloud, **more, "LOCAL_MODE": "0"}))
        yield DeployedHouse(*processes, App(read_settings()), proxy)


def _ways(house: DeployedHouse, *, short: bool) -> Iterator[str]:
    ways = list(WAYS)[:: 4 if short else 1]
    asked = 0
    for way in ways:
        come = WAYS[way][1]
        taken_back = _once(come, house) if "revoked" in way else None
        for method, path in list(ROUTES)[:: 5 if short else 1]:
            asked += 1
            try:
                assert_gets_as_far_as_expected(taken_back or come(house), method, path, way)
            except AssertionError as error:
                yield f"{way}, {method} {path}: {str(error)[:200]}"
    print(f"roles: {asked:,} requests, {len(ways)} ways in, each let in and kept out as it should")


def _once(come: Callable[[House], Guest], house: DeployedHouse) -> Guest:
    """Return a guest whose token was taken back so long ago that every process knows."""
    guest = come(house)
    time.sleep(CACHE_MS / 1000 + 1)
    return guest


def _webhook(house: DeployedHouse) -> Iterator[str]:
    """Ask the public function for all that it must not serve, and for what it must check."""
    for method, path in ROUTES:
        if path.startswith(("/webhooks", "/health", "/openapi", "/assets")):
            continue
        status = house.at_webhook().send(method, path_of(path)).status_code
        if status not in (401, 404, 405):
            yield f"webhook: {method} {path} answers {status}"
    body = json.dumps({"zen": "x"}).encode()
    signature = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    for signed, expected in ((signature, 200), (signature[:-1] + "g", 401), ("", 401)):
        headers = {
            "Content-Type": "application/json",
            "X-GitHub-Event": "ping",
            "X-GitHub-Delivery": "d-1",
            "X-Hub-Signature-256": signed,
        }
        status = house.at_webhook().send("POST", SIGNED, data=body, headers=headers).status_code
        if status != expected:
            yield f"webhook: signed with {signed[:12]!r} it answers {status}"
    token = house.token(Role.CURATOR)
    status = house.bearer(token).send("POST", SIGNED, data=body).status_code
    if status != 401:
        yield f"web: without a secret, a webhook's event is answered {status}"
    print("webhook: nothing but events and health is served, and no event unsigned")
