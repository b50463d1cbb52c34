"""From GitHub's event of a failed build to its log, by way of the provider's API."""

from dataclasses import replace

import pytest

from shared import bootstrap
from shared.core.ids import commit_key
from shared.core.providers import told
from shared.ports import Changes
from tests import github_payloads as payloads
from tests.busy_commit import SECRET
from tests.functions.github import GitHub, now_ms
from tests.scripted_server import Answer
from tests.stand_ins import circleci, github, serving
from tests.stand_ins.circleci import entry, serving_circleci
from tests.stand_ins.faults import DOWN
from tests.stand_ins.github import GitHubStandIn, run

REPO = "acme/shop"
SHA = f"{7:040x}"
RESTING = Answer(429, {"message": "slow down"}, {"Retry-After": "600"})


class GitHubWithStatuses(GitHubStandIn):
    """It takes statuses as well, and knows nothing of what runs."""

    def api(self, asked):
        if "/statuses/" in asked.path or "/commits/" in asked.path:
            return Answer(201 if asked.method == "POST" else 404, {})
        return super().api(asked)


@pytest.fixture
def set_up(data_dir, monkeypatch):
    """Logs of this repository are fetched, at once."""
    monkeypatch.setenv("GITHUB_WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("SCAN_REPOSITORIES", "acme/*")
    monkeypatch.setenv("CIRCLECI_TOKEN", circleci.TOKEN)
    monkeypatch.setenv("GITHUB_TOKEN", "")
    monkeypatch.setattr(told, "DELAY_MS", 0)
    return monkeypatch


@pytest.fixture
def sender(set_up, visit):
    return GitHub(visit("webhook").client)


def of_shop(event):
    name, payload = event
    return name, payload | {"repository": payloads.repository(REPO)}


def records():
    app = bootstrap.get_app()
    found = app.store.list_records(now_ms=app.now_ms(), limit=99).items
    return {each.context.build: each for each in found}


def fetched(answer):
    return answer["logs_fetched"], answer["fetching_later"], answer["not_fetched"]


def circle_status(number):
    url = f"https://circleci.com/gh/{REPO}/{number}?utm_source=github-build-link"
    return of_shop(payloads.status("ci/circleci: lint", "failure", SHA, now_ms(), url=url))


def test_a_failed_job_of_actions_has_its_log_fetched_once(set_up, sender, sweep):
    with serving(GitHubWithStatuses([run(7, head_sha=SHA)])) as stand_in:
        set_up.setenv("GITHUB_API_URL", stand_in.url)
        set_up.setenv("GITHUB_TOKEN", github.TOKEN)
        job = of_shop(payloads.workflow_job("unit", 70, SHA, now_ms() - 90_000, ended="failure"))
        assert sender.send(*job).json["outcome"] == "heard"
        assert not [each for each in stand_in.api_server.asked if "/actions/" in each.path]
        sender.send(*job, delivery="again")

        assert fetched(sweep()) == (1, 0, 0)
        assert fetched(sweep()) == (0, 0, 0)
        assert stand_in.store_server.count("/log/70") == 1

        # The check of the same job, and a late delivery, find that it is there.
        check = payloads.check_run("unit", 70, SHA, now_ms() - 90_000, ended="failure")
        check[1]["check_run"]["app"] = {"slug": "github-actions"}
        sender.send(*of_shop(check))
        assert fetched(sweep()) == (0, 0, 0)
        assert stand_in.store_server.count("/log/70") == 1

    record = records()["70"]
    assert (record.context.job, record.context.sha, record.context.repo) == ("unit", SHA, REPO)
    key = commit_key(REPO, SHA)
    [verdict] = bootstrap.get_app().commits.get_commits([key])[key].value.decision.verdicts
    assert (verdict.record_id, verdict.kind.value) == (record.record_id, "new")


def test_trouble_on_the_way_is_gone_through_and_rest_is_given(set_up, sender, sweep):
    with serving_circleci([entry(7, vcs_revision=SHA), entry(9, vcs_revision=SHA)]) as stand_in:
        set_up.setenv("CIRCLECI_API_URL", stand_in.url)
        stand_in.faults.spoil = lambda _address, _good: RESTING
        sender.send(*circle_status(7))
        sender.send(*circle_status(9))
        assert fetched(sweep()) == (0, 1, 0)
        asked = len(stand_in.api_server.asked)
        assert fetched(sweep()) == (0, 0, 0)
        assert len(stand_in.api_server.asked) == asked == 1

        _let_rest_pass()
        met = []

        def once(address, good):
            met.append(address)
            return DOWN if met.count(address) == 1 else good

        stand_in.faults.spoil = once
        assert fetched(sweep()) == (2, 0, 0)
    assert records().keys() == {"7", "9"}


def _let_rest_pass():
    """Let ten minutes be over: the lease that keeps the rest, and what waits for it."""
    app = bootstrap.get_app()
    for stored in app.pending_fetches.list_due("circleci", now_ms=now_ms() * 2, limit=9):
        app.store.save(Changes([replace(stored, value=replace(stored.value, due_ms=0))]))
    later = now_ms() + 601_000
    assert app.store.take_lease("fetch-circleci", "test", now_ms=later, until_ms=later)
    app.store.drop_lease("fetch-circleci", "test")


@pytest.mark.parametrize("setting", ["", "other/*"])
def test_nothing_is_fetched_where_nobody_asked_for_it(set_up, visit, sweep, setting):
    set_up.setenv("SCAN_REPOSITORIES", setting)
    sender = GitHub(visit("webhook").client)
    assert sender.send(*circle_status(7)).json["outcome"] == "heard"
    assert fetched(sweep()) == (0, 0, 0)
    app = bootstrap.get_app()
    assert app.pending_fetches.list_due("circleci", now_ms=now_ms() * 2, limit=9) == []


def test_a_token_that_cannot_be_one_is_trouble_of_the_fetch_alone(set_up, sender, sweep):
    set_up.setenv("CIRCLECI_TOKEN", "no\ttoken")
    sender.send(*circle_status(7))
    assert fetched(sweep()) == (0, 1, 0)
