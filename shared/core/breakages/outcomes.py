"""How the jobs of a branch went: runs of failures, and failures that stand alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# So many jobs that fail at one commit fail for one reason, however short it lasts.
MANY_JOBS = 3


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
