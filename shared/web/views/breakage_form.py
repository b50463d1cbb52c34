"""The form of a breakage: what stands in its fields."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from shared.core.documents import Breakage
from shared.web.breakage_fields import job_lines
from shared.web.views.show import count

_JOBS_NAMED = 30


@dataclass(frozen=True, slots=True)
class FormView:
    """The text of each field, as it was sent or is to be changed; `jobs` are one on a line.

    `breakage_id` is empty for a new breakage.
    """

    breakage_id: str = ""
    revision: str = ""
    repo: str = ""
    branch: str = ""
    cause_sha: str = ""
    resolved_sha: str = ""
    jobs: str = ""
    mode: str = ""
    notes: str = ""


_TEXTS = tuple(name for name in FormView.__slots__ if name not in ("breakage_id", "jobs"))


def form_of(sent: MultiDict[str, str], *, breakage_id: str = "") -> FormView:
    """Return the form as it was sent, or as an address begins it."""
    texts = {name: sent[name] for name in _TEXTS if name in sent}
    return FormView(breakage_id, jobs="\n".join(job_lines(sent.getlist("jobs"))), **texts)


def form_of_breakage(found: Breakage) -> FormView:
    """Return the form that changes the breakage."""
    return FormView(
        found.breakage_id,
        str(found.revision),
        found.repo,
        found.branch,
        found.cause_sha,
        found.resolved_sha or "",
        "\n".join(found.jobs or ()),
        found.mode,
        found.notes,
    )


def on_its_branch(form: FormView, found: Breakage) -> FormView:
    """Return the form with the place of the breakage, which never changes."""
    return replace(form, repo=found.repo, branch=found.branch)


def some_jobs(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of jobs to choose from, as many as fit beside a form."""
    return tuple(sorted(names)[:_JOBS_NAMED])


def decided_again(commits: int) -> str:
    """Return how many commits are decided again: "1 commit is decided again"; "" for none."""
    verb = "is" if commits == 1 else "are"
    return f"{count(commits, 'commit')} {verb} decided again" if commits else ""
