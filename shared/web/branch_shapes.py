"""The JSON of branches."""

from collections.abc import Mapping, Sequence

from shared.core.breakages.brokenness import Rate
from shared.core.breakages.cells import Cell
from shared.core.breakages.counts import Brokenness
from shared.core.breakages.standing import CellsOf, Failing
from shared.core.documents import Branch, BranchProposal, Breakage
from shared.services.breakages.branch_page import BranchView
from shared.web.branch_paths import annotate_href
from shared.web.breakage_shapes import breakage
from shared.web.shapes import Json
from shared.web.views.branches import flake_rates
from shared.web.views.show import iso

# How a job went at a commit: the words of verdicts, and three more.
WORDS = {
    Cell.PASSED: "passed",
    Cell.RECOVERED: "recovered",
    Cell.KNOWN_BREAKAGE: "known breakage",
    Cell.KNOWN_PROBLEM: "known problem",
    Cell.FLAKY: "flaky",
    Cell.NEW: "new",
    Cell.UNKNOWN: "unknown",
    Cell.RUNNING: "running",
}


def listed_branch(branch: Branch) -> Json:
    """Return the JSON of a branch in the list."""
    return {
        "repo": branch.repo,
        "branch": branch.branch,
        "head": branch.head,
        "updated": iso(branch.updated_ms),
        "mean_time_to_fix_seconds": _seconds(branch.mean_fix_ms),
        "fixes": branch.fixes,
        "not_annotated": branch.proposed,
    }


def branch(view: BranchView, jobs: Sequence[str]) -> Json:
    """Return the JSON of a branch; its commits have the verdicts of these jobs."""
    found = view.branch
    return {
        **listed_branch(found),
        "failing": None if view.failing is None else [_failing(each) for each in view.failing],
        "jobs": list(jobs),
        "commits": [_commit(each, jobs) for each in view.commits],
        "next": view.next,
        "days": [{"day": day, **_counts(each)} for day, each in sorted(found.days.items())],
        "weeks": [{"monday": day, **_counts(each)} for day, each in sorted(found.totals.items())],
        "flake_rates": [
            {"job": job, **_rate(rate)} for job, rate in sorted(flake_rates(found.flakes).items())
        ],
        "flakes_since": found.flakes_since,
        "breakages": [_breakage(found, each) for each in view.breakages.items],
        "more_breakages": view.breakages.next is not None,
        "proposals": [_proposal(found, each) for each in found.proposals],
        "cut": view.cut,
    }


def _commit(commit: CellsOf, jobs: Sequence[str]) -> Json:
    verdicts = {job: WORDS[commit.cells[job]] for job in jobs if job in commit.cells}
    return {
        "sha": commit.sha,
        "at": iso(commit.at_ms),
        "replaced": commit.gone,
        "verdicts": verdicts,
    }


def _failing(found: Failing) -> Json:
    return {
        "job": found.job,
        "verdict": WORDS[found.last],
        "failures": found.failures,
        "since_sha": found.since.sha,
        "since": iso(found.since.at_ms),
    }


def _counts(counts: Brokenness) -> Json:
    return {
        "commits": counts.commits,
        "red": counts.red,
        "red_share": counts.red_share,
        "builds": counts.builds,
        "failures": counts.failures,
        "explained": counts.explained,
        "explained_share": counts.explained_share,
        "isolated": counts.isolated,
    }


def _rate(rate: Rate) -> Mapping[str, object]:
    return {
        "isolated": rate.count,
        "builds": rate.of,
        "share": rate.share,
        "low": rate.low,
        "high": rate.high,
    }


def _breakage(of: Branch, found: Breakage) -> Json:
    times = of.times.get(found.breakage_id)
    resolved_ms = times.resolved_ms if times else None
    return {
        **breakage(found),
        "began": iso(times.began_ms) if times else None,
        "resolved": None if resolved_ms is None else iso(resolved_ms),
    }


def _proposal(of: Branch, found: BranchProposal) -> Json:
    return {
        "cause_sha": found.cause_sha,
        "cause_at": iso(found.cause_ms),
        "resolved_sha": found.resolved_sha,
        "last_sha": found.last_sha,
        "jobs": list(found.jobs),
        "job_count": found.job_count,
        "failures": found.failures,
        "annotate": annotate_href(of.repo, of.branch, found),
    }


def _seconds(ms: int | None) -> float | None:
    return None if ms is None else ms / 1000
