"""How a job went at a commit of a branch, in one letter."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from shared.core.documents import Commit, Run
from shared.core.verdicts.model import Decision, Result


class Cell(StrEnum):
    """How a job went at a commit; its verdict where it failed."""

    PASSED = "p"
    RECOVERED = "r"  # failed, then passed
    KNOWN_BREAKAGE = "b"
    KNOWN_PROBLEM = "k"
    FLAKY = "f"
    NEW = "n"
    UNKNOWN = "u"
    RUNNING = "g"

    @property
    def has_passed(self) -> bool | None:
        """Whether the job passed, None while it is running."""
        if self is Cell.RUNNING:
            return None
        return self in (Cell.PASSED, Cell.RECOVERED)


NOTHING = " "
"""Stands where a job did not run, or was aborted."""

PASSED: Mapping[str, bool] = {
    cell.value: cell.has_passed for cell in Cell if cell.has_passed is not None
}
"""Whether a job passed, by the letter of its cell; those that have not ended have none."""


def cells_of(commit: Commit) -> dict[str, Cell]:
    """Return how the jobs of the commit went, as it was decided last."""
    last = {run.job: run for run in commit.runs}  # of several attempts the last counts
    cells = {job: _cell(run, commit.decision) for job, run in last.items()}
    return {job: cell for job, cell in cells.items() if cell is not None}


def write_cells(jobs: Sequence[str], cells: Mapping[str, str]) -> str:
    """Return one letter for each of the jobs, a space for one that did not run."""
    return "".join(cells.get(job, NOTHING) for job in jobs).rstrip()


def read_cells(jobs: Sequence[str], letters: str) -> dict[str, Cell]:
    """Return the cells of the jobs that ran."""
    return {
        job: Cell(letter) for job, letter in zip(jobs, letters, strict=False) if letter != NOTHING
    }


def _cell(run: Run, decision: Decision) -> Cell | None:
    if run.job in decision.running:
        return Cell.RUNNING
    if run.result is Result.SUCCESS:
        return Cell.RECOVERED if run.job in decision.recovered else Cell.PASSED
    if run.result is not Result.FAILURE:
        return None
    kinds = (each.kind for each in decision.verdicts if each.job == run.job)
    return Cell[next((kind.name for kind in kinds), Cell.UNKNOWN.name)]
