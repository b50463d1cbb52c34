"""Asking an API politely, whatever it answers."""

import gzip
import os
import threading

import pytest

from shared.adapters.providers import http
from shared.adapters.providers.http import Refused
from shared.errors import ProviderUnavailable, SourceUnreadable
from tests.scripted_server import Answer, answering

GOOD = Answer(200, {"a": 1})


def in_turn(*answers):
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@pytest.mark.parametrize(
    ("trouble", "waited"),
    [
        pytest.param(Answer(503), [1.0, 2.0], id="down"),
        pytest.param(Answer(503, headers={"Retry-After": "7"}), [7.0, 7.0], id="down-for-a-while"),
        pytest.param(Answer(429, headers={"Retry-After": "30"}), [30.0, 30.0], id="too-many"),
        pytest.param(
            Answer(403, headers={"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795435260"}),
            [60.0],
            id="limit-used-up-until-a-time",
        ),
        pytest.param(Answer(200, b'{"a": ', says_bytes=100), [], id="cut-in-the-middle"),
    ],
)
def test_passing_trouble_is_waited_out(make_client, waits, trouble, waited):
    with answering(in_turn(trouble, trouble, GOOD)) as server:
        assert make_client(server.url).get_json("/x") == {"a": 1}
        assert len(server.asked) == 3
    assert [each for each in waits if each] == waited


def test_a_limit_holds_for_everyone_who_asks(make_client, waits):
    with answering(in_turn(Answer(429, headers={"Retry-After": "30"}), GOOD)) as server:
        client = make_client(server.url)
        client.get_json("/x")
        client.get_json("/y")
    assert waits == [30.0]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(500), "answered 500"),
        (Answer(429, headers={"Retry-After": "90000"}), "left alone for 25.0 hours"),
        (Answer(200, b"{", says_bytes=9), "broke off"),
    ],
)
def test_what_does_not_pass_ends(make_client, answer, said):
    with answering(lambda _: answer) as server, pytest.raises(ProviderUnavailable, match=said):
        make_client(server.url).get_json("/x")


def test_nobody_there_and_no_address_are_told_apart(make_client):
    with pytest.raises(ProviderUnavailable, match="did not answer"):
        make_client("http://127.0.0.1:9").get_json("/x")
    with pytest.raises(SourceUnreadable, match="no address"):
        make_client("nonsense").get_json("/x")


def test_one_who_never_goes_on_is_given_up(make_client):
    with answering(lambda _: Answer(200, b"{}", pause_s=0.5)) as server:
        client = make_client(server.url, timeout_s=(1.0, 0.05))
        with pytest.raises(ProviderUnavailable, match="broke off: ReadTimeoutError"):
            client.get_json("/x")


def test_one_who_sends_for_ever_is_given_up(make_client, monkeypatch):
    monkeypatch.setattr(http, "MAX_DOWNLOAD_SECONDS", -1.0)
    with (
        answering(lambda _: Answer(200, b"a" * 10)) as server,
        pytest.raises(ProviderUnavailable, match="sends too slowly"),
    ):
        list(make_client(server.url).stream(f"{server.url}/log"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 302])
def test_what_would_be_the_same_again_is_asked_once(make_client, status):
    with answering(lambda _: Answer(status, headers={"Location": "/y"})) as server:
        with pytest.raises(Refused, match=str(status)):
            make_client(server.url).get_json("/x")
        assert len(server.asked) == 1


def test_what_did_not_change_is_not_sent_again(make_client):
    def answer(asked):
        same = asked.headers.get("if-none-match") == '"1"'
        return Answer(304) if same else Answer(200, {"a": 1}, {"ETag": '"1"'})

    with answering(answer) as server:
        found = [make_client(server.url).get_json("/x", page=1) for _ in range(2)]
        make_client(server.url).get_json("/x", page=2)
    assert found == [{"a": 1}] * 2
    conditional = [bool(each.headers.get("if-none-match")) for each in server.asked]
    assert conditional == [False, True, False]


def test_kept_answers_are_for_their_owner_and_damaged_ones_count_for_nothing(make_client, tmp_path):
    with answering(lambda _: Answer(200, {"a": 1}, {"ETag": '"1"'})) as server:
        make_client(server.url).get_json("/x")
        (kept,) = (tmp_path / "answers").iterdir()
        assert (tmp_path / "answers").stat().st_mode & 0o077 == 0
        kept.write_bytes(b"{")
        assert make_client(server.url).get_json("/x") == {"a": 1}
        assert "if-none-match" not in server.asked[1].headers


def test_answers_that_nobody_was_given_for_a_month_are_forgotten(make_client, tmp_path):
    with answering(lambda _: Answer(200, {"a": 1}, {"ETag": '"1"'})) as server:
        make_client(server.url).get_json("/old")
        (old,) = (tmp_path / "answers").iterdir()
        os.utime(old, (0, 0))
        make_client(server.url).get_json("/new")
    (kept,) = (tmp_path / "answers").iterdir()
    assert kept != old


@pytest.mark.parametrize("body", [b"<html>", b"", b"[" * 100_000])
def test_an_answer_that_is_no_json_is_said_so(make_client, body):
    with (
        answering(lambda _: Answer(200, body)) as server,
        pytest.raises(SourceUnreadable, match="no JSON"),
    ):
        make_client(server.url).get_json("/x")


def test_an_answer_without_end_is_cut_off(make_client, monkeypatch):
    monkeypatch.setattr(http, "MAX_JSON_BYTES", 3 << 20)
    endless = Answer(200, iter(lambda: b" " * (1 << 20), b""))
    with answering(lambda _: endless) as server, pytest.raises(SourceUnreadable, match="more than"):
        make_client(server.url).get_json("/x")


def test_the_sign_in_stays_with_its_server_and_no_netrc_takes_its_place(
    make_client, tmp_path, monkeypatch
):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login eve password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with answering(lambda _: GOOD) as api, answering(lambda _: Answer(200, b"log")) as store:
        client = make_client(api.url, {"Authorization": "Bearer good"})
        client.get_json("/x")
        assert b"".join(client.stream(f"{store.url}/log")) == b"log"
    assert api.asked[0].headers["authorization"] == "Bearer good"
    assert "authorization" not in store.asked[0].headers


def test_text_that_is_sent_zipped_is_unzipped(make_client):
    zipped = Answer(200, gzip.compress(b"log" * 10), {"Content-Encoding": "gzip"})
    with answering(lambda _: zipped) as server:
        assert b"".join(make_client(server.url).stream(server.url + "/log")) == b"log" * 10


def test_threads_share_a_client(make_client):
    with answering(lambda _: GOOD) as server:
        client = make_client(server.url)
        found = []
        threads = [
            threading.Thread(target=lambda: found.append(client.get_json("/x"))) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [{"a": 1}] * 8
