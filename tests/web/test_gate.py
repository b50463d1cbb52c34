"""Whose attempts to sign in are counted together."""

import pytest

from shared.bootstrap import App
from shared.config import Settings
from shared.web.gate import check_token
from shared.web.problems import WebError
from tests.web.examples import a_request

CLOUD = Settings(stores="cloud", local=False)
SERVED = Settings(stores="embedded", local=False)


class NoTokens:
    def get(self, token_id):
        return None


def attempts_until_stopped(app, address_of):
    """Return how many guesses are answered before the door stays shut, up to 100."""
    for number in range(100):
        with pytest.raises(WebError) as refused:
            check_token(app, address_of(number), f"flt_{number:012x}_{'0' * 64}")
        if refused.value.status == 429:
            return number
    return 100


@pytest.fixture
def app_of(monkeypatch):
    monkeypatch.setattr(App, "now_ms", lambda self: 1_800_000_000_000)

    def make(settings):
        app = App(settings)
        app.tokens = NoTokens()
        return app

    return make


def request_from(remote, forwarded=None):
    request = a_request("/", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    request.remote_addr = remote
    return request


def test_an_address_has_thirty(app_of):
    assert attempts_until_stopped(app_of(SERVED), lambda _: request_from("192.0.2.1")) == 30


def test_addresses_have_their_own(app_of):
    def from_many(number):
        return request_from(f"192.0.2.{number}")

    assert attempts_until_stopped(app_of(SERVED), from_many) == 100


def test_where_nothing_stands_before_us_a_sender_cannot_make_addresses_up(app_of):
    def forging(number):
        return request_from("192.0.2.1", forwarded=f"198.51.100.{number}")

    assert attempts_until_stopped(app_of(SERVED), forging) == 30


def test_in_the_cloud_the_platform_adds_the_address_at_the_end(app_of):
    def forging(number):
        forwarded = f"198.51.100.{number}, 192.0.2.1"
        return a_request("/", headers={"X-Forwarded-For": forwarded})

    assert attempts_until_stopped(app_of(CLOUD), forging) == 30
