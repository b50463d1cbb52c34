"""Branches as the list and the head of a branch's page show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from shared.core.breakages.brokenness import Rate, rate_of
from shared.core.breakages.cells import Cell
from shared.core.breakages.standing import Failing
from shared.core.documents import Branch, FlakeCounts
from shared.web.branch_paths import annotate_href, branch_href, breakages_href
from shared.web.branch_query import GridFilters
from shared.web.views.brokenness import sum_of_days
from shared.web.views.commits import SHORT_SHA, Sign, commit_path
from shared.web.views.health import Figure, rate_text, time_text
from shared.web.views.jobs import Tab
from shared.web.views.show import Moment, count, moment
from shared.web.views.trend import Trend, trend

WEEK_DAYS = 7
MONTH_DAYS = 28
_UNEXPLAINED = (Cell.NEW, Cell.UNKNOWN)


@dataclass(frozen=True, slots=True)
class BranchHead:
    """The top of a branch's page; `sign` None: nothing ran among the newest commits."""

    repo: str
    name: str
    href: str
    breakages_href: str
    annotate_href: str
    sign: Sign | None
    updated: Moment


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch of the list; figures are those of the last days."""

    repo: str
    name: str
    href: str
    head: str
    head_href: str
    updated: Moment
    commits: str
    red_share: str
    explained_share: str
    isolated: str
    time_to_fix: str
    proposed: int
    trend: Trend


def branch_head(
    branch: Branch, failing: Sequence[Failing] | None, *, ran: bool, now_ms: int
) -> BranchHead:
    """Return the top of the page; `failing` is what fails now, None where that was not asked."""
    return BranchHead(
        repo=branch.repo,
        name=branch.branch,
        href=branch_href(branch.repo, branch.branch),
        breakages_href=breakages_href(branch.repo, branch.branch),
        annotate_href=annotate_href(branch.repo, branch.branch),
        sign=None if failing is None or not ran else _state(failing),
        updated=moment(branch.updated_ms, now_ms=now_ms),
    )


def branch_row(branch: Branch, *, now_ms: int) -> BranchRow:
    """Return the branch as the list shows it."""
    week = sum_of_days(branch.days, now_ms=now_ms, length=WEEK_DAYS)
    month = sum_of_days(branch.days, now_ms=now_ms, length=MONTH_DAYS)
    red = {day: counts.red for day, counts in branch.days.items()}
    return BranchRow(
        repo=branch.repo,
        name=branch.branch,
        href=branch_href(branch.repo, branch.branch),
        head=(branch.head or "")[:SHORT_SHA],
        head_href=commit_path(branch.repo, branch.head) if branch.head else "",
        updated=moment(branch.updated_ms, now_ms=now_ms),
        commits=count(week.commits),
        red_share=rate_text(week.red_share),
        explained_share=rate_text(month.explained_share),
        isolated=count(month.isolated),
        time_to_fix=time_text(branch.mean_fix_ms),
        proposed=branch.proposed,
        trend=trend(red, now_ms=now_ms, length=MONTH_DAYS),
    )


def figures(branch: Branch, *, now_ms: int) -> list[Figure]:
    """Return the figures of the branch; docs/branches.md defines each."""
    week = sum_of_days(branch.days, now_ms=now_ms, length=WEEK_DAYS)
    before = sum_of_days(branch.days, now_ms=now_ms, length=WEEK_DAYS, back=WEEK_DAYS)
    month = sum_of_days(branch.days, now_ms=now_ms, length=MONTH_DAYS)
    red = f"{count(week.red)} of {count(week.commits)} in {WEEK_DAYS} days"
    explained = f"of {count(month.failures, 'failure')} in {MONTH_DAYS} days"
    return [
        Figure("Red commits", rate_text(week.red_share), red),
        Figure("The week before", rate_text(before.red_share), f"{count(before.red)} red"),
        Figure("Explained", rate_text(month.explained_share), explained),
        Figure("Not annotated", count(branch.proposed), "runs of failures"),
        Figure(
            "Mean time to fix",
            time_text(branch.mean_fix_ms),
            f"{count(branch.fixes, 'breakage')} resolved",
        ),
        Figure("Isolated failures", count(month.isolated), f"in {MONTH_DAYS} days"),
    ]


def flake_rates(flakes: Mapping[str, FlakeCounts]) -> dict[str, Rate]:
    """Return the rate of each job of which a build ended."""
    return {job: rate_of(each.alone, each.builds) for job, each in flakes.items() if each.builds}


def grid_tabs(branch: Branch, filters: GridFilters) -> list[Tab]:
    """Return the choice between all jobs and those that failed."""
    href = branch_href(branch.repo, branch.branch)
    return [
        _tab(href, "All jobs", filters.name_part, "", not filters.only_failed),
        _tab(href, "Those that failed", filters.name_part, "failed", filters.only_failed),
    ]


def _tab(href: str, text: str, part: str, only: str, current: bool) -> Tab:
    asked = {name: value for name, value in (("q", part), ("only", only)) if value}
    query = f"?{urlencode(asked, errors='replace')}" if asked else ""
    return Tab(text, f"{href}{query}#grid", current)


def _state(failing: Sequence[Failing]) -> Sign:
    if not failing:
        return Sign("pass", "Green")
    loud = sum(each.last in _UNEXPLAINED for each in failing)
    if not loud:
        return Sign("broken", f"Red, explained: {count(len(failing), 'job')} failing")
    return Sign("E", f"Red: {count(len(failing), 'job')} failing, {count(loud)} unexplained")
