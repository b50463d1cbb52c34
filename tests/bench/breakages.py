"""A year of a main branch, 10,000 commits x 30 jobs, 200 annotations: order, counts, proposals."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from shared.core.breakages.brokenness import by_week
from shared.core.breakages.counts import Brokenness
from shared.core.breakages.order import BranchOrder, Push, order_of
from shared.core.breakages.span import Coverage, touched
from shared.core.documents import Breakage
from tests.core.breakages.at_once import (
    CommitOutcomes,
    by_commit,
    by_day,
    excusing,
    flake_rates,
    propose,
)

COMMITS, BREAKAGES = 10_000, 200
JOBS = [f"job-{number}" for number in range(30)]
SHAS = [f"{number:040x}" for number in range(COMMITS)]
FIRST_MS, HOUR_MS = 1_764_547_200_000, 3_600_000  # 2025-12-01
FLAKES = 0.01

T = TypeVar("T")


def main() -> None:
    chance = random.Random(8)
    pushes = [Push(sha, n, SHAS[n - 1] if n else None, (sha,)) for n, sha in enumerate(SHAS)]
    chance.shuffle(pushes)
    order = _timed("order of the pushes, heard of in any order", lambda: order_of(pushes, {}))
    assert list(order.shas) == SHAS
    breakages = [_a_breakage(chance, number) for number in range(BREAKAGES)]
    commits = _a_year(chance, breakages, order)
    counts = _timed("counts of all commits", lambda: by_commit(commits, breakages, order))
    days = _timed("days and weeks from them", lambda: by_week(by_day(commits, counts)))
    assert sum(days.values(), Brokenness()) == sum(counts.values(), Brokenness())
    _timed("flake rates", lambda: flake_rates(commits))
    found = _timed("proposals, half annotated", lambda: propose(commits, breakages[::2], order))
    print(f"{len(found)} proposed")
    _late_edits(chance, commits, breakages, order)


def _a_breakage(chance: random.Random, number: int) -> Breakage:
    first = chance.randrange(COMMITS - 60)
    last = first + chance.randrange(2, 50)
    jobs = tuple(chance.sample(JOBS, chance.randrange(1, 5)))
    return Breakage(f"{number:010x}", "acme/shop", "main", SHAS[first], "x", SHAS[last], jobs)


def _a_year(
    chance: random.Random, breakages: list[Breakage], order: BranchOrder
) -> list[CommitOutcomes]:
    """Return commits whose jobs fail where a breakage says so, and now and then alone."""
    coverage = Coverage(breakages, order)
    return [
        CommitOutcomes(
            sha,
            FIRST_MS + place * HOUR_MS * 8760 // COMMITS,
            {
                job: excusing(coverage, sha, job) is None and chance.random() >= FLAKES
                for job in JOBS
            },
        )
        for place, sha in enumerate(SHAS)
    ]


def _late_edits(
    chance: random.Random,
    commits: list[CommitOutcomes],
    breakages: list[Breakage],
    order: BranchOrder,
) -> None:
    """Annotate late, one by one: what is not touched keeps its counts."""
    known = list(breakages[:100])
    before = by_commit(commits, known, order)
    redone, changes = 0, breakages[100:110]
    for change in changes:
        known.append(change)
        after = by_commit(commits, known, order)
        differ = {sha for sha in SHAS if before[sha] != after[sha]}
        shas = touched(None, change, order)
        assert differ <= set(shas)
        redone += len(shas)
        before = after
    print(f"{redone / len(changes):.0f} of {COMMITS:,} commits decided again for an annotation")


def _timed(what: str, act: Callable[[], T]) -> T:
    started = time.perf_counter()
    found = act()
    print(f"{what}: {time.perf_counter() - started:.2f} s", flush=True)
    return found


if __name__ == "__main__":
    main()
