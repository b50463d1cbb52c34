"""The figures of a branch computed from all of its commits at once, as plainly as can be.

What weeks add up to (core/breakages/week_fold.py) is held against it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shared.core.breakages.brokenness import Rate, fix_times_ms, rate_of
from shared.core.breakages.counts import Brokenness, day_of
from shared.core.breakages.order import BranchOrder
from shared.core.breakages.span import Coverage, names_job
from shared.core.breakages.week_fold import MANY_JOBS, MIN_FAILURES
from shared.core.documents import Breakage


def excusing(coverage: Coverage, sha: str, job: str) -> Breakage | None:
    """Return the one breakage that explains the job's failure there: a job counts once."""
    return next((each for each in coverage.at(sha) if names_job(each, job)), None)


@dataclass(frozen=True, slots=True)
class CommitOutcomes:
    """A commit of the branch: for each job that ended there whether it passed.

    Of several attempts the last counts. What was aborted, or has not ended, is left out.
    """

    sha: str
    at_ms: int
    passed: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class FailureRun:
    """Failures of one job at commits that follow each other, those where it did not run left out.

    `places` are theirs in the sequence of commits; `fixed` is that where it passed next, None if
    it did not yet.
    """

    job: str
    places: tuple[int, ...]
    fixed: int | None

    @property
    def first(self) -> int:
        """Where it began."""
        return self.places[0]


def failure_runs(commits: Sequence[CommitOutcomes]) -> list[FailureRun]:
    """Return all runs of failures, of one as of many, by where they begin; commits oldest first."""
    runs: list[FailureRun] = []
    for job in sorted({job for commit in commits for job in commit.passed}):
        runs += _runs_of(job, commits)
    return sorted(runs, key=lambda run: (run.first, run.job))


def isolated(runs: Sequence[FailureRun]) -> list[FailureRun]:
    """Return the failures that stand alone: of one job, at one commit, passed at the next.

    Those of many jobs at one commit do not: one reason broke them all.
    """
    single = [run for run in runs if len(run.places) == 1 and run.fixed is not None]
    at_place: dict[int, int] = {}
    for run in runs:
        for place in run.places:
            at_place[place] = at_place.get(place, 0) + 1
    return [run for run in single if at_place[run.first] < MANY_JOBS]


def _runs_of(job: str, commits: Sequence[CommitOutcomes]) -> Iterator[FailureRun]:
    places: list[int] = []
    for place, commit in enumerate(commits):
        passed = commit.passed.get(job)
        if passed is False:
            places.append(place)
        elif passed is True and places:
            yield FailureRun(job, tuple(places), place)
            places = []
    if places:
        yield FailureRun(job, tuple(places), None)


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
        place for place in run.places if excusing(coverage, commits[place].sha, run.job) is None
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


def by_commit(
    commits: Sequence[CommitOutcomes], breakages: Iterable[Breakage], order: BranchOrder
) -> dict[str, Brokenness]:
    """Return the counts of each commit; commits of the branch, oldest first."""
    coverage = Coverage(breakages, order)
    alone = {(run.job, run.first) for run in isolated(failure_runs(commits))}
    found = {}
    for place, commit in enumerate(commits):
        failed = [job for job, passed in commit.passed.items() if not passed]
        found[commit.sha] = Brokenness(
            commits=1,
            red=int(bool(failed)),
            builds=len(commit.passed),
            failures=len(failed),
            explained=sum(excusing(coverage, commit.sha, job) is not None for job in failed),
            isolated=sum((job, place) in alone for job in failed),
        )
    return found


def by_day(
    commits: Iterable[CommitOutcomes], counts: Mapping[str, Brokenness]
) -> dict[str, Brokenness]:
    """Return the counts of each day in UTC, "2026-11-23", on which something ran, in order."""
    days: dict[str, Brokenness] = {}
    for commit in commits:
        day = day_of(commit.at_ms)
        days[day] = days.get(day, Brokenness()) + counts[commit.sha]
    return dict(sorted(days.items()))


def mean_fix_ms(breakages: Iterable[Breakage], times_ms: Mapping[str, int]) -> int | None:
    """Return how long breakages took to be resolved, on average; None while none was.

    `times_ms` are those of commits. What goes on, or whose commits are not known, is left out.
    """
    spans = fix_times_ms(breakages, times_ms.get)
    return sum(spans) // len(spans) if spans else None


def flake_rates(commits: Sequence[CommitOutcomes]) -> dict[str, Rate]:
    """Return for each job how many of its builds failed alone."""
    builds: dict[str, int] = {}
    for commit in commits:
        for job in commit.passed:
            builds[job] = builds.get(job, 0) + 1
    alone: dict[str, int] = {}
    for run in isolated(failure_runs(commits)):
        alone[run.job] = alone.get(run.job, 0) + 1
    return {job: rate_of(alone.get(job, 0), of) for job, of in sorted(builds.items())}
