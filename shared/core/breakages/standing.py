"""What fails on a branch now, and since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.core.breakages.cells import Cell


@dataclass(frozen=True, slots=True)
class CellsOf:
    """A commit of the branch with one cell for each job that ran there; `gone`: it was replaced."""

    sha: str
    at_ms: int
    cells: Mapping[str, Cell]
    gone: bool = False

    @property
    def failed(self) -> list[str]:
        """The jobs that failed there."""
        return [job for job, cell in self.cells.items() if cell.has_passed is False]


@dataclass(frozen=True, slots=True)
class Failing:
    """A job whose last result is a failure: it began with `since`, and came `failures` times.

    `last` is its cell at the last commit where it ended. `is_older`: it failed at the first of
    the commits that were looked at where it ended, so it may have begun before.
    """

    job: str
    last: Cell
    since: CellsOf
    failures: int
    is_older: bool


def failing(newest_first: Sequence[CellsOf]) -> list[Failing]:
    """Return the jobs that fail now, those that began last first."""
    jobs = {job for commit in newest_first for job in commit.cells}
    found = [each for job in jobs if (each := _failing(job, newest_first)) is not None]
    return sorted(found, key=lambda each: (-each.since.at_ms, each.job))


def _failing(job: str, newest_first: Sequence[CellsOf]) -> Failing | None:
    ended = [
        each
        for each in newest_first
        if job in each.cells and each.cells[job].has_passed is not None
    ]
    passes = (place for place, each in enumerate(ended) if each.cells[job].has_passed)
    failures = next(passes, len(ended))
    if not failures:
        return None
    last = ended[0].cells[job]
    return Failing(job, last, ended[failures - 1], failures, is_older=failures == len(ended))
