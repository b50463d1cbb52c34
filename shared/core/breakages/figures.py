"""The figures of a branch from those of its weeks: sums, and the newest of what is listed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from shared.core.breakages.brokenness import by_week, fix_times_ms
from shared.core.breakages.counts import Brokenness, monday_of, start_of
from shared.core.breakages.order import BranchOrder
from shared.core.breakages.week_fold import newest_first, proposals_of
from shared.core.breakages.weeks import Weeks
from shared.core.documents import (
    Branch,
    BranchProposal,
    Breakage,
    BreakageTimes,
    FlakeCounts,
)

MAX_DAYS = 400
MAX_TOTALS = 5 * 53
MAX_PROPOSALS = 30
MAX_JOBS = 200
MAX_TIMES = 200
FLAKE_WEEKS = 8
"""Of so many weeks jobs' flake rates are told."""


def with_figures(
    branch: Branch, weeks: Weeks, order: BranchOrder, breakages: Iterable[Breakage]
) -> Branch:
    """Return the branch with the figures that its weeks, all that are kept, add up to.

    Totals of weeks that are kept no more stay as they are.
    """
    breakages = list(breakages)
    days = _days(weeks)
    proposals, proposed = _proposals(branch, weeks, order)
    fixes_ms = fix_times_ms(breakages, order.time_ms)
    since = min(sorted(weeks)[-FLAKE_WEEKS:], default=None)
    return replace(
        branch,
        head=next((sha for sha in reversed(order.shas) if sha not in order.gone), None),
        days=_newest(days, MAX_DAYS),
        totals=_totals(branch.totals, days, min(weeks, default="")),
        flakes=_flakes(weeks, since) if since else {},
        flakes_since=since,
        proposals=proposals,
        proposed=proposed,
        mean_fix_ms=sum(fixes_ms) // len(fixes_ms) if fixes_ms else None,
        fixes=len(fixes_ms),
        times=_times(breakages, order),
        cut=any(week.cut for week in weeks.values()),
    )


def _days(weeks: Weeks) -> dict[str, Brokenness]:
    days: dict[str, Brokenness] = {}
    for week in weeks.values():
        for day, counts in week.counts.days.items():
            days[day] = days.get(day, Brokenness()) + counts
    return {day: counts for day, counts in sorted(days.items()) if counts != Brokenness()}


def _totals(
    known: Mapping[str, Brokenness], days: Mapping[str, Brokenness], oldest: str
) -> dict[str, Brokenness]:
    """Return the totals of weeks; those before the oldest kept one are known, and final."""
    final = {monday: counts for monday, counts in known.items() if monday < oldest}
    kept = {monday: each for monday, each in by_week(days).items() if monday >= oldest}
    return _newest(final | kept, MAX_TOTALS)


def _flakes(weeks: Weeks, since: str) -> dict[str, FlakeCounts]:
    """Return the flake counts of the jobs that ran since that Monday; of too many the busiest."""
    builds: dict[str, int] = {}
    alone: dict[str, int] = {}
    for monday, week in weeks.items():
        if monday >= since:
            _add(builds, week.counts.builds)
        for day, jobs in week.counts.alone.items():
            if monday_of(start_of(day)) >= since:
                _add(alone, jobs)
    busiest = sorted(builds, key=lambda job: (-builds[job], job))[:MAX_JOBS]
    return {job: FlakeCounts(alone.get(job, 0), builds[job]) for job in sorted(busiest)}


def _add(sums: dict[str, int], counts: Mapping[str, int]) -> None:
    for job, count in counts.items():
        sums[job] = sums.get(job, 0) + count


def _proposals(
    branch: Branch, weeks: Weeks, order: BranchOrder
) -> tuple[tuple[BranchProposal, ...], int]:
    """Return the newest proposals, and how many there are in the kept weeks."""
    carry = weeks[max(weeks)].carry if weeks else branch.carry
    going_on = proposals_of(carry, None, order)
    ended = [each for week in weeks.values() for each in week.counts.proposals]
    count = len(going_on) + sum(week.counts.proposed for week in weeks.values())
    return tuple(newest_first([*going_on, *ended], order)[:MAX_PROPOSALS]), count


def _times(breakages: Iterable[Breakage], order: BranchOrder) -> dict[str, BreakageTimes]:
    """Return when the newest breakages began and ended, those whose commits are known."""
    times = {}
    for each in breakages:
        began_ms, resolved_ms = order.time_ms(each.cause_sha), order.time_ms(each.resolved_sha)
        if began_ms is not None and (each.is_ongoing or resolved_ms is not None):
            times[each.breakage_id] = BreakageTimes(began_ms, resolved_ms)
    return dict(sorted(times.items(), key=lambda item: item[1].began_ms)[-MAX_TIMES:])


def _newest(by_day: Mapping[str, Brokenness], limit: int) -> dict[str, Brokenness]:
    return dict(sorted(by_day.items())[-limit:])
