"""Labels that retries speak against: what was excused as flaky failed again at the same commit."""

from collections.abc import Iterator
from dataclasses import dataclass

from shared.core.verdicts.excuses import began_ms, why_not
from shared.core.verdicts.model import Attempt, CommitFacts, Decision, Label

RECENT_MS = 86_400_000
"""A build that began longer ago tells history."""


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A job that failed so many times with what is labelled flaky, and the report of that."""

    job: str
    log_id: str
    title: str
    attempts: int


def contradicted(commit: CommitFacts, decision: Decision, *, now_ms: int) -> Iterator[Contradicted]:
    """Yield the jobs whose retry failed as an earlier attempt did that was excused as flaky.

    Where anything else explains the failure nothing is said against the label.
    """
    for verdict in decision.verdicts:
        attempts = commit.jobs[verdict.job]
        failure = attempts[-1].failure
        if verdict.kind.is_explained or failure is None or failure.log_id is None:
            continue
        if began_ms(attempts[-1]) < now_ms - RECENT_MS:
            continue
        times = [_times(attempts, by, commit, now_ms) for by in _flaky(attempts[-1])]
        if max(times, default=0) > 1:
            yield Contradicted(verdict.job, failure.log_id, failure.title, max(times))


def _flaky(attempt: Attempt) -> set[str]:
    """Return what labels the attempt's failure flaky."""
    excuses = attempt.failure.excuses if attempt.failure else ()
    return {excuse.given_by for excuse in excuses if excuse.label is Label.FLAKY}


def _times(attempts: tuple[Attempt, ...], given_by: str, commit: CommitFacts, now_ms: int) -> int:
    """Return how many attempts failed so, 0 if the first that did was not excused by it."""
    failed = [each for each in attempts if each.has_failed and given_by in _flaky(each)]
    first = failed[0]
    excuses = first.failure.excuses if first.failure else ()
    held = any(
        excuse.given_by == given_by
        and excuse.label is Label.FLAKY
        and why_not(excuse, first, commit, now_ms) is None
        for excuse in excuses
    )
    return len(failed) if held else 0
