"""Statuses on a server that answers as GitHub does."""

import time

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from shared.adapters.github import GitHubStatuses
from shared.core.verdicts.model import State
from shared.errors import StatusDelayed, StatusRefused
from tests.github_server import serving_github

SHA = "a" * 40


@pytest.fixture
def github():
    with serving_github() as server:
        yield server


@pytest.fixture
def statuses(github):
    return GitHubStatuses(api_url=github.url, token="ghp_secret")


def post(statuses, state=State.SUCCESS):
    statuses.post("acme/app", SHA, state, "1 of 1 failure flaky", target_url="https://ci/c")


def test_posts_the_status_under_its_own_context(github, statuses):
    post(statuses)
    [(method, path, headers, body, _)] = github.requests
    assert (method, path) == ("POST", f"/repos/acme/app/statuses/{SHA}")
    assert headers["Authorization"] == "token ghp_secret"
    assert body == {
        "state": "success",
        "description": "1 of 1 failure flaky",
        "context": "faultline",
        "target_url": "https://ci/c",
    }


def test_an_app_signs_in_once_and_posts_by_its_installation(github):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    statuses = GitHubStatuses(api_url=github.url, app_id="9", private_key=key.decode())
    post(statuses, State.PENDING)
    post(statuses)
    assert [path.rsplit("/", 1)[-1] for _, path, *_ in github.requests] == [
        "installation",
        "access_tokens",
        SHA,
        SHA,
    ]
    assert github.requests[-1][2]["Authorization"] == "token ghs_installed"


@pytest.mark.parametrize(
    ("status", "headers", "retry_after_ms"),
    [
        pytest.param(403, {"Retry-After": "60"}, 60_000, id="secondary-limit"),
        pytest.param(429, {"Retry-After": "7"}, 7_000, id="too-many"),
        pytest.param(401, {}, None, id="revoked-token"),
        pytest.param(403, {}, None, id="not-permitted"),
        pytest.param(404, {}, None, id="not-seen"),
        pytest.param(500, {}, None, id="broken"),
        pytest.param(503, {"Retry-After": "Fri, 01 Jan 2027 00:00:00 GMT"}, None, id="date"),
    ],
)
def test_what_may_pass_is_delayed_as_long_as_github_asks(
    github, statuses, status, headers, retry_after_ms
):
    github.answers = [(status, headers, {"message": "not now"})]
    with pytest.raises(StatusDelayed) as caught:
        post(statuses)
    assert caught.value.retry_after_ms == retry_after_ms
    assert str(status) in str(caught.value)
    assert len(github.requests) == 1
    post(statuses)
    assert len(github.statuses) == 1


def test_an_exhausted_limit_is_waited_for(github, statuses):
    reset = str(int(time.time()) + 600)
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
    github.answers = [(403, headers, {"message": "API rate limit exceeded"})]
    with pytest.raises(StatusDelayed) as caught:
        post(statuses)
    assert 0 < caught.value.retry_after_ms <= 600_000


def test_a_commit_that_does_not_exist_is_refused(github, statuses):
    github.answers = [(422, {}, {"message": "No commit found for SHA"})]
    with pytest.raises(StatusRefused, match="No commit found"):
        post(statuses)


def test_nobody_there_is_a_delay():
    with serving_github() as gone:
        url = gone.url
    with pytest.raises(StatusDelayed):
        post(GitHubStatuses(api_url=url, token="t"))


def test_a_key_that_is_none_is_a_delay(github):
    with pytest.raises(StatusDelayed):
        post(GitHubStatuses(api_url=github.url, app_id="9", private_key="nonsense"))


def test_asks_for_checks_and_statuses_as_events_tell_them(github, statuses):
    check = {"id": 5, "name": "unit", "head_sha": SHA, "status": "completed"}
    full = [{**check, "id": number} for number in range(100)]
    github.answers = [
        (200, {}, {"total_count": 101, "check_runs": full}),
        (200, {}, {"total_count": 101, "check_runs": [check, "odd"]}),
        (200, {}, [{"context": "ci/lint", "state": "success"}]),
    ]
    told = statuses.list_runs("acme/app", SHA)
    assert len(told) == 102
    assert told[100] == ("check_run", {"check_run": check})
    assert told[-1] == ("status", {"context": "ci/lint", "state": "success", "sha": SHA})
    asked = [path for _, path, *_ in github.requests]
    assert asked[1].startswith(f"/repos/acme/app/commits/{SHA}/check-runs?filter=all&page=2")
    assert asked[2].startswith(f"/repos/acme/app/commits/{SHA}/statuses?page=1")


def test_what_cannot_be_asked_now_is_a_delay(github, statuses):
    github.answers = [(502, {}, {"message": "bad gateway"})]
    with pytest.raises(StatusDelayed):
        statuses.list_runs("acme/app", SHA)
