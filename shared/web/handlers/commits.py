"""Commits and pull requests: what is said of their failures, and a person's word against it."""

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.commits.hearing import is_repo, is_sha
from shared.core.verdicts.model import VerdictKind
from shared.errors import CommitNotFound, PullNotFound
from shared.services.commits.pinning import Word, get_commit, list_pull, override
from shared.web import answers, fields
from shared.web.access import visitor_of
from shared.web.commit_shapes import commit as commit_shape
from shared.web.commit_shapes import pull as pull_shape
from shared.web.problems import bad_request

MAX_REASON_CHARS = 500
MAX_JOB_CHARS = 300
MACHINE = "machine"
"""Said in place of a verdict, it takes a pin back."""


def show_commit(app: App, _request: Request, owner: str, repo: str, sha: str) -> Response:
    """Answer the verdict of each failed job, with its evidence."""
    return answers.data(commit_shape(get_commit(app.commits, *_place(owner, repo, sha))))


def show_pull(app: App, _request: Request, owner: str, repo: str, number: str) -> Response:
    """Answer the commits of a pull request, the last heard of first."""
    name = f"{owner}/{repo}"
    if not is_repo(name) or not number.isascii() or not number.isdecimal() or len(number) > 12:
        raise PullNotFound
    return answers.data(pull_shape(name, number, list_pull(app.commits, name, number)))


def post_override(app: App, request: Request, owner: str, repo: str, sha: str) -> Response:
    """Pin a verdict to a job's last build, with a reason, and answer the commit."""
    place, sent = _place(owner, repo, sha), fields.read_fields(request)
    job = fields.required(sent, "job", "the name of a job that failed")[:MAX_JOB_CHARS]
    reason = fields.required(sent, "reason", "why the machine is wrong")
    if len(reason) > MAX_REASON_CHARS or not reason.isprintable():
        message = f"The reason is one line of at most {MAX_REASON_CHARS} characters."
        raise bad_request("invalid_reason", message)
    kind = _kind(fields.required(sent, "verdict", "a verdict"))
    word = Word(job, kind, reason, visitor_of(request).name)
    return answers.data(commit_shape(override(app.deciding, *place, word)))


def _place(owner: str, repo: str, sha: str) -> tuple[str, str]:
    name, sha = f"{owner}/{repo}", sha.lower()
    if not is_repo(name) or not is_sha(sha):
        raise CommitNotFound
    return name, sha


def _kind(text: str) -> VerdictKind | None:
    said = text.lower().replace("_", " ").replace("-", " ")
    if said == MACHINE:
        return None
    if said not in list(VerdictKind):
        known = ", ".join([*VerdictKind, MACHINE])
        raise bad_request("invalid_verdict", f"verdict is one of: {known}.")
    return VerdictKind(said)
