"""What GitHub's REST API answers of Actions: runs of workflows, and their jobs.

https://docs.github.com/rest/actions/workflow-runs, https://docs.github.com/rest/actions/workflow-jobs
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shared.core.builds.lenient import child, items, text, time_ms
from shared.core.providers.model import ABORTED, FAILURE, SUCCESS, ProviderBuild

PROVIDER = "github-actions"
_RESULTS = {
    "success": SUCCESS,
    "neutral": SUCCESS,
    "skipped": SUCCESS,
    "cancelled": ABORTED,
    "stale": ABORTED,
}


@dataclass(frozen=True, slots=True)
class Source:
    """What is scanned: a branch, or a pull request by the branch that it is to merge.

    `head_repo` is where that branch lies, often a fork; None for one that was removed.
    """

    branch: str
    base: str | None
    pull: str | None = None
    head_repo: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a workflow; `created` as GitHub writes it: what older runs are asked for by."""

    run_id: str
    created: str
    may_have_failed: bool


def read_pull(answer: Any) -> Source | None:
    """Return what a pull request's runs are found by; None where its branch is gone unnamed."""
    branch, number = text(child(answer, "head"), "ref"), text(answer, "number")
    if branch is None or number is None:
        return None
    head_repo = text(child(answer, "head", "repo"), "full_name")
    return Source(branch, text(child(answer, "base"), "ref"), number, head_repo)


def read_runs(answer: object, source: Source) -> Iterator[Run]:
    """Yield the runs of a list that are of the source, as they stand there, the newest first."""
    for entry in items(answer, "workflow_runs"):
        run_id = text(entry, "id")
        if run_id is not None and run_id.isdecimal() and _is_of(entry, source):
            yield Run(run_id, text(entry, "created_at") or "", _may_have_failed(entry))


def read_jobs(answer: object, repo: str, source: Source, *, now_ms: int) -> Iterator[ProviderBuild]:
    """Yield the jobs of a run, of all its attempts."""
    for entry in items(answer, "jobs"):
        number, name = text(entry, "id"), text(entry, "name")
        if number is None or not number.isdecimal() or name is None:
            continue
        yield ProviderBuild(
            PROVIDER,
            repo,
            name,
            number,
            sha=text(entry, "head_sha"),
            branch=source.base,
            pull=source.pull,
            result=_result(entry),
            ended_ms=time_ms(entry, "completed_at", now_ms=now_ms),
            run=f"{text(entry, 'run_id')}/{text(entry, 'run_attempt') or 1}",
        )


def _result(entry: Any) -> str | None:
    """Return how a job ended; GitHub's further words all mean that it did not pass."""
    if text(entry, "status") != "completed":
        return None
    return _RESULTS.get(text(entry, "conclusion") or "", FAILURE)


def _is_of(entry: Any, source: Source) -> bool:
    """Tell whether the run is of the source: a fork's branch may be called main, too."""
    of_pull = text(entry, "event") in ("pull_request", "pull_request_target")
    if source.pull is None:
        return not of_pull
    home = text(child(entry, "head_repository"), "full_name")
    return of_pull and home == source.head_repo


def _may_have_failed(entry: Any) -> bool:
    """Tell whether a job may have failed: in an earlier attempt, of a run that is green, too."""
    passed = text(entry, "conclusion") in ("success", "skipped")
    return not passed or text(entry, "run_attempt") not in (None, "1")
