"""The contract of every Tokens: kept, found by id, taken back once, listed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from shared.adapters.sqlite.tokens import SqliteTokens
from shared.core.access import AccessToken, Role
from shared.errors import IdTaken
from shared.ports import Tokens
from tests.adapters.examples import NOW_MS, at_once
from tests.emulators import emulated_firestore, fresh_project

TOKEN = AccessToken("0123456789ab", "ci", Role.REPORTER, "a" * 64, NOW_MS, ("acme/*",), NOW_MS + 9)
OTHER = AccessToken("ba9876543210", "ann", Role.CURATOR, "b" * 64, NOW_MS + 1)


@pytest.fixture(params=["sqlite", "firestore"])
def tokens(request, tmp_path) -> Iterator[Tokens]:
    if request.param == "sqlite":
        yield SqliteTokens(tmp_path / "store.sqlite3")
        return
    with emulated_firestore():
        from shared.adapters.firestore import FirestoreTokens

        yield FirestoreTokens(project=fresh_project())


def test_a_token_comes_back_as_it_was(tokens):
    tokens.add(TOKEN)
    tokens.add(OTHER)
    assert tokens.get(TOKEN.token_id) == TOKEN
    assert tokens.get(OTHER.token_id) == OTHER


@pytest.mark.parametrize("token_id", ["000000000000", "", "a/b", "__x__", "." * 9])
def test_an_unknown_one_is_none(tokens, token_id):
    assert tokens.get(token_id) is None
    assert not tokens.revoke(token_id, now_ms=NOW_MS)


def test_an_id_is_given_once(tokens):
    tokens.add(TOKEN)
    with pytest.raises(IdTaken):
        tokens.add(replace(OTHER, token_id=TOKEN.token_id))
    assert tokens.get(TOKEN.token_id) == TOKEN


def test_a_token_is_taken_back_once_and_stays_listed(tokens):
    tokens.add(TOKEN)
    assert tokens.revoke(TOKEN.token_id, now_ms=NOW_MS + 5)
    assert tokens.revoke(TOKEN.token_id, now_ms=NOW_MS + 7)
    revoked = replace(TOKEN, revoked_ms=NOW_MS + 5)
    assert tokens.get(TOKEN.token_id) == revoked
    assert list(tokens.list(limit=9)) == [revoked]


def test_several_who_take_it_back_at_once_all_succeed(tokens):
    tokens.add(TOKEN)
    assert (
        at_once(lambda n: tokens.revoke(TOKEN.token_id, now_ms=NOW_MS + n), times=4) == [True] * 4
    )
    assert tokens.get(TOKEN.token_id).revoked_ms is not None


def test_the_list_has_all_up_to_a_limit(tokens):
    assert list(tokens.list(limit=9)) == []
    tokens.add(TOKEN)
    tokens.add(OTHER)
    assert {each.token_id for each in tokens.list(limit=9)} == {TOKEN.token_id, OTHER.token_id}
    assert len(tokens.list(limit=1)) == 1
