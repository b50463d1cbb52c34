"""A service that others reach, and the ways to come to it."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from werkzeug.test import Client, TestResponse

from shared.adapters.iap import IapVerifier
from shared.bootstrap import App, get_app
from shared.core.access import Role
from shared.local.functions import load_function
from shared.services.access import create_token, revoke_token
from shared.web.form_tokens import new_token
from shared.web.gate import IAP_HEADER
from tests.functions.conftest import BROWSER
from tests.iap import AUDIENCE, Proxy

ENVIRONMENT = {
    "HOST": "0.0.0.0",
    "IAP_AUDIENCE": AUDIENCE,
    "IAP_ROLES": "ann@acme.example=curator bob@acme.example=reporter *@acme.example=reader",
}
FORM_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


@dataclass
class Guest:
    """Someone before the service: with a token, a cookie, an assertion, or nothing."""

    client: Client
    headers: dict[str, str] = field(default_factory=dict)
    # For who sees no page with a form: what the token of one would be.
    made_token: Callable[[], str] = str

    @property
    def needs_form(self) -> bool:
        """Whether a browser would send the proof by itself, so that writes need a form."""
        return "Authorization" not in self.headers

    def send(self, method: str, path: str, **options) -> TestResponse:
        headers = {"Accept": "application/json", **self.headers, **options.pop("headers", {})}
        return self.client.open(path, method=method, headers=headers, **options)

    def browse(self, path: str) -> TestResponse:
        return self.send("GET", path, headers={"Accept": BROWSER})

    def form_token(self) -> str:
        """Return the token of a form on a page that the guest may see; "" without one."""
        pages = (self.browse(path).text for path in ("/upload", "/"))
        found = next(filter(None, map(FORM_TOKEN.search, pages)), None)
        return found[1] if found else self.made_token()

    def post_form(self, path: str, *, token: str | None = None, **fields: object) -> TestResponse:
        """Send a form as a page has it, or with another token."""
        data = {"form_token": self.form_token() if token is None else token, **fields}
        return self.send("POST", path, data=data, headers={"Accept": BROWSER})


class House:
    """The `web` function, reached from elsewhere, with every kind of guest."""

    def __init__(self) -> None:
        self.web = load_function("web", "http")
        self.proxy = Proxy()
        self.app.iap = IapVerifier(AUDIENCE, lambda: self.proxy.keys)

    @property
    def app(self) -> App:
        return get_app()

    def token(self, role: Role, name: str = "guest", **options) -> str:
        app = self.app
        return create_token(app.tokens, name, role, now_ms=app.now_ms(), **options)

    def guest(self, **headers: str) -> Guest:
        return Guest(Client(self.web), headers)

    def bearer(self, text: str) -> Guest:
        return self.guest(Authorization=f"Bearer {text}")

    def by_proxy(self, email: str) -> Guest:
        guest = self.guest(**{IAP_HEADER: self.proxy.assertion(email)})
        guest.made_token = lambda: new_token(
            self.app.session_key, f"iap:{email}", now_ms=self.app.now_ms()
        )
        return guest

    def signed_in(self, text: str) -> Guest:
        guest = self.guest()
        answer = guest.send("POST", "/login", data={"token": text})
        assert answer.status_code == 200, answer.text
        return guest

    def revoke(self, text: str) -> None:
        """Take the token back, and let instances know at once."""
        app = self.app
        revoke_token(app.tokens, text.split("_")[1], now_ms=app.now_ms())
        app.__dict__.pop("token_check", None)


def sign_in(house: House, text: str, *, next_path: str | None = None, **headers: str):
    """Send the sign-in form with this token, as a browser does."""
    data = {"token": text} | ({} if next_path is None else {"next": next_path})
    return house.guest().send("POST", "/login", data=data, headers={"Accept": BROWSER} | headers)


def a_log() -> tuple[io.BytesIO, str]:
    """Return a log with a failure, as a form's file."""
    return io.BytesIO(b"main.c:8: error: no such thing\n"), "build.log"


def code(answer: TestResponse) -> str:
    """Return the code of an error."""
    return answer.json["error"]["code"]


def later(house: House, milliseconds: int) -> None:
    """Let that much time pass."""
    now_ms = house.app.now_ms()
    house.app.now_ms = lambda: now_ms + milliseconds
