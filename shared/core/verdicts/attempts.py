"""From what webhooks, build files and logs say of runs of jobs to the attempts of each job.

The same signs in any order give the same attempts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from shared.core.verdicts.model import Attempt, Failure, Result, Trust


@dataclass(frozen=True, slots=True)
class Sign:
    """What one source says, once, of one run of a job.

    `build` is None where the source names no build. `said_ms` is the source's own time, by which
    its later word stands; `heard_ms` is when this service heard it first. Without `result` it
    says that the run has begun, unless it is `silent`: it says nothing of how the run goes.
    """

    job: str
    heard_ms: int
    said_ms: int
    build: str | None = None
    result: Result | None = None
    trust: Trust = Trust.PROVIDER
    started_ms: int | None = None
    number: int = 0
    silent: bool = False
    record_id: str | None = None


def attempts_of(
    signs: Iterable[Sign], failures: Mapping[str, Failure]
) -> dict[str, tuple[Attempt, ...]]:
    """Return the attempts of each job, oldest first; `failures` are those of logs, by record id."""
    jobs: dict[str, list[Sign]] = {}
    for sign in signs:
        jobs.setdefault(sign.job, []).append(sign)
    return {
        job: tuple(sorted((_attempt(run, failures) for run in _runs(each)), key=_order))
        for job, each in sorted(jobs.items())
    }


def _runs(signs: Iterable[Sign]) -> list[list[Sign]]:
    """Return the signs of each run: those of one build, and those that name none with them."""
    ordered = sorted(signs, key=lambda sign: (sign.said_ms, sign.heard_ms, repr(sign)))
    named: dict[str, list[Sign]] = {}
    for sign in ordered:
        if sign.build is not None:
            named.setdefault(sign.build, []).append(sign)
    runs = sorted(named.values(), key=lambda run: run[0].said_ms)
    nameless = [sign for sign in ordered if sign.build is None]
    if not runs:
        return _nameless_runs(nameless)
    for sign in nameless:
        begun = [run for run in runs if run[0].said_ms <= sign.said_ms]
        (begun or runs[:1])[-1].append(sign)
    return runs


def _nameless_runs(signs: Iterable[Sign]) -> list[list[Sign]]:
    """Return the runs of a job whose source names no builds: a new one begins after each end."""
    runs: list[list[Sign]] = []
    for sign in signs:
        begins = not runs or (sign.result is None and runs[-1][-1].result is not None)
        if begins:
            runs.append([])
        runs[-1].append(sign)
    return runs


def _attempt(run: list[Sign], failures: Mapping[str, Failure]) -> Attempt:
    last_word = _last_word(run)
    failed = [sign for sign in run if sign.result not in (None, Result.SUCCESS)]
    logs = sorted(s.record_id for s in run if s.record_id and s.record_id in failures)
    attempt = Attempt(
        build=next((sign.build for sign in run if sign.build is not None), None),
        heard_ms=min(sign.heard_ms for sign in failed or run),
        started_ms=min((s.started_ms for s in run if s.started_ms is not None), default=None),
        number=max(sign.number for sign in run),
        failure=failures[logs[-1]] if logs else None,
    )
    if last_word is None:
        return attempt
    return replace(attempt, result=last_word.result, trust=last_word.trust)


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
    worse = [None, Result.SUCCESS, Result.ABORTED, Result.FAILURE]
    return (sign.said_ms, worse.index(sign.result))


def _order(attempt: Attempt) -> tuple[int, int, int, str]:
    began = attempt.heard_ms if attempt.started_ms is None else attempt.started_ms
    return (attempt.number, began, attempt.heard_ms, attempt.build or "")
