"""Tokens made, checked and taken back, and what the check remembers of them."""

import pytest

from shared.adapters.sqlite.tokens import SqliteTokens
from shared.core.access import Role, Visitor
from shared.errors import TokenExpired, TokenInvalid, TokenNotFound
from shared.services import access
from shared.services.access import CACHE_MS, TokenCheck, create_token, revoke_token

NOW_MS = 1_800_000_000_000


class Counted:
    """Tokens that count how often they are read."""

    def __init__(self, tokens):
        self._tokens = tokens
        self.reads = 0

    def get(self, token_id):
        self.reads += 1
        return self._tokens.get(token_id)

    def __getattr__(self, name):
        return getattr(self._tokens, name)


@pytest.fixture
def tokens(tmp_path):
    return Counted(SqliteTokens(tmp_path / "store.sqlite3"))


@pytest.fixture
def check(tokens):
    return TokenCheck(tokens)


def make(tokens, **options):
    options = {"repos": ("acme/*",)} | options
    return create_token(tokens, "ci", Role.REPORTER, now_ms=NOW_MS, **options)


def token_id_of(text):
    return text.split("_")[1]


def test_a_token_opens_to_its_visitor(tokens, check):
    text = make(tokens)
    found = check.sign_in(text, now_ms=NOW_MS)
    assert found.visitor == Visitor("ci", Role.REPORTER, ("acme/*",))
    assert check.visitor(token_id_of(text), now_ms=NOW_MS) == found.visitor


def test_two_tokens_have_nothing_in_common(tokens):
    one, other = make(tokens).split("_"), make(tokens).split("_")
    assert one[1] != other[1]
    assert one[2] != other[2]


def test_the_store_does_not_hold_the_secret(tokens, tmp_path):
    secret = make(tokens).split("_")[2]
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert secret.encode() not in stored


@pytest.mark.parametrize("change", ["id", "secret", "shape"])
def test_another_text_opens_nothing(tokens, check, change):
    text = make(tokens)
    id_, secret = token_id_of(text), text.split("_")[2]
    wrong = {"id": f"flt_{'0' * 12}_{secret}", "secret": f"flt_{id_}_{'0' * 64}", "shape": "x"}
    for _ in range(2):
        with pytest.raises(TokenInvalid):
            check.sign_in(wrong[change], now_ms=NOW_MS)
    assert check.sign_in(text, now_ms=NOW_MS).token_id == id_


def test_an_expired_token_says_so_to_its_owner_alone(tokens, check):
    text = make(tokens, expires_ms=NOW_MS + 1)
    assert check.sign_in(text, now_ms=NOW_MS)
    with pytest.raises(TokenExpired):
        check.sign_in(text, now_ms=NOW_MS + 1)
    with pytest.raises(TokenExpired):
        check.visitor(token_id_of(text), now_ms=NOW_MS + 1)
    with pytest.raises(TokenInvalid):
        check.sign_in(f"flt_{token_id_of(text)}_{'0' * 64}", now_ms=NOW_MS + 1)


def test_a_token_is_read_once_in_ten_seconds_and_taken_back_within_them(tokens, check):
    text = make(tokens)
    for age_ms in (0, 1, CACHE_MS - 1):
        check.sign_in(text, now_ms=NOW_MS + age_ms)
    assert tokens.reads == 1
    revoke_token(tokens, token_id_of(text), now_ms=NOW_MS)
    assert check.sign_in(text, now_ms=NOW_MS + CACHE_MS - 1)
    with pytest.raises(TokenInvalid):
        check.sign_in(text, now_ms=NOW_MS + CACHE_MS)


def test_only_what_is_there_is_remembered_and_not_without_end(tokens, check, monkeypatch):
    monkeypatch.setattr(access, "MAX_CACHED", 2)
    texts = [make(tokens) for _ in range(3)]
    for text in texts:
        check.sign_in(text, now_ms=NOW_MS)
    for number in range(5):
        with pytest.raises(TokenInvalid):
            check.sign_in(f"flt_{number:012x}_{'0' * 64}", now_ms=NOW_MS)
    assert [check.is_cached(text, now_ms=NOW_MS) for text in texts] == [False, True, True]


def test_an_unknown_token_cannot_be_taken_back(tokens):
    with pytest.raises(TokenNotFound):
        revoke_token(tokens, "000000000000", now_ms=NOW_MS)


def test_whether_anyone_can_sign_in(tokens):
    assert not access.has_active_token(tokens, now_ms=NOW_MS)
    text = make(tokens, expires_ms=NOW_MS + 5)
    assert access.has_active_token(tokens, now_ms=NOW_MS)
    assert not access.has_active_token(tokens, now_ms=NOW_MS + 5)
    make(tokens)
    revoke_token(tokens, token_id_of(text), now_ms=NOW_MS)
    assert access.has_active_token(tokens, now_ms=NOW_MS)
