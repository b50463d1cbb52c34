"""The contract of every Notices, and of telling by HTTP."""

from dataclasses import replace

import pytest

from shared.adapters.notice_targets import slack_target, webhook_target
from shared.errors import ChangeConflict, NoticeDelayed, NoticeRefused
from shared.ports import Changes, Stored
from tests.adapters.examples import NOW_MS, a_notice
from tests.adapters.pairs import KINDS, a_pair, save
from tests.scripted_server import Answer, answering


@pytest.fixture(params=KINDS)
def pair(request, tmp_path):
    with a_pair(request.param, "Notices", tmp_path) as made:
        yield made


def test_a_notice_is_there_once_and_comes_back_as_it_was(pair):
    store, notices = pair
    notice = a_notice(sent=("slack",), attempts=2, trouble="webhook: answered 503")
    save(store, notice)
    with pytest.raises(ChangeConflict):
        save(store, notice)
    found = notices.get([notice.notice_id, "none"])
    assert {key: each.value for key, each in found.items()} == {notice.notice_id: notice}


def test_what_is_due_comes_longest_waiting_first_and_what_is_done_no_more(pair):
    store, notices = pair
    save(store, *(a_notice(number) for number in (3, 1, 2, 9)), a_notice(4, due_ms=None))
    due = notices.list_due(now_ms=NOW_MS + 3, limit=2)
    assert [found.value for found in due] == [a_notice(1), a_notice(2)]
    store.save(Changes([Stored(replace(found.value, due_ms=None), found.version) for found in due]))
    assert [found.value for found in notices.list_due(now_ms=NOW_MS + 3, limit=9)] == [a_notice(3)]


@pytest.fixture(params=["webhook", "slack"])
def make_target(request):
    base = "https://ci.acme.example"
    if request.param == "slack":
        return lambda url: slack_target(url, base)
    return lambda url: webhook_target(url, "s" * 24, base)


def test_a_message_is_posted_to_the_address_that_was_set(make_target, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login eve password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with answering(lambda _: Answer(200, b"ok")) as server:
        make_target(f"{server.url}/hook").send(a_notice(), now_ms=NOW_MS)
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("POST", "/hook")
    assert asked.headers["content-type"] == "application/json"
    assert "authorization" not in asked.headers
    assert "error 1" in str(asked.json)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(404), NoticeRefused),
        (Answer(400), NoticeRefused),
        (Answer(500), NoticeDelayed),
        (Answer(429, headers={"Retry-After": "7"}), NoticeDelayed),
        (Answer(302, headers={"Location": "http://127.0.0.1:9/"}), NoticeRefused),
    ],
)
def test_answers_are_told_apart_by_whether_they_pass(make_target, answer, error):
    with answering(lambda _: answer) as server, pytest.raises(error) as raised:
        make_target(server.url).send(a_notice(), now_ms=NOW_MS)
    assert len(server.asked) == 1
    if answer.status == 429:
        assert raised.value.retry_after_ms == 7000


def test_an_answer_without_end_is_not_read(make_target):
    with answering(lambda _: Answer(200, iter(lambda: b"x" * 65_536, b""))) as server:
        make_target(server.url).send(a_notice(), now_ms=NOW_MS)
    assert len(server.asked) == 1


def test_nobody_there_passes(make_target):
    with pytest.raises(NoticeDelayed, match="no answer"):
        make_target("http://127.0.0.1:9").send(a_notice(), now_ms=NOW_MS)
