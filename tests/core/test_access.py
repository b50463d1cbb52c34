import hmac

import pytest

from shared.core import access
from shared.core.access import AccessToken, Role, Visitor, hash_secret, read_token, write_token

ID, SECRET = "0123456789ab", "5" * 64


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.READER, {Role.READER}),
        (Role.REPORTER, {Role.READER, Role.REPORTER}),
        (Role.CURATOR, {Role.READER, Role.REPORTER, Role.CURATOR}),
    ],
)
def test_each_role_may_what_those_before_it_may(role, may):
    assert {needed for needed in Role if Visitor("x", role).may(needed)} == may


@pytest.mark.parametrize(
    ("repos", "repo", "allowed"),
    [
        pytest.param((), None, True, id="no-limit"),
        pytest.param((), "acme/shop", True, id="no-limit-named"),
        pytest.param(("acme/*",), "acme/shop", True, id="owner"),
        pytest.param(("acme/shop", "acme/till"), "acme/till", True, id="one-of-several"),
        pytest.param(("*/*",), "a/b", True, id="any"),
        pytest.param(("acme/*",), None, False, id="none-named"),
        pytest.param(("acme/*",), "", False, id="empty"),
        pytest.param(("acme/*",), "evil/shop", False, id="another-owner"),
        pytest.param(("acme/*",), "acme/shop/x", False, id="deeper"),
        pytest.param(("acme/*",), "acme", False, id="no-name"),
        pytest.param(("acme/*",), "xacme/shop", False, id="prefixed"),
        pytest.param(("acme/shop*",), "acme/shop-2", True, id="part-of-a-name"),
        pytest.param(("acme/*",), "Acme/shop", False, id="case"),
    ],
)
def test_a_limited_reporter_reports_on_some_repositories(repos, repo, allowed):
    assert Visitor("ci", Role.REPORTER, repos).may_report_on(repo) is allowed


def test_the_text_of_a_token_is_its_id_and_secret():
    assert read_token(write_token(ID, SECRET)) == (ID, SECRET)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "flt_",
        f"flt_{ID}",
        f"flt_{ID}_{SECRET[:-1]}",
        f"flt_{ID}_{SECRET}0",
        f"flt_{ID}_{SECRET}\n",
        f"flt_{ID.upper()}_{SECRET}",
        f"abc_{ID}_{SECRET}",
        f"flt_{ID}_{'٣' * 64}",
    ],
)
def test_anything_else_is_no_token(text):
    assert read_token(text) is None


def a_token(**changes):
    return AccessToken(ID, "ci", Role.READER, hash_secret(SECRET), 0, **changes)


def test_a_secret_is_compared_in_constant_time(monkeypatch):
    compared, compare = [], hmac.compare_digest

    def noting(one, other):
        compared.append(one)
        return compare(one, other)

    monkeypatch.setattr(access.hmac, "compare_digest", noting)
    assert a_token().is_opened_by(SECRET)
    assert not a_token().is_opened_by("6" * 64)
    assert compared == [hash_secret(SECRET)] * 2


def test_a_secret_is_not_stored():
    assert SECRET not in repr(a_token())


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "active"),
        ({"expires_ms": 11}, "active"),
        ({"expires_ms": 10}, "expired"),
        ({"revoked_ms": 5}, "revoked"),
        ({"revoked_ms": 5, "expires_ms": 1}, "revoked"),
    ],
)
def test_a_token_is_active_until_it_expires_or_is_taken_back(changes, state):
    assert a_token(**changes).state(10) == state
