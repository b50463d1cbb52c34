"""How a job went at a commit of a branch, in one letter."""

from collections.abc import Mapping, Sequence
from enum import StrEnum


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


def write_cells(jobs: Sequence[str], cells: Mapping[str, Cell]) -> str:
    """Return one letter for each of the jobs, a space for one that did not run."""
    return "".join(cells.get(job, NOTHING) for job in jobs).rstrip()


def read_cells(jobs: Sequence[str], letters: str) -> dict[str, Cell]:
    """Return the cells of the jobs that ran."""
    return {
        job: Cell(letter) for job, letter in zip(jobs, letters, strict=False) if letter != NOTHING
    }
