"""Commits and pull requests as their pages show them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from shared.core.documents import Commit, Run
from shared.core.main_branches import MainBranches
from shared.core.verdicts.model import Pin, Result, State, Verdict, VerdictKind
from shared.web.branch_paths import branch_href
from shared.web.views.issues import CommentView
from shared.web.views.show import Moment, count, moment

SHORT_SHA = 10
MAX_JOBS_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Sign:
    """A word with its shape and colour, which `code` picks."""

    code: str
    word: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a verdict rests on, and its page, "" where it has none."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A failed job ready to show. `log_href` is "" without a log; `pinned_by` without a pin."""

    job: str
    build: str
    anchor: str
    sign: Sign
    title: str
    line: str
    log_href: str
    report_href: str
    given: Given | None
    evidence: tuple[str, ...]
    also_on_base: bool
    seen_by: tuple[str, ...]
    seen_since: Moment | None
    seen_hrefs: tuple[str, ...]
    pinned_by: str


@dataclass(frozen=True, slots=True)
class JobRuns:
    """All attempts of one job, oldest first; the last one counts."""

    job: str
    attempts: tuple[tuple[Sign, str], ...]


@dataclass(frozen=True, slots=True)
class CommitLine:
    """A commit in a list."""

    sha: str
    href: str
    sign: Sign
    description: str
    heard: Moment


@dataclass(frozen=True, slots=True)
class CommitDetails:
    """A commit ready to show; texts are "" for what is not known."""

    line: CommitLine
    repo: str
    full_sha: str
    pull: str
    branch: str
    base_branch: str
    branch_href: str
    base_href: str
    author: str
    counts: tuple[tuple[Sign, int], ...]
    failed: tuple[FailedJob, ...]
    runs: tuple[JobRuns, ...]
    more_runs: int
    running: tuple[str, ...]
    recovered: tuple[str, ...]
    decided: Moment
    post_problem: str
    changes: tuple[CommentView, ...]


STATES = {
    State.SUCCESS: Sign("pass", "Success"),
    State.PENDING: Sign("wait", "Pending"),
    State.FAILURE: Sign("E", "Failure"),
}
KINDS = {
    VerdictKind.NEW: Sign("new", "New"),
    VerdictKind.UNKNOWN: Sign("unknown", "Unknown"),
    VerdictKind.FLAKY: Sign("flaky", "Flaky"),
    VerdictKind.KNOWN_PROBLEM: Sign("known", "Known problem"),
    VerdictKind.KNOWN_BREAKAGE: Sign("broken", "Broken upstream"),
}
WAITING = Sign("wait", "Waiting for its log")
_RESULTS = {
    None: Sign("wait", "not ended"),
    Result.SUCCESS: Sign("pass", "passed"),
    Result.FAILURE: Sign("E", "failed"),
    Result.ABORTED: Sign("problem", "aborted"),
}
# The pages of what gives excuses, by the first word of its name: "pattern 4f1d version 3".
_PAGES = {"pattern": "/patterns/", "issue": "/issues/", "breakage": "/breakages/"}


def commit_path(repo: str, sha: str) -> str:
    """Return the address of a commit's page."""
    return f"/commits/{repo}/{sha}"


def job_anchor(job: str) -> str:
    """Return the name of the place on a commit's page that tells of a failed job."""
    return f"job-{quote(job, safe='', errors='replace')}"


def commit_line(found: Commit, *, now_ms: int) -> CommitLine:
    """Return the commit as lists show it."""
    return CommitLine(
        found.sha[:SHORT_SHA],
        commit_path(found.repo, found.sha),
        STATES[found.decision.state],
        found.decision.description,
        moment(found.heard_ms, now_ms=now_ms),
    )


def commit_view(found: Commit, mains: MainBranches, *, now_ms: int) -> CommitDetails:
    """Return the commit ready to show: what nothing explains first; `mains` have pages."""
    decision, runs = found.decision, _job_runs(found.runs)
    signs = [*KINDS.values(), WAITING]
    verdicts = sorted(decision.verdicts, key=lambda each: (signs.index(_sign(each)), each.job))
    counts = Counter(map(_sign, verdicts))
    return CommitDetails(
        line=commit_line(found, now_ms=now_ms),
        repo=found.repo,
        full_sha=found.sha,
        pull=found.pull or "",
        branch=found.branch or "",
        base_branch=found.base_branch or "",
        branch_href="" if found.pull else _branch_href(found, found.branch, mains),
        base_href=_branch_href(found, found.base_branch, mains),
        author=found.author or "",
        counts=tuple(counts.items()),
        failed=tuple(_failed(each, found, now_ms) for each in verdicts),
        runs=tuple(runs[:MAX_JOBS_SHOWN]),
        more_runs=max(0, len(runs) - MAX_JOBS_SHOWN),
        running=decision.running,
        recovered=decision.recovered,
        decided=moment(found.decided_ms, now_ms=now_ms),
        post_problem=found.post_problem or "",
        changes=tuple(
            CommentView(each.what, each.by, moment(each.at_ms, now_ms=now_ms))
            for each in reversed(found.changes)
        ),
    )


def _branch_href(found: Commit, branch: str | None, mains: MainBranches) -> str:
    return branch_href(found.repo, branch) if branch and mains.named(branch) else ""


def _failed(verdict: Verdict, found: Commit, now_ms: int) -> FailedJob:
    pin = _pin_of(verdict, found)
    since_ms = verdict.seen_since_ms
    return FailedJob(
        job=verdict.job,
        build=verdict.build or "",
        anchor=job_anchor(verdict.job),
        sign=_sign(verdict),
        title=verdict.title.strip(),
        line=count(verdict.line_number) if verdict.line_number else "",
        log_href=_log_path(verdict),
        report_href=f"/reports/{verdict.log_id}" if verdict.log_id else "",
        given=_given(verdict.given_by) if pin is None else None,
        evidence=verdict.evidence,
        also_on_base=verdict.also_on_base,
        seen_by=verdict.seen_by,
        seen_since=None if since_ms is None else moment(since_ms, now_ms=now_ms),
        seen_hrefs=tuple(f"/records/{each}" for each in verdict.seen_in),
        pinned_by=pin.by if pin else "",
    )


def _sign(verdict: Verdict) -> Sign:
    return WAITING if verdict.is_due else KINDS[verdict.kind]


def _pin_of(verdict: Verdict, found: Commit) -> Pin | None:
    pin = found.pins.get(verdict.job)
    return pin if pin is not None and pin.build == verdict.build else None


def _log_path(verdict: Verdict) -> str:
    if verdict.record_id is None:
        return ""
    number = verdict.line_number
    path = f"/records/{verdict.record_id}"
    return path if number is None else f"{path}?line={number}#L{number}"


def _given(given_by: str | None) -> Given | None:
    """Return what gave the verdict: the second word of its name is its id."""
    if given_by is None:
        return None
    kind, _, rest = given_by.partition(" ")
    path = _PAGES.get(kind)
    return Given(given_by, f"{path}{rest.partition(' ')[0]}" if path and rest else "")


def _job_runs(runs: Sequence[Run]) -> list[JobRuns]:
    jobs: dict[str, list[tuple[Sign, str]]] = {}
    for run in runs:
        jobs.setdefault(run.job, []).append((_RESULTS[run.result], run.build or ""))
    return [JobRuns(job, tuple(attempts)) for job, attempts in jobs.items()]
