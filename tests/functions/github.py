"""GitHub as a sender of signed events, before a service that knows its secret."""

import json
import time

import pytest

from tests import github_payloads as payloads
from tests.busy_commit import SECRET, signature
from tests.github_server import serving_github

SHA = "a" * 40
COMMIT = f"/commits/acme/app/{SHA}"
LOG = b"cc -c main.c\nmain.c:3:5: error: unknown type name 'coin'\n"


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
            "X-Hub-Signature-256": signature(body),
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
