"""What a write says of a breakage: JSON as breakages are answered, or the fields of a form."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request

from shared.core.documents import Breakage
from shared.core.repositories import is_repo
from shared.web.body import invalid, number, read_form, read_object, text, text_or_none, whole
from shared.web.problems import bad_request, invalid_field

MAX_BRANCH_CHARS = 255

# Fields by name, checked.
Given = Mapping[str, Any]

_PLACE = ("repo", "branch")
_CONTENT = ("cause_sha", "resolved_sha", "jobs", "mode", "notes")
_NEEDED = {
    "repo": "the repository, as owner/name",
    "branch": "the branch that is broken",
    "cause_sha": "the commit that broke it",
}


def read_breakage(request: Request) -> Given:
    """Return what the body says of a breakage; fields of other names are left alone.

    Raises WebError naming the field that cannot be used.
    """
    is_json = request.mimetype == "application/json"
    sent = read_object(request) if is_json else _of_form(read_form(request))
    return {name: read(name, sent[name]) for name, read in _READERS.items() if name in sent}


def new_breakage(given: Given) -> Breakage:
    """Return the breakage that is to be annotated. Raises WebError where it lacks its place."""
    for name, what in _NEEDED.items():
        if not given.get(name, "").strip():
            message = f"The field `{name}` is missing: send {what}."
            raise invalid_field(f"missing_{name}", name, message)
    blank = Breakage("", _repo(given), _branch(given), given["cause_sha"], mode="")
    return replace(blank, **_content(given))


def edit_of(given: Given) -> Callable[[Breakage], Breakage]:
    """Return the edit that is asked for. Raises WebError where nothing is.

    The edit itself raises WebError where it would move the breakage to another branch.
    """
    content = _content(given)
    if not content:
        message = f"Nothing to change: send {', '.join(_CONTENT[:-1])} or {_CONTENT[-1]}."
        raise bad_request("nothing_to_change", message)

    def edit(known: Breakage) -> Breakage:
        for name in _PLACE:
            if given.get(name, getattr(known, name)) != getattr(known, name):
                message = "A breakage stays on its branch: annotate the other one anew."
                raise invalid_field("other_branch", name, message)
        return replace(known, **content)

    return edit


def job_lines(texts: Iterable[str]) -> list[str]:
    """Return the names or globs that stand in these texts, one on a line."""
    lines = (line.strip() for each in texts for line in each.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def _repo(given: Given) -> str:
    repo: str = given["repo"].strip()
    if not is_repo(repo):
        raise invalid_field("invalid_repo", "repo", "repo is a repository, as owner/name.")
    return repo


def _branch(given: Given) -> str:
    branch: str = given["branch"].strip()
    if len(branch) > MAX_BRANCH_CHARS or not branch.isprintable():
        message = f"branch is one line of at most {MAX_BRANCH_CHARS} characters."
        raise invalid_field("invalid_branch", "branch", message)
    return branch


def _content(given: Given) -> dict[str, Any]:
    return {name: given[name] for name in _CONTENT if name in given}


def _of_form(form: MultiDict[str, str]) -> dict[str, Any]:
    """Return the fields of a form as JSON would have them; empty ones mean none."""
    names = (*_PLACE, "cause_sha", "resolved_sha", "mode")
    sent: dict[str, Any] = {name: form[name].strip() for name in names if name in form}
    if "resolved_sha" in sent:
        sent["resolved_sha"] = sent["resolved_sha"] or None
    if "jobs" in form:
        sent["jobs"] = job_lines(form.getlist("jobs")) or None
    if "notes" in form:
        sent["notes"] = form["notes"].replace("\r\n", "\n").strip()
    if form.get("revision", "").strip():
        sent["revision"] = number("revision", form["revision"])
    return sent


def _jobs(name: str, value: object) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise invalid(name, "a list of names or globs, or null for all jobs")
    return tuple(text(name, job) for job in value)


_READERS: Mapping[str, Callable[[str, object], Any]] = {
    "repo": text,
    "branch": text,
    "cause_sha": text,
    "resolved_sha": text_or_none,
    "jobs": _jobs,
    "mode": text,
    "notes": text,
    "revision": whole,
}
