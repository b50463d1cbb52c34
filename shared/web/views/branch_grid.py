"""The newest commits of a branch against its jobs: one cell for how each job went there."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from shared.core.breakages.cells import Cell
from shared.core.breakages.standing import CellsOf
from shared.core.verdicts.model import VerdictKind
from shared.web.job_paths import job_href
from shared.web.views.commits import KINDS, SHORT_SHA, Sign, commit_path, job_anchor
from shared.web.views.show import Moment, count, day, moment

# Worst first: what a row is summed up by, and the order of the legend.
CELLS = {
    Cell.NEW: KINDS[VerdictKind.NEW],
    Cell.UNKNOWN: KINDS[VerdictKind.UNKNOWN],
    Cell.FLAKY: KINDS[VerdictKind.FLAKY],
    Cell.KNOWN_PROBLEM: KINDS[VerdictKind.KNOWN_PROBLEM],
    Cell.KNOWN_BREAKAGE: Sign("broken", "Known breakage"),
    Cell.RECOVERED: Sign("again", "Failed, then passed"),
    Cell.RUNNING: Sign("wait", "Running"),
    Cell.PASSED: Sign("pass", "Passed"),
}
# How many columns have room to be wider.
_ROOM = ((16, "few"), (31, "some"))
# Text and the number behind it; longer ones than that are no numbers.
_NUMBERED = re.compile(r"(\D*)(\d{0,9})")
_SUMS = {"pass": "passed", "again": "retried", "wait": "running"}
_NOTHING = Sign("problem", "Nothing ran")


@dataclass(frozen=True, slots=True)
class CellView:
    """How a job went at a commit; `sign` None: it did not run there."""

    sign: Sign | None
    text: str
    href: str
    has_failed: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """A commit: its address, and its cells in the order of the columns; `gone`: it was replaced."""

    sha: str
    href: str
    at: Moment
    sign: Sign
    sums: str
    gone: bool
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class GridDay:
    """The commits of one day, the newest first."""

    name: str
    sums: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class GridJob:
    """A column; `failures` is how often the job failed at the commits shown."""

    name: str
    href: str
    failures: int


@dataclass(frozen=True, slots=True)
class GridView:
    """The table: `jobs` are its columns, `legend` the signs that it may hold.

    `room` says how wide columns may be: few, some, "" of many.
    """

    jobs: tuple[GridJob, ...]
    days: tuple[GridDay, ...]
    legend: tuple[Sign, ...]
    commits: int
    room: str


def grid_view(
    repo: str, newest_first: Sequence[CellsOf], jobs: Sequence[str], *, now_ms: int
) -> GridView:
    """Return the commits against these jobs, in the order given."""
    failures = Counter(job for commit in newest_first for job in commit.failed)
    return GridView(
        jobs=tuple(GridJob(job, job_href(job), failures[job]) for job in jobs),
        days=tuple(
            _day(name, repo, list(commits), jobs, now_ms)
            for name, commits in groupby(newest_first, key=lambda each: day(each.at_ms))
        ),
        legend=tuple(CELLS.values()),
        commits=len(newest_first),
        room=next((name for most, name in _ROOM if len(jobs) <= most), ""),
    )


def jobs_shown(
    newest_first: Iterable[CellsOf], *, part: str = "", only_failed: bool = False
) -> list[str]:
    """Return the columns in order: jobs with this part in their names, in any case.

    Those that failed come first, for of many jobs most are out of sight.
    """
    failed = {job for each in newest_first for job in each.failed}
    ran = failed if only_failed else {job for each in newest_first for job in each.cells}
    found = (job for job in ran if part.casefold() in job.casefold())
    return sorted(found, key=lambda job: (job not in failed, _natural(job)))


def _natural(name: str) -> tuple[tuple[str, int], ...]:
    """Return a key that sorts numbers within names by size: shard 2 before shard 10."""
    return tuple((text, int(digits or 0)) for text, digits in _NUMBERED.findall(name))


def _day(
    name: str, repo: str, commits: Sequence[CellsOf], jobs: Sequence[str], now_ms: int
) -> GridDay:
    red = sum(bool(commit.failed) for commit in commits)
    sums = f"{count(len(commits), 'commit')}, {count(red)} red"
    return GridDay(name, sums, tuple(_row(repo, each, jobs, now_ms) for each in commits))


def _row(repo: str, commit: CellsOf, jobs: Sequence[str], now_ms: int) -> GridRow:
    href = commit_path(repo, commit.sha)
    sign, sums = _summed_up(commit)
    cells = tuple(_cell(job, commit.cells.get(job), href) for job in jobs)
    at = moment(commit.at_ms, now_ms=now_ms)
    return GridRow(commit.sha[:SHORT_SHA], href, at, sign, sums, commit.gone, cells)


def _summed_up(commit: CellsOf) -> tuple[Sign, str]:
    """Return the worst that happened, and how many jobs failed."""
    found = set(commit.cells.values())
    worst = next((sign for cell, sign in CELLS.items() if cell in found), _NOTHING)
    failed = len(commit.failed)
    return worst, f"{count(failed)} failed" if failed else _SUMS.get(worst.code, "no jobs")


def _cell(job: str, cell: Cell | None, href: str) -> CellView:
    if cell is None:
        return CellView(None, "", "", has_failed=False)
    failed = cell.has_passed is False
    # Where a job failed, the commit's page says why.
    target = f"{href}#{job_anchor(job)}" if failed else href
    return CellView(CELLS[cell], f"{job}: {CELLS[cell].word}", target, failed)
