"""Commits from GitHub's events and logs to what their pages and their host show."""

import json
from pathlib import Path

import pytest

from tests import github_payloads as payloads
from tests.functions.github import COMMIT, LOG, SHA, fail_unit, github, github_api, now_ms, web

__all__ = ["github", "github_api", "web"]  # fixtures
OTHERS = "d" * 40
TIMEOUT = b"TimeoutError: page /cart did not load in 30s\n"
HOUR = 3_600_000
ROOT = Path(__file__).resolve().parents[2]


def lines_of(capfd, message):
    """Return the lines with this message that were written since this was asked last."""
    texts = [text for text in capfd.readouterr().err.splitlines() if text[:1] == "{"]
    return [line for line in map(json.loads, texts) if line["message"] == message]


def asked_for(path):
    """Return the filter of an alert or a metric, as text."""
    return (ROOT / ".deploy" / path).read_text(encoding="utf-8").replace('\\"', '"')


def test_an_event_is_heard_decided_and_said_on_the_commit(web, github, github_api, capfd):
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

    pending, failed = lines_of(capfd, "status posted")
    assert (pending["lag_ms"], failed["state"], failed["sha"]) == (None, "failure", SHA)
    assert 0 <= failed["lag_ms"] < 60_000
    metric = asked_for("metrics/faultline_status_lag.json")
    assert 'message="status posted"' in metric
    assert "EXTRACT(jsonPayload.lag_ms)" in metric


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
def test_what_github_refuses_is_seen_on_the_commit_and_in_the_log(
    web, github, github_api, answer, problem, capfd
):
    github_api.answers = [answer] * 9
    assert fail_unit(github).status_code == 200
    assert web.json(COMMIT)["post_problem"] == problem
    assert problem.strip() in web.browse(COMMIT).text
    assert len(github_api.requests) == 1
    [line] = lines_of(capfd, "status not posted")
    assert (line["sha"], line["reason"]) == (SHA, problem)
    assert 'message="status not posted"' in asked_for("alerts/statuses-failing.json")


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


def test_what_is_pushed_to_main_is_on_the_page_of_main(web, github, sweep):
    pushed_ms = now_ms() - 600_000
    github.send(*payloads.push(SHA, pushed_ms, author="ann"))
    github.send(*payloads.workflow_job("unit", 5, SHA, pushed_ms, ended="failure"))
    sweep()
    branch = web.json("/branches/acme/app/main")
    [commit] = branch["commits"]
    assert (commit["sha"], commit["verdicts"]) == (SHA, {"unit": "unknown"})
    assert [each["job"] for each in branch["failing"]] == ["unit"]
    assert (branch["weeks"][-1]["red"], branch["weeks"][-1]["explained_share"]) == (1, 0)
    assert 'title="unit: Unknown"' in web.browse("/branches/acme/app/main").text
    assert 'href="/branches/acme/app/main"' in web.browse(COMMIT).text


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
        ({"labels": "flaky", "labels_expire": "0975-03-31"}, "invalid_labels_expire"),
        ({"labels": "flaky", "labels_expire": "9999-12-31T23:00-02:00"}, "invalid_labels_expire"),
        ({"labels": ",".join(map(str, range(30)))}, "too_many_labels"),
    ):
        answer = web.client.patch(path, data=wrong)
        assert (answer.status_code, answer.json["error"]["code"]) == (400, code)


def test_a_pattern_tells_which_verdicts_it_would_change(web, github):
    at_ms = now_ms()
    for number, author, sha, began_ms in (
        (8, "bob", OTHERS, at_ms - 3 * HOUR),
        (7, "ann", SHA, at_ms - HOUR),
    ):
        github.send(*payloads.pull_request(number, sha, at_ms, author=author))
        github.send(*payloads.workflow_job("e2e", number, sha, began_ms, ended="failure"))
        sent = {"job": "e2e", "build": str(number), "repo": "acme/app", "sha": sha}
        web.uploaded(f"run {number}\n".encode() + TIMEOUT, **sent)
    assert web.json(COMMIT)["jobs"][0]["verdict"] == "unknown"

    proposal = {"kind": "literal", "expression": "page /cart", "labels": ["flaky"]}
    found = web.client.post("/patterns/test", json=proposal).json
    [change] = found["changed_verdicts"]
    assert found["verdict_changes"] == 1
    assert change == {
        "repo": "acme/app",
        "sha": SHA,
        "job": "e2e",
        "before": "unknown",
        "after": "flaky",
    }
    page = web.client.post("/patterns/test", data=proposal, headers={"Accept": "text/html"})
    assert "1 verdict of the last 24 hours" in page.text
    assert f'href="{COMMIT}"' in page.text
    assert web.json(COMMIT)["jobs"][0]["verdict"] == "unknown"


def test_what_excuses_a_job_is_linked_from_its_commit(web, github):
    fail_unit(github)
    report = web.uploaded(LOG, job="unit", build="5", repo="acme/app", sha=SHA)
    page = web.browse(COMMIT).text
    assert f'href="/reports/{report["log_id"]}"' in page
    assert f'href="/records/{report["record"]}?line=2#L2"' in page
    log = web.browse(f"/records/{report['record']}").text
    assert f'href="{COMMIT}"' in log
