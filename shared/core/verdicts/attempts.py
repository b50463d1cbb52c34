"""From what webhooks, build files and logs say of runs of jobs to the attempts of each job.

The same signs in any order give the same attempts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from shared.core.verdicts.model import Attempt, Failure, Result, Trust
from shared.core.verdicts.signs import WORSE, Sign, runs_of


def attempts_of(
    signs: Iterable[Sign], failures: Mapping[str, Failure]
) -> dict[str, tuple[Attempt, ...]]:
    """Return the attempts of each job, oldest first; `failures` are those of logs, by record id."""
    jobs: dict[str, list[Sign]] = {}
    for sign in signs:
        jobs.setdefault(sign.job, []).append(sign)
    told = {
        job: tuple(sorted(map(_attempt, runs_of(each)), key=_order))
        for job, each in sorted(jobs.items())
    }
    return with_failures(told, failures)


def with_failures(
    jobs: Mapping[str, tuple[Attempt, ...]], failures: Mapping[str, Failure]
) -> dict[str, tuple[Attempt, ...]]:
    """Return the attempts with what their logs say; `failures` are by record id."""
    return {
        job: tuple(_with_failure(attempt, failures) for attempt in attempts)
        for job, attempts in jobs.items()
    }


def _with_failure(attempt: Attempt, failures: Mapping[str, Failure]) -> Attempt:
    found = [failures[each] for each in attempt.records if each in failures]
    return replace(attempt, failure=_least_excused(found)) if found else attempt


def _attempt(run: list[Sign]) -> Attempt:
    last_word = _last_word(run)
    failed = [sign for sign in run if sign.result not in (None, Result.SUCCESS)]
    logs = tuple(sorted({sign.record_id for sign in run if sign.record_id}))
    attempt = Attempt(
        build=next((sign.build for sign in run if sign.build is not None), None),
        heard_ms=min(sign.heard_ms for sign in failed or run),
        started_ms=_began_ms(run),
        number=max(sign.number for sign in run),
        records=logs,
    )
    if last_word is None:
        return attempt
    return replace(attempt, result=last_word.result, trust=last_word.trust)


def _began_ms(run: list[Sign]) -> int:
    """Return when the run began, else the time of the first event that tells of it."""
    started = [sign.started_ms for sign in run if sign.started_ms is not None]
    told = [sign.said_ms for sign in run if sign.tells]
    return min(started or told or [sign.said_ms for sign in run])


def _least_excused(failures: list[Failure]) -> Failure | None:
    """Return that of several logs of one run which excuses least: any of them may be forged."""
    return max(
        failures,
        key=lambda each: (each.trouble is not None, -len(each.excuses), each.record_id),
        default=None,
    )


def _last_word(run: Iterable[Sign]) -> Sign | None:
    """Return the sign that says how the run goes: the most trusted that knows an end, its last.

    While no source knows one, the run goes on.
    """
    spoken = [sign for sign in run if not sign.silent]
    for trust in Trust:
        said = [sign for sign in spoken if sign.trust is trust]
        if any(sign.result for sign in said):
            return max(said, key=_weight)
    return None


def _weight(sign: Sign) -> tuple[int, int]:
    """Return what orders words: the later counts, of two at one moment the worse."""
    return (sign.said_ms, WORSE.index(sign.result))


def _order(attempt: Attempt) -> tuple[int, int, str]:
    # When something was heard of says nothing of what came first: events arrive in any order.
    return (attempt.number, attempt.started_ms or 0, attempt.build or "")
