"""A main branch with two months of history, as the documents that its worker writes."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.core.breakages.cells import Cell
from shared.core.breakages.counts import DAY_MS, Brokenness
from shared.core.breakages.figures import with_figures
from shared.core.breakages.week_fold import fold_all
from shared.core.breakages.weeks import Heard, place
from shared.core.documents import Branch, BranchWeek, Breakage
from shared.core.ids import branch_key, breakage_id
from shared.ports import Changes, Stored

REPO = "acme/shop"
NAME = "main"
JOBS = (
    "build (linux, amd64)",
    "build (linux, arm64)",
    "build (macos)",
    "build (windows)",
    "checkout-e2e (chromium)",
    "checkout-e2e (firefox)",
    "checkout-e2e (webkit)",
    "codeql",
    "docs",
    "fuzz (nightly corpus)",
    "integration (mysql 8)",
    "integration (postgres 16)",
    "integration (redis)",
    "license",
    "lint",
    "migrations",
    "package (deb)",
    "package (rpm)",
    "payments-contract",
    "perf-smoke",
    "sanitizers (address)",
    "sanitizers (thread)",
    "storybook",
    "typecheck",
    "unit (3.11)",
    "unit (3.12)",
    "unit (3.13)",
    "upgrade (from 4.x)",
)
FLAKY = {"checkout-e2e (webkit)": 0.06, "integration (redis)": 0.025, "perf-smoke": 0.02}
A_DAY = 9
_VERDICTS = (Cell.FLAKY, Cell.FLAKY, Cell.UNKNOWN, Cell.KNOWN_PROBLEM)


@dataclass(frozen=True)
class Break:
    """Jobs that a glob names fail at so many commits, the first `ago` commits before the newest."""

    ago: int
    length: int
    jobs: tuple[str, ...]
    mode: str | None = None

    def holds(self, ago: int, job: str) -> bool:
        return self.ago - self.length < ago <= self.ago and job.startswith(self.jobs)


BREAKS = (
    Break(480, 24, ("sanitizers",), "compiler of the image has no tsan"),
    Break(410, 16, ("integration (mysql",), "mysql image was taken down"),
    Break(330, 9, ("build",), "go 1.24 breaks the vendored module"),
    Break(205, 14, ("checkout-e2e",), "login page of the sandbox moved"),
    Break(140, 5, ("unit",), "time zone of the fixtures"),
    Break(44, 11, ("integration (postgres", "migrations"), "migration 0412 locks the orders table"),
    Break(31, 4, ("package",)),
    Break(6, 7, ("upgrade",), "4.x registry answers 410"),
    Break(2, 3, ("typecheck", "storybook")),
)


@dataclass
class Story:
    """The documents, ready to be written."""

    branch: Branch
    weeks: list[BranchWeek]
    breakages: list[Breakage]

    def save(self, store):
        written = (self.branch, *self.weeks, *self.breakages)
        store.save(Changes([Stored(each, None) for each in written]))


def tell(now_ms, *, days=60, jobs=JOBS, a_day=A_DAY, repo=REPO, name=NAME):
    """Return the story of a branch whose newest commit came a few minutes ago."""
    chance = random.Random(20261123)
    count = days * a_day
    commits = []
    for number in range(count):
        ago = count - 1 - number
        at_ms = now_ms - 240_000 - ago * DAY_MS // a_day - chance.randrange(3_600_000)
        sha = f"{chance.randrange(16**40):040x}"
        commits.append((sha, at_ms, _cells(ago, jobs, chance)))
    breakages = [
        _breakage(number, each, [sha for sha, _, _ in commits], repo, name)
        for number, each in enumerate(BREAKS)
        if each.mode and each.ago < count
    ]
    heard = {sha: Heard(at_ms, cells) for sha, at_ms, cells in commits}
    placed = place({}, [], heard, repo=repo, branch=name)
    weeks, _ = fold_all(placed.weeks, placed.order, breakages, {}, at_most=len(placed.weeks))
    branch = Branch(
        branch_key(repo, name),
        repo,
        name,
        revision=1,
        updated_ms=now_ms - 60_000,
        weeks=dict.fromkeys(weeks, 1),
        totals=_older(min(weeks)),
    )
    branch = with_figures(branch, weeks, placed.order, breakages)
    return Story(branch, [replace(week, revision=1) for week in weeks.values()], breakages)


def _cells(ago, jobs, chance):
    cells = {}
    for job in jobs:
        if job.startswith("fuzz") and ago % A_DAY:
            continue
        cells[job] = _cell(ago, job, chance)
    return cells


def _cell(ago, job, chance):
    broken = next((each for each in BREAKS if each.holds(ago, job)), None)
    if broken:
        return Cell.KNOWN_BREAKAGE if broken.mode else (Cell.NEW, Cell.UNKNOWN)[ago < broken.ago]
    if ago < 2 and chance.random() < 0.3:
        return Cell.RUNNING
    drawn = chance.random()
    if drawn < FLAKY.get(job, 0.0015):
        return chance.choice(_VERDICTS)
    return Cell.RECOVERED if drawn > 0.997 else Cell.PASSED


def _breakage(number, told, shas, repo, name):
    newest = len(shas) - 1
    end = told.ago - told.length
    resolved = shas[newest - end] if end >= 0 else None
    globs = tuple(f"{each}*" for each in told.jobs)
    cause = shas[newest - told.ago]
    key = breakage_id(repo, name, cause, globs, 0)
    return Breakage(key, repo, name, cause, told.mode, resolved, globs, created_ms=number)


def _older(first_monday):
    """Return totals of weeks before the story, when the branch was worse."""
    chance = random.Random(7)
    monday = date.fromisoformat(first_monday)
    found = {}
    for back in range(1, 45):
        commits = 50 + chance.randrange(25)
        red = round(commits * min(0.8, 0.16 + back * 0.011 + chance.random() * 0.12))
        failures = red * 2 + chance.randrange(30)
        explained = round(failures * max(0.05, 0.8 - back * 0.017 - chance.random() * 0.2))
        alone = 2 + back // 4 + chance.randrange(6)
        week = (monday - timedelta(weeks=back)).isoformat()
        found[week] = Brokenness(commits, red, commits * 28, failures, explained, alone)
    return found
