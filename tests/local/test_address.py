"""Where the local service listens: for this machine, or for others once they can sign in."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from shared.bootstrap import App
from shared.config import InvalidSetting, read_settings
from shared.core.access import Role
from shared.emulators.process import free_port
from shared.local.__main__ import check_address
from shared.services.access import create_token, revoke_token
from tests.serving import run, serving


@pytest.fixture
def settings(tmp_path):
    environment = {"HOST": "0.0.0.0", "DATA_DIR": str(tmp_path), "PORT": str(free_port())}
    return read_settings(environment)


def make_token(settings, **options):
    tokens = App(settings).tokens
    return create_token(tokens, "ann", Role.CURATOR, now_ms=1000, **options).split("_")[1]


def test_others_reach_it_once_someone_can_sign_in(settings):
    assert not settings.local
    with pytest.raises(InvalidSetting, match="tokens create --role curator"):
        check_address(settings)
    make_token(settings)
    check_address(settings)


def test_a_token_that_is_no_good_any_more_does_not_count(settings):
    make_token(settings, expires_ms=2000)
    revoke_token(App(settings).tokens, make_token(settings), now_ms=3000)
    with pytest.raises(InvalidSetting, match="nobody can sign in yet"):
        check_address(settings)


def test_the_emulators_are_for_this_machine(settings):
    make_token(settings)
    with pytest.raises(InvalidSetting, match="emulators are for this machine"):
        check_address(settings, emulators=True)


def test_it_asks_everyone_who_they_are(tmp_path, monkeypatch):
    """127.0.0.2 is no name of this machine's own to the service, and nobody else reaches it."""
    monkeypatch.setenv("HOST", "127.0.0.2")
    command = [sys.executable, "-m", "shared.cli", "tokens", "create", "--role", "reader"]
    environment = os.environ | {"DATA_DIR": str(tmp_path)}
    token = run([*command, "--name", "ann"], environment).stdout.strip()
    with serving(tmp_path) as service:
        address = f"http://127.0.0.2:{service.port}/?format=json"
        with pytest.raises(HTTPError) as refused:
            urlopen(address, timeout=10)
        assert refused.value.code == 401
        asked = Request(address, headers={"Authorization": f"Bearer {token}"})
        with urlopen(asked, timeout=10) as answer:
            assert json.loads(answer.read())["reports"]
