"""Jobs as the list and the job page show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.core.builds.files import ABORTED, FAILURE, SUCCESS
from shared.core.documents import Build, JobSummary
from shared.core.main_branches import MainBranches
from shared.services.builds.reading import JobFilters, JobView
from shared.services.reports import ReportRow
from shared.web.branch_paths import job_on_branch_href
from shared.web.job_paths import completeness_href, job_href
from shared.web.views.build_rows import ResultView, result_view
from shared.web.views.filters import Option
from shared.web.views.health import interval_text, rate_text, time_text
from shared.web.views.reports import ReportView, report_view
from shared.web.views.show import Moment, count, moment

_REPORTS_SHOWN = 5
_BRANCHES_LINKED = 3
_RESULTS = {"": "All", SUCCESS: "Passed", FAILURE: "Failed", ABORTED: "Aborted"}


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job of the list; texts are ready to show, a dash where nothing tells."""

    name: str
    href: str
    last: Moment
    result: ResultView
    builds: str
    complete: str
    pass_rate: str
    flip_rate: str
    flake_rate: str
    flake_interval: str
    failing: int
    time_to_fix: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One choice of which builds are listed."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class JobFiltersView:
    """The form of the list with its current values."""

    name_part: str
    results: tuple[Option, ...]
    are_set: bool


@dataclass(frozen=True, slots=True)
class TopReport:
    """A report that the job shows, and how often the job has.

    `labels` are those of the report that count, `explained` how many of all its logs a pattern
    explains, "" for none.
    """

    report: ReportView
    here: str
    labels: tuple[str, ...]
    explained: str


@dataclass(frozen=True, slots=True)
class BranchLink:
    """How the job went at the commits of a branch."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class JobHead:
    """What the top of a job page links to."""

    name: str
    href: str
    csv_href: str
    seed_csv_href: str
    side_by_side_href: str
    branches: tuple[BranchLink, ...]


def job_row(summary: JobSummary, *, now_ms: int) -> JobRow:
    """Return the job as a row of the list."""
    share = summary.complete / summary.builds if summary.builds else None
    return JobRow(
        name=summary.job,
        href=job_href(summary.job),
        last=moment(summary.last_ms, now_ms=now_ms),
        result=result_view(summary.last_result),
        builds=count(summary.builds),
        complete=rate_text(share),
        pass_rate=rate_text(summary.pass_rate),
        flip_rate=rate_text(summary.flip_rate),
        flake_rate=rate_text(summary.flake_rate),
        flake_interval=interval_text(summary.flake_low, summary.flake_high),
        failing=summary.consecutive_failures,
        time_to_fix=time_text(summary.mean_time_to_fix_ms),
    )


def job_view(view: JobView, builds: Iterable[Build], mains: MainBranches) -> JobHead:
    """Return the head of the job's page; `mains` have pages, those of its builds are linked."""
    name = view.stats.job
    return JobHead(
        name,
        job_href(name),
        completeness_href(name, format="csv"),
        completeness_href(name, format="csv", parent="1"),
        completeness_href(name),
        _branches(name, builds, mains),
    )


def _branches(job: str, builds: Iterable[Build], mains: MainBranches) -> tuple[BranchLink, ...]:
    facts = (build.facts for build in builds)
    found = {
        (each.repo, each.branch)
        for each in facts
        if each.repo and each.branch and each.pull is None and mains.named(each.branch)
    }
    return tuple(
        BranchLink(f"On {branch} of {repo}", job_on_branch_href(repo, branch, job))
        for repo, branch in sorted(found)
    )[:_BRANCHES_LINKED]


def filter_view(filters: JobFilters) -> JobFiltersView:
    """Return the form of the list of jobs."""
    chosen = filters.last_result or ""
    texts = _RESULTS | {"": "Any"}
    options = tuple(Option(value, text, value == chosen) for value, text in texts.items())
    return JobFiltersView(filters.name_part, options, bool(filters.name_part or chosen))


def result_tabs(path: str, result: str | None) -> list[Tab]:
    """Return the choices of builds by result."""
    return [
        Tab(text, f"{path}?result={value}#builds" if value else f"{path}#builds", value == result)
        for value, text in _with_none(_RESULTS).items()
    ]


def _with_none(texts: Mapping[str, str]) -> dict[str | None, str]:
    return {value or None: text for value, text in texts.items()}


def top_reports(rows: Iterable[ReportRow], job: str, *, now_ms: int) -> list[TopReport]:
    """Return the reports that the job shows most often."""
    ordered = sorted(rows, key=lambda row: -row.report.tally.jobs.get(job, 0))
    return [_top_report(row, job, now_ms) for row in ordered[:_REPORTS_SHOWN]]


def _top_report(row: ReportRow, job: str, now_ms: int) -> TopReport:
    report = row.report
    return TopReport(
        report=report_view(row, now_ms=now_ms, max_jobs=0),
        here=count(report.tally.jobs.get(job, 0)),
        labels=report.labels_at(now_ms),
        explained=count(report.tally.explained) if report.tally.explained > 0 else "",
    )
