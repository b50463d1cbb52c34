"""What cannot be annotated, and why."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from shared.core.breakages.order import BranchOrder
from shared.core.documents import Breakage

MAX_JOBS = 100
MAX_JOB_CHARS = 300
MAX_MODE_CHARS = 200
MAX_NOTES_CHARS = 10_000
_SHA = re.compile(r"[0-9a-f]{7,64}")
_MIN_SHA_CHARS = 7


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an annotation cannot be: a code for programs, a sentence that says what to do.

    `is_conflict`: with another annotation, not in itself. `field` is what is wrong, "" where it
    is no single one.
    """

    code: str
    message: str
    is_conflict: bool = False
    field: str = ""


def full_sha(text: str, order: BranchOrder, *, field: str = "") -> str | Problem:
    """Return the commit that the text names, in full or by its first digits."""
    sha = text.strip().lower()
    if not _SHA.fullmatch(sha):
        message = f"{text[:80]!r} is no commit; give {_MIN_SHA_CHARS} digits or more."
        return Problem("invalid_sha", message, field=field)
    found = [each for each in order.shas if each.startswith(sha)]
    if not found:
        message = f"No commit {sha} was seen on this branch. {_when_known(order)}"
        return Problem("unknown_sha", message, field=field)
    if len(found) > 1:
        message = f"{sha} names {len(found)} commits; give more digits."
        return Problem("ambiguous_sha", message, field=field)
    return found[0]


def _when_known(order: BranchOrder) -> str:
    if not order.shas:
        return "Nothing is known of it: MAIN_BRANCHES says which branches are followed."
    return "Commits are known once GitHub tells of a push or a build of them."


def problem_of(
    new: Breakage,
    order: BranchOrder,
    known_jobs: Collection[str],
    others: Iterable[Breakage],
    *,
    before: Breakage | None = None,
) -> Problem | None:
    """Return why the annotation cannot be as it is, None if it can.

    Its commits are in full. Annotations may overlap: a branch can be broken twice at once. What
    it says as it did `before` is not asked again: commits and jobs are forgotten in time.
    """
    same_jobs = before is not None and before.jobs == new.jobs
    same_place = before is not None and _place_of(before) == _place_of(new)
    return (
        _problem_of_text(new)
        or (None if same_jobs else _problem_of_jobs(new, known_jobs))
        or (None if same_place else _problem_of_place(new, order))
        or _conflict(new, others)
    )


def _place_of(breakage: Breakage) -> tuple[str, str | None]:
    return (breakage.cause_sha, breakage.resolved_sha)


def _problem_of_text(new: Breakage) -> Problem | None:
    if not new.mode.strip():
        message = "Say in `mode` in a few words what is broken."
        return Problem("missing_mode", message, field="mode")
    if len(new.mode) > MAX_MODE_CHARS or not new.mode.isprintable():
        message = f"`mode` is one line of at most {MAX_MODE_CHARS} characters."
        return Problem("invalid_mode", message, field="mode")
    if len(new.notes) > MAX_NOTES_CHARS:
        message = f"`notes` has at most {MAX_NOTES_CHARS:,} characters."
        return Problem("notes_too_long", message, field="notes")
    return None


def _problem_of_jobs(new: Breakage, known_jobs: Collection[str]) -> Problem | None:
    if new.jobs is None:
        return None
    if not new.jobs:
        message = "`jobs` is empty: name some, or leave it out for all jobs."
        return Problem("no_jobs", message, field="jobs")
    fit = all(each and len(each) <= MAX_JOB_CHARS and each.isprintable() for each in new.jobs)
    if len(new.jobs) > MAX_JOBS or not fit:
        return Problem(
            "invalid_jobs",
            f"`jobs` are at most {MAX_JOBS} names or globs, each one line of at most"
            f" {MAX_JOB_CHARS} characters.",
            field="jobs",
        )
    for glob in new.jobs:
        if not any(fnmatchcase(job, glob) for job in known_jobs):
            message = f"No job of this branch is called {glob!r}; * stands for any text."
            return Problem("no_such_job", message, field="jobs")
    return None


def _problem_of_place(new: Breakage, order: BranchOrder) -> Problem | None:
    cause, resolved = order.place(new.cause_sha), order.place(new.resolved_sha)
    if cause is None or (new.resolved_sha is not None and resolved is None):
        missing = "cause_sha" if cause is None else "resolved_sha"
        message = f"No commit {getattr(new, missing)} was seen on this branch."
        return Problem("unknown_sha", message, field=missing)
    if resolved is not None and resolved <= cause:
        return Problem(
            "resolved_before_cause",
            "The commit that resolves a breakage stands behind the one that caused it; these stand"
            " the other way round.",
            field="resolved_sha",
        )
    if new.cause_sha in order.gone:
        return Problem(
            "cause_replaced",
            f"{new.cause_sha[:10]} was replaced by a forced push: annotate a commit that is there.",
            field="cause_sha",
        )
    return None


def _conflict(new: Breakage, others: Iterable[Breakage]) -> Problem | None:
    for other in others:
        same_place = (other.repo, other.branch, other.cause_sha) == (
            new.repo,
            new.branch,
            new.cause_sha,
        )
        if same_place and other.jobs == new.jobs and other.breakage_id != new.breakage_id:
            return Problem(
                "already_annotated",
                f"Breakage {other.breakage_id} says so already; change that one.",
                is_conflict=True,
            )
    return None
