"""What CircleCI's API v1.1 answers: lists of builds, and the steps of one.

https://circleci.com/docs/api/v1. Later versions tell no way to the output of a step.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shared.core.builds.lenient import child, items, text, time_ms
from shared.core.providers.model import ABORTED, FAILURE, SUCCESS, ProviderBuild, pull_of

PROVIDER = "circleci"
# What GitHub shows CircleCI's jobs as: so a log and a status are of the same job.
CHECK_PREFIX = "ci/circleci: "
_RESULTS = {
    "success": SUCCESS,
    "no_tests": SUCCESS,
    "failed": FAILURE,
    "timedout": FAILURE,
    "infrastructure_fail": FAILURE,
    "canceled": ABORTED,
}


@dataclass(frozen=True, slots=True)
class StepOutput:
    """The output of one step in one container: where it can be fetched, for a while."""

    step: str
    url: str


def read_builds(answer: object, repo: str, *, now_ms: int) -> Iterator[ProviderBuild]:
    """Yield the builds of a list as it stands there, the newest first."""
    for entry in answer if isinstance(answer, list) else []:
        build = read_build(entry, repo, now_ms=now_ms)
        if build is not None:
            yield build


def read_build(entry: Any, repo: str, *, now_ms: int) -> ProviderBuild | None:
    """Return the build of an entry, None for one without a number."""
    number = text(entry, "build_num")
    if number is None or not number.isdecimal():
        return None
    branch = text(entry, "branch")
    pull = pull_of(branch or "") or _first_pull(entry)
    job = text(child(entry, "workflows"), "job_name")
    job = job or text(child(entry, "build_parameters"), "CIRCLE_JOB") or "build"
    return ProviderBuild(
        PROVIDER,
        repo,
        CHECK_PREFIX + job,
        number,
        sha=text(entry, "vcs_revision"),
        # Of a pull request it tells the branch that is to be merged, never the one it goes to.
        branch=None if pull else branch,
        pull=pull,
        result=_RESULTS.get(text(entry, "outcome") or ""),
        ended_ms=time_ms(entry, "stop_time", now_ms=now_ms),
    )


def read_outputs(answer: object) -> list[StepOutput]:
    """Return what steps of a build have written, in the order they ran."""
    outputs = []
    for step in items(answer, "steps"):
        name = text(step, "name") or "step"
        for action in items(step, "actions"):
            url = action.get("output_url") if isinstance(action, dict) else None
            if isinstance(url, str) and url:
                outputs.append(StepOutput(text(action, "name") or name, url))
    return outputs


def heading(step: str) -> bytes:
    """Return the line that stands before a step's output, in a form that analysis knows."""
    return f"##### Running {step} step\n".encode()


def _first_pull(entry: Any) -> str | None:
    for pull in items(entry, "pull_requests")[:1]:
        return pull_of("pull/" + (text(pull, "url") or "").rpartition("/pull/")[2])
    return None
