"""One verdict for each failed job: known breakage, known problem, flaky, new, else unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from shared.core.verdicts.excuses import began_ms, is_on_base, is_own, seen_elsewhere, why_not
from shared.core.verdicts.model import (
    Attempt,
    CommitFacts,
    Excuse,
    Failure,
    KnownBreakage,
    Label,
    LogTrouble,
    Pin,
    Result,
    Sighting,
    Verdict,
    VerdictKind,
)

LOG_DUE_MS = 20 * 60_000
"""How long the log of a failed build is waited for, from when the failure was first heard of."""

MAX_SEEN_IN = 5
_KINDS = {Label.KNOWN_PROBLEM: VerdictKind.KNOWN_PROBLEM, Label.FLAKY: VerdictKind.FLAKY}


def decide_job(
    job: str, attempts: tuple[Attempt, ...], commit: CommitFacts, *, now_ms: int
) -> Verdict:
    """Return why the job failed; its last attempt is the one that counts, and has not passed."""
    attempt = attempts[-1]
    pin = commit.pins.get(job)
    if pin is not None and pin.build == attempt.build:
        return _pinned(_of(job, attempt, attempt.failure), pin)
    for breakage in commit.breakages:
        if _covers(breakage, job, commit):
            return _broken(job, attempt, breakage)
    failure = attempt.failure
    if attempt.result is None or failure is None or failure.trouble is not None:
        return _without_cause(job, attempt, failure, now_ms)
    verdict = _of(job, attempt, failure)
    held, objections = _excuses(attempts, failure, commit, now_ms)
    if held is not None:
        return _excused(verdict, held, attempt, commit)
    return _unexcused(verdict, failure, attempt, commit, objections)


def _covers(breakage: KnownBreakage, job: str, commit: CommitFacts) -> bool:
    """Tell whether the breakage excuses the job.

    A pull request may give its jobs any name, so there a job must be named in full, or have
    failed under this name on the branch as well.
    """
    named = breakage.jobs is None or any(fnmatchcase(job, glob) for glob in breakage.jobs)
    certain = commit.pull is None or job in breakage.base_jobs or job in (breakage.jobs or ())
    return named and certain


def _pinned(verdict: Verdict, pin: Pin) -> Verdict:
    said = f"{pin.by} says so: {pin.reason}"
    return replace(verdict, kind=pin.kind, evidence=(said,), given_by=f"{pin.by}'s word")


def _broken(job: str, attempt: Attempt, breakage: KnownBreakage) -> Verdict:
    where = f"breakage {breakage.breakage_id}"
    evidence = f"{where} is annotated at this place of the branch: {breakage.mode}"
    verdict = _of(job, attempt, attempt.failure)
    return replace(verdict, kind=VerdictKind.KNOWN_BREAKAGE, evidence=(evidence,), given_by=where)


def _without_cause(job: str, attempt: Attempt, failure: Failure | None, now_ms: int) -> Verdict:
    """Return the verdict on a build whose log tells no cause, or is not there."""
    verdict = _of(job, attempt, failure)
    if failure is not None and failure.trouble is not None:
        late = failure.trouble is LogTrouble.UNSCANNED and _is_awaited(attempt, now_ms)
        return replace(verdict, evidence=(failure.trouble.value,), is_due=late)
    if attempt.result is None:
        return replace(verdict, evidence=("nobody ever said how the build ended",))
    if attempt.result is Result.ABORTED:
        return replace(verdict, evidence=("the build was aborted and left no log",))
    if _is_awaited(attempt, now_ms):
        return replace(verdict, evidence=("its log has not come yet",), is_due=True)
    return replace(verdict, evidence=("its log is missing",))


def _is_awaited(attempt: Attempt, now_ms: int) -> bool:
    return now_ms < attempt.heard_ms + LOG_DUE_MS


def _excuses(
    attempts: tuple[Attempt, ...], failure: Failure, commit: CommitFacts, now_ms: int
) -> tuple[Excuse | None, tuple[str, ...]]:
    """Return the excuse that holds, a known problem before a flaky one, and why others do not."""
    objections: list[str] = []
    for label in Label:
        for excuse in failure.excuses:
            if excuse.label is not label:
                continue
            objection = _failed_again(attempts, excuse) or why_not(
                excuse, attempts[-1], commit, now_ms
            )
            if objection is None and not failure.generic:
                return excuse, tuple(objections)
            objections.append(objection or "only a generic line names the failure")
    return None, tuple(objections)


def _failed_again(attempts: tuple[Attempt, ...], excuse: Excuse) -> str | None:
    """Return that the retry of a flaky failure failed the same way, if it did."""
    if excuse.label is not Label.FLAKY:
        return None
    again = sum(
        1
        for attempt in attempts[:-1]
        if attempt.has_failed
        and attempt.failure is not None
        and any(each.given_by == excuse.given_by for each in attempt.failure.excuses)
    )
    return (
        f"{excuse.given_by} is labelled flaky, but a retry failed the same way" if again else None
    )


def _excused(verdict: Verdict, excuse: Excuse, attempt: Attempt, commit: CommitFacts) -> Verdict:
    elsewhere = seen_elsewhere(excuse.sightings, attempt, commit)
    said = f"{excuse.given_by} is labelled {excuse.label.value}"
    seen = f"also seen in {_counted(elsewhere)} of others within 30 days before"
    return replace(
        _seen(verdict, elsewhere, commit),
        kind=_KINDS[excuse.label],
        evidence=(said, seen),
        given_by=excuse.given_by,
        line_number=excuse.line_number or verdict.line_number,
    )


def _unexcused(
    verdict: Verdict,
    failure: Failure,
    attempt: Attempt,
    commit: CommitFacts,
    objections: tuple[str, ...],
) -> Verdict:
    """Return new for a failure that nobody else ever had, else unknown, saying where it was."""
    if failure.generic:
        said = "only a generic line names the failure"
        return replace(verdict, evidence=tuple(dict.fromkeys((said, *objections))))
    began = began_ms(attempt)
    before = [s for s in failure.sightings if s.at_ms < began and not is_own(s, commit)]
    if not before:
        said = "never seen before outside this pull request"
        return replace(verdict, kind=VerdictKind.NEW, evidence=(said, *objections))
    said = f"seen before in {_counted(before)} elsewhere, and nothing explains it"
    return replace(_seen(verdict, before, commit), evidence=(said, *objections))


def _counted(sightings: Sequence[Sighting]) -> str:
    return "1 build" if len(sightings) == 1 else f"{len(sightings)} builds"


def _seen(verdict: Verdict, sightings: Iterable[Sighting], commit: CommitFacts) -> Verdict:
    sightings = list(sightings)
    return replace(
        verdict,
        seen_in=tuple(each.record_id for each in sightings[:MAX_SEEN_IN]),
        seen_by=tuple(dict.fromkeys(filter(None, map(_whose, sightings))))[:MAX_SEEN_IN],
        seen_since_ms=min((each.at_ms for each in sightings), default=None),
        also_on_base=any(is_on_base(each, commit) for each in sightings),
    )


def _whose(sighting: Sighting) -> str | None:
    """Return whose build a sighting is, as the repository's host tells it; None if it does not."""
    if sighting.pull is None:
        return f"branch {sighting.branch}" if sighting.branch else None
    return f"#{sighting.pull} by {sighting.author}" if sighting.author else None


def _of(job: str, attempt: Attempt, failure: Failure | None) -> Verdict:
    verdict = Verdict(job, attempt.build, VerdictKind.UNKNOWN, ())
    if failure is None:
        return verdict
    return replace(
        verdict,
        log_id=failure.log_id,
        record_id=failure.record_id,
        title=failure.title,
        line_number=failure.line_number,
    )
