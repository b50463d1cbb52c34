"""The state of a commit, and what its status says in a sentence."""

from collections.abc import Mapping, Sequence

from shared.core.verdicts.decide import LOG_DUE_MS, decide_job
from shared.core.verdicts.excuses import began_ms
from shared.core.verdicts.model import (
    Attempt,
    CommitFacts,
    Decision,
    Result,
    State,
    Verdict,
    VerdictKind,
)

MAX_DESCRIPTION_CHARS = 140
"""GitHub cuts longer ones: https://docs.github.com/rest/commits/statuses."""

SILENCE_MS = 24 * 3_600_000
"""How long a run may take; one that nothing was heard of for so long has an unknown end."""

_WORDS = {
    VerdictKind.KNOWN_BREAKAGE: "broken upstream",
    VerdictKind.KNOWN_PROBLEM: "known",
    VerdictKind.FLAKY: "flaky",
    VerdictKind.NEW: "new",
    VerdictKind.UNKNOWN: "unknown",
}


def decide(commit: CommitFacts, *, now_ms: int) -> Decision:
    """Return the state of the commit and why each of its failed jobs failed.

    One failure that nothing explains makes it a failure at once; it is pending while a job runs
    or the log of a failed one may still come; a success if nothing failed or all is explained.
    """
    jobs = {job: attempts for job, attempts in sorted(commit.jobs.items()) if attempts}
    running = tuple(job for job, attempts in jobs.items() if _is_running(attempts[-1], now_ms))
    recovered = tuple(job for job, attempts in jobs.items() if _has_recovered(attempts))
    verdicts = tuple(
        decide_job(job, jobs[job], commit, now_ms=now_ms)
        for job in failed_jobs(jobs, now_ms=now_ms)
    )
    state = _state(verdicts, awaited=bool(running) or not jobs)
    due = [jobs[verdict.job][-1].heard_ms + LOG_DUE_MS for verdict in verdicts if verdict.is_due]
    due += [began_ms(jobs[job][-1]) + SILENCE_MS for job in running]
    return Decision(
        state,
        describe(verdicts, running=len(running), jobs=len(jobs)),
        verdicts,
        running,
        recovered,
        min(due, default=None),
    )


def failed_jobs(jobs: Mapping[str, tuple[Attempt, ...]], *, now_ms: int) -> list[str]:
    """Return the jobs whose last attempt ended, and did not pass as far as is known."""
    return [
        job
        for job, attempts in jobs.items()
        if attempts
        and attempts[-1].result is not Result.SUCCESS
        and not _is_running(attempts[-1], now_ms)
    ]


def _is_running(attempt: Attempt, now_ms: int) -> bool:
    return attempt.result is None and now_ms < began_ms(attempt) + SILENCE_MS


def _has_recovered(attempts: Sequence[Attempt]) -> bool:
    """Tell whether an attempt failed and a later one passed: confirmed to be flaky."""
    passed = attempts[-1].result is Result.SUCCESS
    return passed and any(attempt.has_failed for attempt in attempts)


def _state(verdicts: Sequence[Verdict], *, awaited: bool) -> State:
    decided = [verdict for verdict in verdicts if not verdict.is_due]
    if any(not verdict.kind.is_explained for verdict in decided):
        return State.FAILURE
    if awaited or len(decided) < len(verdicts):
        return State.PENDING
    return State.SUCCESS


def describe(verdicts: Sequence[Verdict], *, running: int, jobs: int) -> str:
    """Return the sentence of the status: "3 of 5 failures flaky, 1 known, 1 new: TestUp timed out".

    At most MAX_DESCRIPTION_CHARS long. Only what is not 0 is counted.
    """
    if not jobs:
        return "No builds yet"
    parts = [*_counted(verdicts), *([f"{running} running"] if running else [])]
    if not verdicts:
        return ", ".join([f"No failures in {_counted_jobs(jobs - running)}", *parts])
    title = next((v.title for v in verdicts if v.kind is VerdictKind.NEW and v.title), "")
    return _cut(": ".join(filter(None, (", ".join(parts), title))))


def _counted(verdicts: Sequence[Verdict]) -> list[str]:
    """Return how many failures are of each kind; those whose log may still come are waiting."""
    kinds = [_WORDS[v.kind] if not v.is_due else "waiting for a log" for v in verdicts]
    words = [*_WORDS.values(), "waiting for a log"]
    counts = [(kinds.count(word), word) for word in words if word in kinds]
    total = f" of {len(verdicts)} failure{'s' if len(verdicts) > 1 else ''}"
    # The first says of how many.
    return [f"{n}{total if not i else ''} {word}" for i, (n, word) in enumerate(counts)]


def _counted_jobs(count: int) -> str:
    return f"{count} job{'' if count == 1 else 's'}"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_DESCRIPTION_CHARS else text[: MAX_DESCRIPTION_CHARS - 1] + "…"
