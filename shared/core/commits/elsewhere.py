"""What other builds show of a failure: sightings, and how retries of it went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.core import ids
from shared.core.documents import Commit, Record, Run
from shared.core.verdicts.model import Result, Sighting


def commit_key_of(record: Record) -> str | None:
    """Return the key of the commit that a log says it is of."""
    context = record.context
    if context.repo is None or context.sha is None:
        return None
    return ids.commit_key(context.repo, context.sha)


def sighting_of(record: Record, commits: Mapping[str, Commit]) -> Sighting:
    """Return what the log is as evidence; `commits` are by key.

    Branch and author are known only where the commit's provider itself says that the run of this
    log failed: what a log or its uploader says of itself proves nothing.
    """
    context = record.context
    commit = commits.get(commit_key_of(record) or "")
    run = _run_of(record, commit) if commit else None
    if commit is None or run is None or not run.has_surely_failed:
        return Sighting(record.record_id, record.seen_ms, sha=context.sha, pull=context.pull)
    return Sighting(
        record.record_id,
        min(run.began_ms, record.seen_ms),
        sha=commit.sha,
        pull=commit.pull,
        branch=commit.branch,
        author=commit.author,
    )


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a failure came again, and went, when its job was run again on the same commit."""

    red: int = 0
    green: int = 0


def retries_of(
    records: Iterable[Record], commits: Mapping[str, Commit], *, but_of: str, since_ms: int
) -> Retries:
    """Return how retries of these logs' builds went, those of the commit `but_of` left out."""
    shown = {record.record_id: record for record in records if record.seen_ms >= since_ms}
    red = green = 0
    for record in shown.values():
        key = commit_key_of(record) or ""
        following = _next_run(record, commits[key]) if key in commits and key != but_of else None
        if following is None:
            continue
        green += following.result is Result.SUCCESS
        red += following.has_surely_failed and any(each in shown for each in following.records)
    return Retries(red, green)


def _run_of(record: Record, commit: Commit) -> Run | None:
    return next((run for run in commit.runs if record.record_id in run.records), None)


def _next_run(record: Record, commit: Commit) -> Run | None:
    """Return the run that the same job had next after that of the log."""
    mine = _run_of(record, commit)
    if mine is None:
        return None
    runs = [run for run in commit.runs if run.job == mine.job]
    following = runs[runs.index(mine) + 1 :]
    return following[0] if following else None
