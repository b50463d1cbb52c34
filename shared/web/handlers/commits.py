"""Commits and pull requests: what is said of their failures, and a person's word against it."""

import re

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.repositories import is_repo, is_sha
from shared.errors import CommitNotFound, PullNotFound
from shared.services.commits.pinning import get_commit, list_pull, override
from shared.web import answers, fields
from shared.web.accept import Format, names_page, page_or_json
from shared.web.access import visitor_of
from shared.web.commit_shapes import commit as commit_shape
from shared.web.commit_shapes import pull as pull_shape
from shared.web.pin_fields import read_word
from shared.web.views.commits import KINDS, commit_line, commit_path, commit_view

# What people know better most often comes first.
_CHOICES = tuple((kind.value, sign.word.lower()) for kind, sign in reversed(KINDS.items()))
_NUMBER = re.compile(r"[1-9][0-9]{0,11}")


def show_commit(app: App, request: Request, owner: str, repo: str, sha: str) -> Response:
    """Answer the verdict of each failed job, with its evidence."""
    form, place = page_or_json(request), _place(owner, repo, sha)
    found = get_commit(app.commits, *place)
    if form is Format.JSON:
        return answers.data(commit_shape(found))
    view = commit_view(found, app.main_branches, now_ms=app.now_ms())
    return answers.page("commit.html", section="commits", commit=view, kinds=_CHOICES)


def show_pull(app: App, request: Request, owner: str, repo: str, number: str) -> Response:
    """Answer the commits of a pull request, the last heard of first."""
    name, form = f"{owner}/{repo}", page_or_json(request)
    if not is_repo(name) or not _NUMBER.fullmatch(number):
        raise PullNotFound
    found = list_pull(app.commits, name, number)
    if form is Format.JSON:
        return answers.data(pull_shape(name, number, found))
    lines = [commit_line(each, now_ms=app.now_ms()) for each in found]
    return answers.page("pull.html", section="commits", repo=name, number=number, commits=lines)


def post_override(app: App, request: Request, owner: str, repo: str, sha: str) -> Response:
    """Pin a verdict to a job's last build, with a reason, and answer the commit."""
    place = _place(owner, repo, sha)
    word = read_word(fields.read_fields(request), by=visitor_of(request).name)
    found = override(app.deciding, *place, word)
    if names_page(request):
        return answers.see_other(commit_path(found.repo, found.sha))
    return answers.data(commit_shape(found))


def _place(owner: str, repo: str, sha: str) -> tuple[str, str]:
    name, sha = f"{owner}/{repo}", sha.lower()
    if not is_repo(name) or not is_sha(sha):
        raise CommitNotFound
    return name, sha
