"""Breakages that nobody annotated: runs of failures, jobs that broke together as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.core.breakages.order import BranchOrder
from shared.core.breakages.outcomes import MANY_JOBS, CommitOutcomes, FailureRun, failure_runs
from shared.core.breakages.span import Coverage
from shared.core.documents import Breakage

MIN_FAILURES = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """What looks like a breakage. `failures` counts builds, `last_sha` is where one failed last."""

    cause_sha: str
    resolved_sha: str | None
    last_sha: str
    jobs: tuple[str, ...]
    failures: int


def propose(
    commits: Sequence[CommitOutcomes], breakages: Iterable[Breakage], order: BranchOrder
) -> list[Proposal]:
    """Return what nobody annotated, the newest first; commits of the branch, oldest first.

    A run that annotations explain in part is proposed with the rest of it.
    """
    coverage = Coverage(breakages, order)
    open_runs = [
        rest
        for run in failure_runs(commits)
        if (rest := _unexplained(run, commits, coverage)) is not None
    ]
    together: dict[tuple[int, int | None], list[FailureRun]] = {}
    for run in open_runs:
        together.setdefault((run.first, run.fixed), []).append(run)
    return [
        _proposal(runs, commits)
        for _, runs in sorted(together.items(), key=lambda item: item[0][0], reverse=True)
        if len(runs) >= MANY_JOBS or any(len(run.places) >= MIN_FAILURES for run in runs)
    ]


def _unexplained(
    run: FailureRun,
    commits: Sequence[CommitOutcomes],
    coverage: Coverage,
) -> FailureRun | None:
    places = tuple(
        place for place in run.places if coverage.excusing(commits[place].sha, run.job) is None
    )
    return FailureRun(run.job, places, run.fixed) if places else None


def _proposal(runs: Sequence[FailureRun], commits: Sequence[CommitOutcomes]) -> Proposal:
    fixed = runs[0].fixed
    return Proposal(
        commits[runs[0].first].sha,
        None if fixed is None else commits[fixed].sha,
        commits[max(place for run in runs for place in run.places)].sha,
        tuple(sorted(run.job for run in runs)),
        sum(len(run.places) for run in runs),
    )
