"""GitHub's events, signed, and all that is none."""

import pytest

from shared.web.handlers.webhooks import MAX_PAYLOAD_BYTES
from tests import github_payloads as payloads
from tests.busy_commit import SECRET
from tests.busy_commit import signature as signed
from tests.functions.github import COMMIT, SHA, GitHub, fail_unit, github, github_api, now_ms, web

__all__ = ["github", "github_api", "web"]  # fixtures


def test_the_same_delivery_again_does_nothing(github, github_api):
    event = payloads.workflow_job("unit", 5, SHA, now_ms(), ended="failure")
    assert github.send(*event, delivery="x").json["outcome"] == "heard"
    before = len(github_api.requests)
    again = github.send(*event, delivery="x")
    assert (again.status_code, again.json["outcome"]) == (200, "known")
    assert len(github_api.requests) == before


STATUS = payloads.status("ci/unit", "failure", SHA, 1_790_000_000_000)[1]


@pytest.mark.parametrize(
    ("event", "payload", "headers", "status", "code"),
    [
        pytest.param(
            "status", STATUS, {"X_Hub_Signature_256": None}, 401, "unsigned", id="unsigned"
        ),
        pytest.param(
            "status",
            STATUS,
            {"X_Hub_Signature_256": "sha256=00"},
            401,
            "wrongly_signed",
            id="wrong",
        ),
        pytest.param(
            "status",
            STATUS,
            {"X_Hub_Signature_256": signed(b"{}")},
            401,
            "wrongly_signed",
            id="of-another-body",
        ),
        pytest.param(
            "status",
            STATUS,
            {"X_Hub_Signature_256": "sha256=\u00fc"},
            401,
            "wrongly_signed",
            id="not-ascii",
        ),
        pytest.param(
            "status", STATUS, {"X_GitHub_Event": None}, 400, "invalid_header", id="no-event"
        ),
        pytest.param(
            "status", STATUS, {"X_GitHub_Delivery": "a/b"}, 400, "invalid_header", id="odd-delivery"
        ),
        pytest.param("status", b"{", {}, 400, "invalid_json", id="broken-json"),
        pytest.param("status", b"[" * 100_000, {}, 400, "invalid_json", id="deep-json"),
        pytest.param("status", b"[]", {}, 400, "invalid_json", id="no-object"),
        pytest.param("status", b"\xff\xfe", {}, 400, "invalid_json", id="no-utf-8"),
        pytest.param(
            "status",
            STATUS,
            {"Content_Type": "application/x-www-form-urlencoded"},
            400,
            "invalid_content_type",
            id="form",
        ),
        pytest.param(
            "push", b" " * (MAX_PAYLOAD_BYTES + 1), {}, 413, "payload_too_large", id="oversized"
        ),
    ],
)
def test_what_is_no_event_of_ours_is_refused(github, event, payload, headers, status, code):
    answer = github.send(event, payload, **headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        pytest.param("issues", {"repository": payloads.repository()}, id="unknown-event"),
        pytest.param(
            "status",
            {**STATUS, "repository": payloads.repository("evil/app")},
            id="another-repository",
        ),
        pytest.param(
            "status", {**STATUS, "repository": {"full_name": "../../etc"}}, id="no-repository"
        ),
        pytest.param("status", {**STATUS, "repository": 7}, id="odd-repository"),
        pytest.param("status", {**STATUS, "sha": "HEAD"}, id="no-sha"),
        pytest.param("status", {**STATUS, "state": "great"}, id="unknown-state"),
        pytest.param("status", {**STATUS, "context": "faultline"}, id="own-status"),
        pytest.param("status", {**STATUS, "context": ["x"]}, id="odd-context"),
        pytest.param(
            "check_run", {"repository": payloads.repository(), "check_run": "x"}, id="odd-run"
        ),
        pytest.param(
            "push", {**payloads.push("0" * 40, 1)[1], "deleted": True}, id="deleted-branch"
        ),
        pytest.param("push", {**payloads.push(SHA, 1)[1], "ref": "refs/tags/v1"}, id="tag"),
        pytest.param(
            "pull_request",
            {**payloads.pull_request(7, SHA, 1)[1], "action": "labeled"},
            id="labelled",
        ),
    ],
)
def test_what_says_nothing_of_builds_is_acknowledged_and_ignored(web, github, event, payload):
    answer = github.send(event, payload)
    assert (answer.status_code, answer.json["outcome"]) == (202, "ignored")
    assert web.get(COMMIT).status_code == 404


@pytest.mark.parametrize(
    "strange",
    [
        pytest.param({"updated_at": "never"}, id="no-time"),
        pytest.param({"updated_at": "2999-01-01T00:00:00Z"}, id="future"),
        pytest.param({"updated_at": "0001-01-01T00:00:00"}, id="no-zone"),
        pytest.param({"target_url": "http://[::1"}, id="odd-url"),
        pytest.param({"branches": [7, None, {"name": 7}]}, id="odd-branches"),
        pytest.param({"context": "x" * 5000}, id="long-context"),
        pytest.param({"context": "<script>\ud800"}, id="half-a-character"),
    ],
)
def test_strange_fields_are_read_as_well_as_they_can_be(web, github, strange):
    answer = github.send("status", {**STATUS, **strange})
    assert answer.status_code == 200, answer.text
    assert web.json(COMMIT)["failed"] == 1


def test_a_ping_is_answered(github):
    assert github.send("ping", {"zen": "Keep it."}).json == {"outcome": "pong"}


def test_without_a_secret_nothing_gets_in(visit):
    answer = GitHub(visit("webhook").client).send("status", STATUS)
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "webhooks_off")


def test_without_a_sign_in_at_github_pages_work_and_nothing_is_posted(
    visit, monkeypatch, github_api
):
    monkeypatch.setenv("GITHUB_WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("GITHUB_API_URL", github_api.url)
    web = visit("web")
    fail_unit(GitHub(web.client))
    assert web.json(COMMIT)["posted"] is None
    assert github_api.requests == []
