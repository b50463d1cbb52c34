"""What broke a branch: what people said, what nobody said yet, and what fails now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.core.breakages.standing import Failing
from shared.core.documents import BranchProposal, Breakage
from shared.web.branch_paths import annotate_href
from shared.web.job_paths import job_href
from shared.web.views.branch_grid import CELLS
from shared.web.views.commits import SHORT_SHA, Sign, commit_path, job_anchor
from shared.web.views.show import Moment, count, duration, moment

MAX_JOBS_NAMED = 6
ONGOING = Sign("broken", "Ongoing")
RESOLVED = Sign("pass", "Resolved")


@dataclass(frozen=True, slots=True)
class ShaLink:
    """A commit by its first digits."""

    sha: str
    href: str


@dataclass(frozen=True, slots=True)
class BreakageRow:
    """A breakage; `jobs` empty: all of them. `lasted` is "" where its commits' times are not known."""

    href: str
    mode: str
    sign: Sign
    jobs: tuple[str, ...]
    more_jobs: int
    cause: ShaLink
    resolved: ShaLink | None
    began: Moment | None
    lasted: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A run of failures that nobody annotated, and the form that does."""

    jobs: tuple[str, ...]
    more_jobs: int
    failures: str
    sign: Sign
    cause: ShaLink
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


def breakage_rows(
    found: Iterable[Breakage], times_ms: Mapping[str, int], *, now_ms: int
) -> list[BreakageRow]:
    """Return the breakages in the order given; `times_ms` are those of commits, as far as known."""
    return [_breakage(each, times_ms, now_ms) for each in found]


def proposal_rows(repo: str, branch: str, found: Iterable[BranchProposal]) -> list[ProposalRow]:
    """Return what is proposed, each with the form that makes it a breakage."""
    return [
        ProposalRow(
            jobs=each.jobs[:MAX_JOBS_NAMED],
            more_jobs=max(0, each.job_count - MAX_JOBS_NAMED),
            failures=count(each.failures, "failed build"),
            sign=ONGOING if each.resolved_sha is None else Sign("pass", "Passed since"),
            cause=sha_link(repo, each.cause_sha),
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


def _breakage(found: Breakage, times_ms: Mapping[str, int], now_ms: int) -> BreakageRow:
    jobs = found.jobs or ()
    began_ms = times_ms.get(found.cause_sha)
    ended_ms = now_ms if found.resolved_sha is None else times_ms.get(found.resolved_sha)
    known = began_ms is not None and ended_ms is not None
    return BreakageRow(
        href=f"/breakages/{found.breakage_id}",
        mode=found.mode,
        sign=ONGOING if found.resolved_sha is None else RESOLVED,
        jobs=jobs[:MAX_JOBS_NAMED],
        more_jobs=max(0, len(jobs) - MAX_JOBS_NAMED),
        cause=sha_link(found.repo, found.cause_sha),
        resolved=None if found.resolved_sha is None else sha_link(found.repo, found.resolved_sha),
        began=None if began_ms is None else moment(began_ms, now_ms=now_ms),
        lasted=duration(max(0, ended_ms - began_ms)) if known else "",
    )
