"""What broke a branch: what people said, what nobody said yet, and what fails now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.core.breakages.standing import Failing
from shared.core.documents import BranchProposal, Breakage, BreakageTimes
from shared.web.branch_paths import annotate_href
from shared.web.job_paths import job_href
from shared.web.views.branch_grid import CELLS
from shared.web.views.breakages import ONGOING, RESOLVED
from shared.web.views.commits import SHORT_SHA, Sign, commit_path, job_anchor
from shared.web.views.show import Moment, count, day, duration, moment

MAX_JOBS_NAMED = 6
_LEAST_BAR = 0.004


@dataclass(frozen=True, slots=True)
class ShaLink:
    """A commit by its first digits."""

    sha: str
    href: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Where it stands on the axis of time, in percent of it."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class BreakageRow:
    """A breakage; `jobs` empty: all of them. What follows from times is missing where its commits
    are too old for them to be known.
    """

    href: str
    mode: str
    sign: Sign
    jobs: tuple[str, ...]
    more_jobs: int
    cause: ShaLink
    resolved: ShaLink | None
    began: Moment | None
    lasted: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class BreakagesView:
    """Breakages on one axis of time, whose labels are `axis`."""

    rows: tuple[BreakageRow, ...]
    axis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A run of failures that nobody annotated, and the form that does."""

    jobs: tuple[str, ...]
    more_jobs: int
    failures: str
    sign: Sign
    cause: ShaLink
    cause_at: Moment
    resolved: ShaLink | None
    last: ShaLink
    href: str


@dataclass(frozen=True, slots=True)
class FailingRow:
    """A job that fails now; `failures` says how often in a row."""

    job: str
    href: str
    sign: Sign
    failures: str
    since: ShaLink
    since_at: Moment
    is_older: bool


def breakages_view(
    found: Sequence[Breakage], times: Mapping[str, BreakageTimes], *, now_ms: int
) -> BreakagesView:
    """Return the breakages in the order given, on an axis from the first of them to now."""
    known = [times[each.breakage_id].began_ms for each in found if each.breakage_id in times]
    axis = range(min(known, default=now_ms), now_ms)
    rows = tuple(_breakage(each, times.get(each.breakage_id), axis, now_ms) for each in found)
    return BreakagesView(rows, (day(axis.start), "now") if known else ())


def proposal_rows(
    repo: str, branch: str, found: Iterable[BranchProposal], *, now_ms: int
) -> list[ProposalRow]:
    """Return what is proposed, each with the form that makes it a breakage."""
    return [
        ProposalRow(
            jobs=each.jobs[:MAX_JOBS_NAMED],
            more_jobs=max(0, each.job_count - MAX_JOBS_NAMED),
            failures=count(each.failures, "failed build"),
            sign=ONGOING if each.resolved_sha is None else Sign("pass", "Passed since"),
            cause=sha_link(repo, each.cause_sha),
            cause_at=moment(each.cause_ms, now_ms=now_ms),
            resolved=None if each.resolved_sha is None else sha_link(repo, each.resolved_sha),
            last=sha_link(repo, each.last_sha),
            href=annotate_href(repo, branch, each),
        )
        for each in found
    ]


def failing_rows(repo: str, found: Sequence[Failing], *, now_ms: int) -> list[FailingRow]:
    """Return the jobs that fail now."""
    return [
        FailingRow(
            job=each.job,
            href=job_href(each.job),
            sign=CELLS[each.last],
            failures=count(each.failures, "commit"),
            since=ShaLink(
                each.since.sha[:SHORT_SHA],
                f"{commit_path(repo, each.since.sha)}#{job_anchor(each.job)}",
            ),
            since_at=moment(each.since.at_ms, now_ms=now_ms),
            is_older=each.is_older,
        )
        for each in found
    ]


def sha_link(repo: str, sha: str) -> ShaLink:
    """Return the link to a commit's page."""
    return ShaLink(sha[:SHORT_SHA], commit_path(repo, sha))


def _breakage(
    found: Breakage, times: BreakageTimes | None, axis: range, now_ms: int
) -> BreakageRow:
    jobs = found.jobs or ()
    resolved_sha = found.resolved_sha
    return BreakageRow(
        href=f"/breakages/{found.breakage_id}",
        mode=found.mode,
        sign=ONGOING if found.is_ongoing else RESOLVED,
        jobs=jobs[:MAX_JOBS_NAMED],
        more_jobs=max(0, len(jobs) - MAX_JOBS_NAMED),
        cause=sha_link(found.repo, found.cause_sha),
        resolved=None if resolved_sha is None else sha_link(found.repo, resolved_sha),
        began=None if times is None else moment(times.began_ms, now_ms=now_ms),
        lasted="" if times is None else duration(max(0, _end(times, now_ms) - times.began_ms)),
        bar=None if times is None else _bar(times.began_ms, _end(times, now_ms), axis),
    )


def _end(times: BreakageTimes, now_ms: int) -> int:
    return now_ms if times.resolved_ms is None else times.resolved_ms


def _bar(began_ms: int, ended_ms: int, axis: range) -> Bar:
    length = max(1, len(axis))
    width = max(_LEAST_BAR, (ended_ms - began_ms) / length)
    x = min((began_ms - axis.start) / length, 1 - _LEAST_BAR)
    return Bar(round(100 * x, 2), round(100 * min(width, 1 - x), 2))
