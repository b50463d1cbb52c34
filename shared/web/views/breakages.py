"""Breakages as the list and the page of one show them."""

from collections.abc import Collection
from dataclasses import dataclass

from shared.core.documents import Breakage
from shared.services.breakages.reading import Reach
from shared.web.branch_paths import branch_href
from shared.web.views.commits import SHORT_SHA, Sign, commit_path
from shared.web.views.issues import CommentView
from shared.web.views.show import Moment, count, moment

ONGOING = Sign("broken", "Ongoing")
RESOLVED = Sign("pass", "Resolved")
_JOBS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class BreakageView:
    """What both the list and the page show of a breakage; `resolved` is "" while it goes on.

    `jobs` are some of those it breaks, none of them for all.
    """

    id: str
    mode: str
    sign: Sign
    ongoing: bool
    repo: str
    branch: str
    branch_href: str
    cause: str
    resolved: str
    jobs: tuple[str, ...]
    more_jobs: int
    by: str
    created: Moment


@dataclass(frozen=True, slots=True)
class CommitLink:
    """A commit, with the address of its page, "" where it has none."""

    sha: str
    short: str
    href: str


@dataclass(frozen=True, slots=True)
class BreakageDetails:
    """What only the page of a breakage shows; `warning` says why it covers nothing, or no more."""

    cause: CommitLink
    resolved: CommitLink | None
    commits: str
    warning: str
    jobs: tuple[str, ...]
    notes: str
    revision: int
    changes: tuple[CommentView, ...]


def breakage_view(found: Breakage, *, now_ms: int) -> BreakageView:
    """Return the breakage ready to show."""
    jobs = found.jobs or ()
    return BreakageView(
        id=found.breakage_id,
        mode=found.mode,
        sign=ONGOING if found.is_ongoing else RESOLVED,
        ongoing=found.is_ongoing,
        repo=found.repo,
        branch=found.branch,
        branch_href=branch_href(found.repo, found.branch),
        cause=found.cause_sha[:SHORT_SHA],
        resolved=(found.resolved_sha or "")[:SHORT_SHA],
        jobs=jobs[:_JOBS_SHOWN],
        more_jobs=max(0, len(jobs) - _JOBS_SHOWN),
        by=found.changes[0].by if found.changes else "",
        created=moment(found.created_ms, now_ms=now_ms),
    )


def breakage_page(
    found: Breakage, reach: Reach, known: Collection[str], *, now_ms: int
) -> BreakageDetails:
    """Return what the page shows beside; `known` are its commits that have a page."""
    resolved_sha = found.resolved_sha
    return BreakageDetails(
        cause=_link(found.repo, found.cause_sha, known),
        resolved=None if resolved_sha is None else _link(found.repo, resolved_sha, known),
        commits=count(reach.commits, "commit"),
        warning=_warning(reach),
        jobs=found.jobs or (),
        notes=found.notes,
        revision=found.revision,
        changes=tuple(
            CommentView(each.what, each.by, moment(each.at_ms, now_ms=now_ms))
            for each in reversed(found.changes)
        ),
    )


def _link(repo: str, sha: str, known: Collection[str]) -> CommitLink:
    return CommitLink(sha, sha[:SHORT_SHA], commit_path(repo, sha) if sha in known else "")


def _warning(reach: Reach) -> str:
    if not reach.known:
        return "Its commits have no place on the branch, or none any more: it excuses nothing."
    if reach.replaced:
        return "A forced push replaced its cause: what came behind that push is not excused by it."
    return ""
