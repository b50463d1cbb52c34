"""What sources say of runs of jobs, and which of it is about one and the same run.

Sources name runs differently, or not at all: a check by its id, a status by an address that
ends in the build's number, a log by its build. Names decide where there are some, else time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from shared.core.verdicts.model import Result, Trust


@dataclass(frozen=True, slots=True)
class Sign:
    """What one source says, once, of one run of a job.

    `build` is None where the source names no build; `also` are further names of it, the surest
    last. `said_ms` is the source's own time, by which its later word stands; `heard_ms` is when
    this service heard it first. Without `result` it says that the run has begun, unless it is
    `silent`: it says nothing of how the run goes.
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
    also: tuple[str, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether it is the provider's word on how a run goes; others only join such runs."""
        return self.trust is Trust.PROVIDER and not self.silent


Run = list[Sign]
WORSE = (None, Result.SUCCESS, Result.ABORTED, Result.FAILURE)
"""How runs go, the worst last."""


def runs_of(signs: Iterable[Sign]) -> list[Run]:
    """Return the signs of each run of one job."""
    ordered = sorted(signs, key=_order)
    ordered = _under_one_name(ordered)
    told = [sign for sign in ordered if sign.tells]
    runs = _told_runs(told)
    named = {run[0].build: run for run in runs if run[0].build is not None}
    others: dict[str, Run] = {}
    for sign in ordered:
        if sign.tells:
            continue
        if sign.build in named:
            named[sign.build].append(sign)
        else:
            others.setdefault(sign.build or f"\n{sign.record_id}", []).append(sign)
    if not runs:
        return list(others.values())
    _join(runs, sorted(others.values(), key=lambda run: run[0].said_ms))
    return runs


def _order(sign: Sign) -> tuple[object, ...]:
    # Of two at one moment the begin comes first. When they were heard of decides nothing.
    return (
        sign.said_ms,
        WORSE.index(sign.result),
        sign.build or "",
        sign.record_id or "",
        sign.number,
        sign.started_ms or 0,
        sign.trust,
        sign.silent,
        sign.also,
    )


def _under_one_name(signs: list[Sign]) -> list[Sign]:
    """Return the signs with one name for each build that sources call differently.

    That is the name which logs know it by, where another source gives it too.
    """
    plain = {sign.build for sign in signs if sign.build is not None and not sign.also}
    names: dict[str, str] = {}
    for sign in signs:
        match = next((each for each in reversed(sign.also) if each in plain), None)
        if match is not None and sign.build is not None and sign.build not in plain:
            names[sign.build] = match
    return [_renamed(sign, names, plain) for sign in signs]


def _renamed(sign: Sign, names: dict[str, str], plain: set[str]) -> Sign:
    if sign.build is not None:
        name: str | None = names.get(sign.build, sign.build)
    else:
        name = next((each for each in reversed(sign.also) if each in plain), None)
    return sign if name == sign.build else replace(sign, build=name)


def _told_runs(told: list[Sign]) -> list[Run]:
    """Return the runs that the provider tells of: by build, those that name none with them."""
    named: dict[str, Run] = {}
    for sign in told:
        if sign.build is not None:
            named.setdefault(sign.build, []).append(sign)
    nameless = [sign for sign in told if sign.build is None]
    runs = sorted(named.values(), key=lambda run: run[0].said_ms)
    if not runs:
        return _nameless_runs(nameless)
    for sign in nameless:
        begun = [run for run in runs if run[0].said_ms <= sign.said_ms]
        (begun or runs[:1])[-1].append(sign)
    return runs


def _nameless_runs(signs: Iterable[Sign]) -> list[Run]:
    """Return the runs of a job whose source names no builds: a new one begins after each end."""
    runs: list[Run] = []
    for sign in signs:
        begins = not runs or (sign.result is None and runs[-1][-1].result is not None)
        if begins:
            runs.append([])
        runs[-1].append(sign)
    return runs


def _join(runs: list[Run], others: list[Run]) -> None:
    """Add to the runs that the provider tells of what others say under names it does not know.

    Where as many runs as there are such names lack a log, one follows the other. Else a log is
    of the last run that had ended when it was written: of a retry that is not over there is none.
    """
    lacking = [run for run in runs if not any(sign.record_id for sign in run)]
    if len(lacking) == len(others):
        for run, other in zip(lacking, others, strict=True):
            run.extend(other)
        return
    ends = [_end_ms(run) for run in lacking or runs]
    for other in others:
        said_ms = other[-1].said_ms
        over = [
            run
            for run, end in zip(lacking or runs, ends, strict=True)
            if end is not None and end <= said_ms
        ]
        (over or (lacking or runs)[:1])[-1].extend(other)


def _end_ms(run: Run) -> int | None:
    return max((sign.said_ms for sign in run if sign.result is not None), default=None)
