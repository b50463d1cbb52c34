"""Clients of stand-ins; waiting is noted, not done."""

from itertools import chain

import pytest

from shared.adapters.providers.answers import AnswerCache
from shared.adapters.providers.circleci import CircleCi
from shared.adapters.providers.github import GitHubActions
from shared.adapters.providers.http import PoliteClient
from tests.stand_ins import circleci, github

NOW_MS = 1_795_435_200_000


@pytest.fixture
def waits():
    """How long was waited, in seconds."""
    return []


@pytest.fixture
def make_client(tmp_path, waits):
    """Give a function that makes clients whose clock only moves when they wait."""

    def make(url, headers=None, timeout_s=(5.0, 5.0)):
        return PoliteClient(
            url,
            headers or {},
            answers=AnswerCache(tmp_path / "answers"),
            clock_s=lambda: NOW_MS / 1000 + sum(waits),
            sleep=waits.append,
            timeout_s=timeout_s,
        )

    return make


@pytest.fixture
def circle_ci(make_client):
    def make(stand_in, token=circleci.TOKEN):
        headers = {"Circle-Token": token} if token else {}
        return CircleCi(make_client(stand_in.url, headers), lambda: NOW_MS)

    return make


@pytest.fixture
def github_actions(make_client):
    def make(stand_in, token=github.TOKEN):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return GitHubActions(make_client(stand_in.url, headers), lambda: NOW_MS)

    return make


def listed(provider, repo, branch, count=50):
    """Return all builds of a listing."""
    return list(chain.from_iterable(provider.list_runs(repo, branch, count=count)))


def log(provider, build):
    return b"".join(provider.read_log(build)).decode()
