"""Failed builds that GitHub's events tell of, whose logs their provider can be asked for.

https://docs.github.com/webhooks/webhook-events-and-payloads
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from shared.core.builds.lenient import child, text
from shared.core.commits.github import repo_of
from shared.core.documents import PendingFetch
from shared.core.providers import circleci, github
from shared.core.providers.github import Source, read_jobs
from shared.core.repositories import is_sha

PROVIDERS = (circleci.PROVIDER, github.PROVIDER)
DELAY_MS = 15_000
"""So long after the event the log is asked for: it is stored when the job has ended."""
# A build's page as CircleCI's statuses link to it, then as its newer pages are called.
_CIRCLECI_PAGES = (
    re.compile(r"/gh/(?P<repo>[^/]+/[^/]+)/(?P<build>\d{1,12})"),
    re.compile(r"/pipelines/(?:github|gh)/(?P<repo>[^/]+/[^/]+)/.*/jobs/(?P<build>\d{1,12})"),
)


def failed_build(event: str, payload: Mapping[str, Any], *, now_ms: int) -> PendingFetch | None:
    """Return the build that the event tells the failure of; None if it tells of none.

    Of GitHub Actions tell workflow_job and check_run, the same of one job; of CircleCI a status.
    """
    repo = repo_of(payload)
    if repo is None:
        return None
    provider, build, sha = github.PROVIDER, None, text(payload, "sha")
    if event == "status":
        provider, build = circleci.PROVIDER, _circleci_build(payload, repo)
    elif event in ("workflow_job", "check_run"):
        build, sha = _actions_job(event, payload, repo, now_ms)
    if build is None or not is_sha(sha):
        return None
    return PendingFetch(provider, repo, build, sha or "", now_ms, now_ms + DELAY_MS)


def _circleci_build(payload: Mapping[str, Any], repo: str) -> str | None:
    is_job = (text(payload, "context") or "").startswith(circleci.CHECK_PREFIX)
    if not is_job or payload.get("state") not in ("failure", "error"):
        return None
    try:
        path = urlsplit(text(payload, "target_url") or "").path
    except ValueError:
        return None
    for page in _CIRCLECI_PAGES:
        found = page.fullmatch(path)
        if found and found["repo"].lower() == repo.lower():
            return found["build"]
    return None


def _actions_job(
    event: str, payload: Mapping[str, Any], repo: str, now_ms: int
) -> tuple[str | None, str | None]:
    """Return number and commit of a failed job; a check of another app is no job of Actions."""
    entry = child(payload, event)
    if event == "check_run" and text(child(entry, "app"), "slug") != github.PROVIDER:
        return None, None
    for job in read_jobs({"jobs": [entry]}, repo, Source("", None), now_ms=now_ms):
        if job.has_failed:
            return job.build, job.sha
    return None, None
