"""GitHub's events, signed, from the wire to the JSON of a commit; and all that is no event."""

import hashlib
import hmac
import json
import time

import pytest

from shared.web.handlers.webhooks import MAX_PAYLOAD_BYTES
from tests import github_payloads as payloads
from tests.github_server import serving_github

SECRET = "it's a secret to everybody"
SHA = "a" * 40
COMMIT = f"/commits/acme/app/{SHA}"
LOG = b"cc -c main.c\nmain.c:3:5: error: unknown type name 'coin'\n"


def signed(body, secret=SECRET):
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


class GitHub:
    """Sends events as GitHub does."""

    def __init__(self, client):
        self.client = client
        self.sent = 0

    def send(self, event, payload, *, delivery=None, **headers):
        self.sent += 1
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        usual = {
            "Content-Type": "application/json",
            "X-GitHub-Event": event,
            "X-GitHub-Delivery": delivery or f"delivery-{self.sent}",
            "X-Hub-Signature-256": signed(body),
        }
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        every = {name: value for name, value in (usual | given).items() if value is not None}
        return self.client.post("/webhooks/github", data=body, headers=every)


@pytest.fixture
def github_api():
    with serving_github() as server:
        yield server


@pytest.fixture
def web(visit, monkeypatch, github_api):
    monkeypatch.setenv("GITHUB_WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_secret")
    monkeypatch.setenv("GITHUB_API_URL", github_api.url)
    monkeypatch.setenv("REPOSITORIES", "acme/* other/app")
    return visit("web")


@pytest.fixture
def github(web):
    return GitHub(web.client)


def now_ms():
    return int(time.time() * 1000)


def fail_unit(github):
    github.send(*payloads.pull_request(7, SHA, now_ms()))
    return github.send(*payloads.workflow_job("unit", 5, SHA, now_ms() - 90_000, ended="failure"))


def test_an_event_is_heard_decided_and_said_on_the_commit(web, github, github_api):
    answer = fail_unit(github)
    assert (answer.status_code, answer.json) == (200, {"outcome": "heard", "sha": SHA})
    web.uploaded(LOG, job="unit", build="5", repo="acme/app", sha=SHA)

    commit = web.json(COMMIT)
    assert commit["state"] == "failure"
    assert commit["description"].startswith("1 of 1 failure new: main.c:3:5: error")
    counts = [commit[kind] for kind in ("known_breakage", "known_problem", "flaky", "unknown")]
    assert (commit["failed"], commit["new"], counts) == (1, 1, [0] * 4)
    [job] = commit["jobs"]
    assert (job["job"], job["build_id"], job["verdict"]) == ("unit", "5", "new")
    assert (job["line_number"], len(job["log_id"])) == (2, 9)
    assert web.get(f"/logs/{job['log_id']}").data == LOG

    assert [body["state"] for _, body in github_api.statuses] == ["pending", "failure"]
    path, body = github_api.statuses[-1]
    assert path == f"/repos/acme/app/statuses/{SHA}"
    assert body["target_url"].endswith(COMMIT)
    assert body["description"] == commit["description"]


def test_the_same_delivery_again_does_nothing(github, github_api):
    event = payloads.workflow_job("unit", 5, SHA, now_ms(), ended="failure")
    assert github.send(*event, delivery="x").json["outcome"] == "heard"
    before = len(github_api.requests)
    again = github.send(*event, delivery="x")
    assert (again.status_code, again.json["outcome"]) == (200, "known")
    assert len(github_api.requests) == before


def test_a_pull_request_lists_its_commits(web, github):
    fail_unit(github)
    assert web.json("/pulls/acme/app/7")["commits"][0]["sha"] == SHA
    assert web.get("/pulls/acme/app/8").status_code == 404


def test_a_curator_pins_a_verdict_with_a_reason_and_takes_it_back(web, github, github_api):
    fail_unit(github)
    word = {"job": "unit", "verdict": "known problem", "reason": "the runner lost power"}
    pinned = web.client.post(f"{COMMIT}/override", data=word)
    assert pinned.status_code == 200
    assert pinned.json["state"] == "success"
    assert pinned.json["jobs"][0]["pinned_by"] == "local"
    assert pinned.json["changes"][0]["what"] == (
        "unit: unknown -> known problem: the runner lost power"
    )
    assert github_api.statuses[-1][1]["state"] == "success"

    back = web.client.post(f"{COMMIT}/override", data={**word, "verdict": "machine"})
    assert back.json["state"] == "pending"
    assert len(back.json["changes"]) == 2
    assert github_api.statuses[-1][1]["state"] == "pending"


@pytest.mark.parametrize(
    ("path", "word", "status", "code"),
    [
        pytest.param(COMMIT, {"job": ""}, 400, "missing_job", id="no-job"),
        pytest.param(COMMIT, {"job": "lint"}, 409, "job_did_not_fail", id="other-job"),
        pytest.param(COMMIT, {"verdict": "fine"}, 400, "invalid_verdict", id="no-verdict"),
        pytest.param(COMMIT, {"reason": ""}, 400, "missing_reason", id="no-reason"),
        pytest.param(COMMIT, {"reason": "x" * 501}, 400, "invalid_reason", id="long-reason"),
        pytest.param(f"/commits/acme/app/{'b' * 40}", {}, 404, "commit_not_found", id="unknown"),
        pytest.param("/commits/acme/app/main", {}, 404, "commit_not_found", id="no-sha"),
    ],
)
def test_a_pin_that_cannot_be_is_refused(web, github, path, word, status, code):
    fail_unit(github)
    usual = {"job": "unit", "verdict": "flaky", "reason": "seen it before"}
    answer = web.client.post(f"{path}/override", data=usual | word)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


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


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        pytest.param(
            (401, {}, {"message": "Bad credentials"}),
            "GitHub answered 401: Bad credentials",
            id="revoked-token",
        ),
        pytest.param(
            (403, {"Retry-After": "60"}, {"message": "secondary rate limit"}),
            "GitHub answered 403: secondary rate limit",
            id="rate-limit",
        ),
        pytest.param(
            (429, {"Retry-After": "60"}, {"message": "slow down"}),
            "GitHub answered 429: slow down",
            id="too-many",
        ),
        pytest.param(
            (422, {}, {"message": "No commit found for SHA"}),
            "GitHub answered 422: No commit found for SHA",
            id="no-such-commit",
        ),
        pytest.param((500, {}, {}), "GitHub answered 500: ", id="down"),
    ],
)
def test_what_github_refuses_is_seen_on_the_commit(web, github, github_api, answer, problem):
    github_api.answers = [answer] * 9
    assert fail_unit(github).status_code == 200
    assert web.json(COMMIT)["post_problem"] == problem
    assert problem.strip() in web.browse(COMMIT).text
    assert len(github_api.requests) == 1


def test_a_force_push_leaves_each_commit_its_own_jobs(web, github):
    fail_unit(github)
    again = "b" * 40
    event, payload = payloads.push(again, now_ms(), branch="topic", author="ann")
    github.send(event, {**payload, "forced": True, "before": SHA})
    github.send(*payloads.pull_request(7, again, now_ms()))
    github.send(*payloads.workflow_job("unit", 6, again, now_ms() - 90_000, ended="success"))
    shown = {each["sha"]: each["state"] for each in web.json("/pulls/acme/app/7")["commits"]}
    assert shown == {SHA: "pending", again: "success"}
    github.send("push", {**payload, "deleted": True, "after": "0" * 40})
    assert web.json(f"/commits/acme/app/{again}")["state"] == "success"


def test_a_renamed_job_is_another_job(web, github):
    fail_unit(github)
    github.send(*payloads.workflow_job("unit (3.12)", 6, SHA, now_ms() - 90_000, ended="success"))
    commit = web.json(COMMIT)
    assert (commit["state"], [each["job"] for each in commit["jobs"]]) == ("pending", ["unit"])


def test_an_issue_is_labelled_until_a_day(web):
    report = web.uploaded(LOG, job="unit")
    path = f"/issues/{report['issue_id']}"
    labels = {"labels": "flaky, known-problem", "labels_expire": "2999-01-31"}
    answer = web.client.patch(path, data=labels)
    assert answer.status_code == 200, answer.text
    assert answer.json["labels"] == ["flaky", "known-problem"]
    assert answer.json["labels_expire"] == "2999-01-31T00:00:00Z"
    assert web.client.patch(path, data={"labels": ""}).json["labels"] == []
    for wrong, code in (
        ({"labels": "odd"}, "undeclared_label"),
        ({"labels": "flaky", "labels_expire": "soon"}, "invalid_labels_expire"),
        ({"labels": ",".join(map(str, range(30)))}, "too_many_labels"),
    ):
        answer = web.client.patch(path, data=wrong)
        assert (answer.status_code, answer.json["error"]["code"]) == (400, code)
