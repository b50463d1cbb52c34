"""A person says what a failure is, against the machine; and commits, read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from shared.core import ids
from shared.core.commits.hearing import reminder
from shared.core.documents import Change, Commit, Run
from shared.core.verdicts.model import Pin
from shared.errors import CommitNotFound, NotPossible, PullNotFound
from shared.ports import Changes, Commits, Stored
from shared.services.changes import until_unchallenged
from shared.services.commits.words import Word

if TYPE_CHECKING:
    from shared.services.commits.deciding import Deciding

MAX_CHANGES = 100
MAX_COMMITS = 100


def get_commit(commits: Commits, repo: str, sha: str) -> Commit:
    """Return the commit as decided last: one read. Raises CommitNotFound."""
    return _get(commits, repo, sha).value


def list_pull(commits: Commits, repo: str, number: str) -> Sequence[Commit]:
    """Return the newest commits of a pull request: one query. Raises PullNotFound."""
    found = commits.list_of_pull(ids.pull_key(repo, number), limit=MAX_COMMITS)
    if not found:
        raise PullNotFound(f"Nothing was heard of pull request {number} of {repo}.")
    return found


def override(deciding: "Deciding", repo: str, sha: str, word: Word) -> Commit:
    """Pin a verdict to the job's last build, or take the pin away, and decide the commit anew.

    Raises CommitNotFound; NotPossible where the job did not fail.
    """

    def attempt() -> None:
        stored, now_ms = _get(deciding.commits, repo, sha), deciding.clock()
        pinned = _pinned(stored.value, word, now_ms)
        again = reminder(stored.value.repo, stored.value.sha, f"pin {word.job}", now_ms=now_ms)
        deciding.store.save(Changes([replace(stored, value=pinned), Stored(again, None)]))

    until_unchallenged(attempt)
    deciding.wake(repo, sha)
    return get_commit(deciding.commits, repo, sha)


def _get(commits: Commits, repo: str, sha: str) -> Stored[Commit]:
    key = ids.commit_key(repo, sha)
    found = commits.get_commits([key]).get(key)
    if found is None:
        raise CommitNotFound(f"Nothing was heard of commit {sha} of {repo}.")
    return found


def _pinned(commit: Commit, word: Word, now_ms: int) -> Commit:
    run = _failed_run(commit, word.job)
    before = next((v.kind for v in commit.decision.verdicts if v.job == word.job), None)
    pins = {job: pin for job, pin in commit.pins.items() if job != word.job}
    if word.kind is not None:
        pins[word.job] = Pin(run.build, word.kind, word.reason, word.by)
    said = word.kind.value if word.kind else "back to the machine"
    change = Change(now_ms, word.by, f"{word.job}: {before or 'none'} -> {said}: {word.reason}")
    return replace(commit, pins=pins, changes=(*commit.changes, change)[-MAX_CHANGES:])


def _failed_run(commit: Commit, job: str) -> Run:
    runs = [run for run in commit.runs if run.job == job]
    if not any(verdict.job == job for verdict in commit.decision.verdicts) or not runs:
        failed = ", ".join(verdict.job for verdict in commit.decision.verdicts) or "none"
        raise NotPossible(
            "job_did_not_fail", f"The job {job!r} is not among those that failed: {failed}."
        )
    return runs[-1]
