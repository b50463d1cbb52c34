"""The figures of a branch from all that was ever heard of it, at once and without its weeks."""

from collections import Counter
from dataclasses import dataclass, field

from shared.core.breakages.brokenness import by_week, fix_times_ms
from shared.core.breakages.cells import PASSED
from shared.core.breakages.counts import monday_of
from shared.core.breakages.order import order_of
from tests.core.breakages.at_once import (
    CommitOutcomes,
    by_commit,
    by_day,
    failure_runs,
    flake_rates,
    isolated,
    propose,
)


@dataclass
class Told:
    """All that was ever heard of a branch: pushes, decisions by commit, and its breakages."""

    pushes: set = field(default_factory=set)
    heard: dict = field(default_factory=dict)
    breakages: list = field(default_factory=list)


@dataclass(frozen=True)
class Figures:
    """What a page of a branch shows, and the order that it rests on."""

    order: object
    days: dict
    totals: dict
    proposals: list
    flakes: dict
    fixes: tuple


def recomputed(told, *, newest=30, flakes_since=""):
    """Return the figures; as many of the newest proposals, and how many there are."""
    order = order_of(told.pushes, {sha: each.seen_ms for sha, each in told.heard.items()})
    outcomes = [
        CommitOutcomes(sha, at_ms, passed)
        for sha, at_ms in zip(order.shas, order.times_ms, strict=True)
        if (passed := _passed(told.heard.get(sha)))
    ]
    days = by_day(outcomes, by_commit(outcomes, told.breakages, order))
    proposals = propose(outcomes, told.breakages, order)
    fixes = fix_times_ms(told.breakages, order.time_ms)
    return Figures(
        order,
        days,
        by_week(days),
        [*sorted(map(_proposal, proposals), key=_begin(order))[-newest:], len(proposals)],
        _flakes(outcomes, flakes_since),
        (len(fixes), sum(fixes) // len(fixes) if fixes else None),
    )


def kept(branch, order):
    """Return the figures that the branch's document has."""
    return Figures(
        order,
        branch.days,
        branch.totals,
        [*sorted(map(_proposal, branch.proposals), key=_begin(order)), branch.proposed],
        {job: (each.alone, each.builds) for job, each in branch.flakes.items()},
        (branch.fixes, branch.mean_fix_ms),
    )


def _proposal(each):
    return (each.cause_sha, each.resolved_sha, each.last_sha, each.jobs, each.failures)


def _begin(order):
    return lambda proposal: (order.place(proposal[0]), proposal[3])


def _passed(heard):
    cells = heard.cells if heard else {}
    return {job: PASSED[cell] for job, cell in cells.items() if cell in PASSED}


def _flakes(outcomes, since):
    """Return for each job that ran since that Monday how many builds failed alone, of how many."""
    recent = [each for each in outcomes if monday_of(each.at_ms) >= since]
    builds = Counter(job for each in recent for job in each.passed)
    runs = isolated(failure_runs(outcomes))
    alone = Counter(run.job for run in runs if monday_of(outcomes[run.first].at_ms) >= since)
    rates = {job: (alone[job], builds[job]) for job in sorted(builds)}
    if not since:
        assert rates == {job: (r.count, r.of) for job, r in flake_rates(outcomes).items()}
    return rates
