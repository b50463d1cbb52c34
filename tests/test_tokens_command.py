"""`python -m shared.cli tokens` as a person uses it."""

import json

import pytest

from shared import bootstrap, cli
from shared.core.access import Role
from shared.services.access import TokenCheck


@pytest.fixture
def tokens(tmp_path, monkeypatch, capsys):
    """Runs the command; returns exit status, what it printed, and what it said beside that."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    bootstrap.get_app.cache_clear()

    def run(*words):
        capsys.readouterr()
        try:
            status = cli.main(["tokens", *words])
        except SystemExit as end:
            status = end.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    yield run
    bootstrap.get_app.cache_clear()


def created(tokens, *words):
    status, text, _ = tokens("create", *words)
    assert status == 0
    return text.strip()


def listed(tokens):
    return [json.loads(line) for line in tokens("list")[1].splitlines()]


def test_a_token_is_printed_alone_and_once(tokens):
    text = created(tokens, "--role", "curator", "--name", "ann")
    app = bootstrap.get_app()
    visitor = TokenCheck(app.tokens).sign_in(text, now_ms=app.now_ms()).visitor
    assert (visitor.name, visitor.role) == ("ann", Role.CURATOR)
    secret = text.split("_")[2]
    assert all(secret not in part for part in tokens("list")[1:])


def test_the_list_says_what_each_may_and_for_how_long(tokens):
    created(tokens, "--role", "reader", "--name", "wall screen")
    words = ("--repo", "acme/*", "--repo", "beta/shop", "--expires-days", "30")
    created(tokens, "--role", "reporter", "--name", "ci", *words)
    screen, ci = listed(tokens)
    assert (screen["name"], screen["role"], screen["repos"]) == ("wall screen", "reader", [])
    assert screen["expires"] is None
    assert (ci["repos"], ci["state"]) == (["acme/*", "beta/shop"], "active")
    assert ci["expires"] > ci["created"]


def test_a_token_is_taken_back_by_its_id(tokens):
    created(tokens, "--role", "reader", "--name", "x")
    (row,) = listed(tokens)
    assert tokens("revoke", row["id"])[0] == 0
    assert listed(tokens) == [row | {"state": "revoked"}]


def test_an_unknown_id_is_a_sentence_and_status_1(tokens):
    status, printed, said = tokens("revoke", "000000000000")
    assert (status, printed) == (1, "")
    assert "No token has the id" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["--role", "boss", "--name", "x"], "invalid choice", id="role"),
        pytest.param(["--role", "reader"], "--name", id="no-name"),
        pytest.param(["--role", "reader", "--name", " "], "one line", id="blank-name"),
        pytest.param(["--role", "reader", "--name", "a\nb"], "one line", id="two-lines"),
        pytest.param(["--role", "reader", "--name", "x" * 101], "one line", id="long-name"),
        pytest.param(
            ["--role", "reporter", "--name", "x", "--repo", "acme"], "owner/name", id="repo"
        ),
        pytest.param(
            ["--role", "curator", "--name", "x", "--repo", "a/b"], "limits reporters", id="limited"
        ),
        pytest.param(
            ["--role", "reader", "--name", "x", "--expires-days", "0"], "whole number", id="days"
        ),
    ],
)
def test_a_mistake_makes_no_token(tokens, words, said):
    status, printed, answer = tokens("create", *words)
    assert (status, printed) == (2, "")
    assert said in answer
    assert listed(tokens) == []
