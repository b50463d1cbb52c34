"""Which failed builds events tell of, for whoever fetches their logs."""

import pytest

from shared.core.documents import PendingFetch
from shared.core.providers.told import DELAY_MS, failed_build
from tests import github_payloads as payloads

NOW = 1_795_435_200_000
REPO, SHA = payloads.REPO, "a" * 40
UTM = "?utm_campaign=vcs-integration-link&utm_medium=referral&utm_source=github-build-link"


def circle(url, *, state="failure", job="ci/circleci: unit"):
    return payloads.status(job, state, SHA, NOW, url=url)


def check(slug="github-actions", **told):
    event, payload = payloads.check_run("unit", 77, SHA, NOW, **{"ended": "failure", **told})
    payload["check_run"]["app"] = {"slug": slug}
    return event, payload


def job(ended, sha=SHA):
    return payloads.workflow_job("unit", 77, sha, NOW, ended=ended)


def without_repository(event):
    name, payload = event
    return name, {**payload, "repository": None}


@pytest.mark.parametrize(
    ("event", "provider", "build"),
    [
        pytest.param(job("failure"), "github-actions", "77", id="job"),
        pytest.param(job("timed_out"), "github-actions", "77", id="job-timed-out"),
        pytest.param(check(), "github-actions", "77", id="check-of-a-job"),
        pytest.param(
            circle(f"https://circleci.com/gh/{REPO}/1234{UTM}"), "circleci", "1234", id="status"
        ),
        pytest.param(
            circle(
                f"https://app.circleci.com/pipelines/github/{REPO}/9/workflows/ab-1/jobs/1234{UTM}",
                state="error",
            ),
            "circleci",
            "1234",
            id="status-of-the-newer-pages",
        ),
        pytest.param(
            circle("https://circleci.example:8443/gh/Acme/App/5"), "circleci", "5", id="own-server"
        ),
    ],
)
def test_a_failed_build_is_named_by_its_provider(event, provider, build):
    found = failed_build(*event, now_ms=NOW)
    assert found == PendingFetch(provider, REPO, build, SHA, NOW, NOW + DELAY_MS)


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(job("success"), id="passed"),
        pytest.param(job("cancelled"), id="cancelled"),
        pytest.param(job(None), id="began"),
        pytest.param(job("failure", sha="main"), id="no-commit"),
        pytest.param(check(slug="circleci-checks"), id="check-of-another-app"),
        pytest.param(check(ended="success"), id="check-passed"),
        pytest.param(circle("https://circleci.com/gh/evil/app/1234"), id="build-of-another"),
        pytest.param(circle("https://circleci.com/gh/acme/app/1e4"), id="no-number"),
        pytest.param(circle("https://[circleci"), id="no-address"),
        pytest.param(circle(""), id="no-link"),
        pytest.param(
            circle(f"https://circleci.com/gh/{REPO}/1", state="pending"), id="status-pending"
        ),
        pytest.param(
            circle(f"https://circleci.com/gh/{REPO}/1", job="ci/other"), id="status-of-another"
        ),
        pytest.param(payloads.push(SHA, NOW), id="push"),
        pytest.param(without_repository(job("failure")), id="no-repository"),
        pytest.param(("workflow_job", job("failure")[1] | {"workflow_job": 5}), id="nonsense"),
    ],
)
def test_all_else_tells_of_none(event):
    assert failed_build(*event, now_ms=NOW) is None
