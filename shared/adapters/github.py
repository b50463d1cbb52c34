"""Statuses on GitHub, by its REST API through PyGithub: signed in as an App, or by a token.

https://docs.github.com/rest/commits/statuses. Importing this loads the library, connects nowhere.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from github import Auth, Github, GithubException, GithubIntegration
from jwt import PyJWTError
from requests import RequestException

from shared.core.commits.github import OWN_CONTEXT
from shared.core.verdicts.model import State
from shared.errors import StatusDelayed, StatusRefused

# An App asks for its installation and a token before the first post: three calls at most.
TIMEOUT_S = 8
PAGE_ITEMS, MAX_PAGES = 100, 3
_USER_AGENT = "faultline"
# What is wrong with the request itself; sent again it would be wrong again. 404 may pass: GitHub
# says so too of what it does not let us see yet.
_WRONG = (400, 409, 410, 422)


class GitHubStatuses:
    """Satisfies `CommitStatuses`. Threads may share it; each has a connection of its own."""

    def __init__(
        self, *, api_url: str, token: str = "", app_id: str = "", private_key: str = ""
    ) -> None:
        self._api_url = api_url
        self._token = token
        self._app_id = app_id
        self._private_key = private_key
        self._local = threading.local()

    def post(self, repo: str, sha: str, state: State, description: str, *, target_url: str) -> None:
        """Set the status on the commit; errors are told apart by whether they pass."""
        status = {
            "state": state.value,
            "description": description,
            "context": OWN_CONTEXT,
            "target_url": target_url,
        }
        with _translated_errors():
            client = self._client(repo)
            path = f"/repos/{repo}/statuses/{sha}"
            client.requester.requestJsonAndCheck("POST", path, input=status)

    def list_runs(self, repo: str, sha: str) -> Sequence[tuple[str, Mapping[str, Any]]]:
        """Return checks and statuses of the commit; errors are told apart by whether they pass."""
        path = f"/repos/{repo}/commits/{sha}"
        with _translated_errors():
            client = self._client(repo)
            checks = _pages(client, f"{path}/check-runs?filter=all&", "check_runs")
            runs: list[tuple[str, Mapping[str, Any]]] = [
                ("check_run", {"check_run": check}) for check in checks
            ]
            said = _pages(client, f"{path}/statuses?", None)
            return [*runs, *(("status", {**status, "sha": sha}) for status in said)]

    def _client(self, repo: str) -> Github:
        owner = repo.partition("/")[0] if self._app_id else ""
        clients: dict[str, Github] = self._local.__dict__.setdefault("clients", {})
        if owner not in clients:
            clients[owner] = self._installed(repo) if self._app_id else self._by_token()
        return clients[owner]

    def _by_token(self) -> Github:
        # Whoever calls waits: what fails now is sent again later, by the commit's own plan.
        return Github(
            auth=Auth.Token(self._token),
            base_url=self._api_url,
            timeout=TIMEOUT_S,
            user_agent=_USER_AGENT,
            retry=None,
            seconds_between_requests=None,
            seconds_between_writes=None,
        )

    def _installed(self, repo: str) -> Github:
        """Return the client of the App's installation at the repository's owner."""
        integration = GithubIntegration(
            auth=Auth.AppAuth(self._app_id, self._private_key),
            base_url=self._api_url,
            timeout=TIMEOUT_S,
            user_agent=_USER_AGENT,
            retry=None,
            seconds_between_requests=None,
            seconds_between_writes=None,
        )
        owner, _, name = repo.partition("/")
        installation = integration.get_repo_installation(owner, name)
        return integration.get_github_for_installation(installation.id)


def _pages(client: Github, path: str, name: str | None) -> list[dict[str, Any]]:
    """Return the items of a list, which is the answer itself or its part of this name."""
    found: list[dict[str, Any]] = []
    for number in range(1, MAX_PAGES + 1):
        _, answer = client.requester.requestJsonAndCheck(
            "GET", f"{path}per_page={PAGE_ITEMS}&page={number}"
        )
        items = answer.get(name) if isinstance(answer, dict) else answer
        page = [each for each in items or () if isinstance(each, dict)]
        found += page
        if len(page) < PAGE_ITEMS:
            break
    return found


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except GithubException as error:
        said = f"GitHub answered {error.status}: {_message(error)}"
        if error.status in _WRONG:
            raise StatusRefused(said) from error
        raise StatusDelayed(said, retry_after_ms=_retry_after_ms(error)) from error
    except RequestException as error:
        raise StatusDelayed(f"GitHub did not answer: {type(error).__name__}") from error
    except (
        PyJWTError,
        ValueError,
        AssertionError,
    ) as error:  # a key that is none, an answer that is no JSON
        raise StatusDelayed(f"GitHub cannot be asked: {type(error).__name__}") from error


def _message(error: GithubException) -> str:
    data = error.data
    return str(data.get("message", "")) if isinstance(data, dict) else str(data)[:200]


def _retry_after_ms(error: GithubException) -> int | None:
    """Return how long GitHub asks to be left alone: by header, or until the limit is renewed."""
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    after = headers.get("retry-after", "")
    if after.isdecimal():
        return min(int(after[:9]), 86_400) * 1000
    reset = headers.get("x-ratelimit-reset", "")
    if headers.get("x-ratelimit-remaining") == "0" and reset.isdecimal():
        return max(0, min(int(reset[:12]) - int(time.time()), 86_400)) * 1000
    return None
