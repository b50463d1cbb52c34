"""Who sent a request, as handlers ask for it."""

from dataclasses import dataclass

from werkzeug.wrappers import Request

from shared.core.access import LOCAL_VISITOR, Visitor
from shared.web.problems import WebError

_KEY = "faultline.access"


@dataclass(frozen=True, slots=True)
class Access:
    """A known visitor. `key` names the sign-in for limits: a token's id, an address, "local".

    `session` is what forms are bound to; None where a program sends its token with each request
    and no page could make it send one: then its writes need no form token. `can_sign_out` says
    that a cookie of ours keeps the visitor signed in.
    """

    visitor: Visitor
    key: str
    session: str | None = None
    can_sign_out: bool = False


LOCAL_ACCESS = Access(LOCAL_VISITOR, "local", session="local")


def keep_access(request: Request, access: Access) -> None:
    """Note on the request who sent it."""
    request.environ[_KEY] = access


def access_of(request: Request) -> Access | None:
    """Return how the request came in; None on a public route, which asks nobody."""
    access: Access | None = request.environ.get(_KEY)
    return access


def visitor_of(request: Request) -> Visitor:
    """Return who sent the request; only for routes that need a role."""
    access = access_of(request)
    if access is None:
        raise LookupError("a public route has no visitor: give it a role in its table")
    return access.visitor


def check_repo(request: Request, *repos: str | None) -> None:
    """Raise WebError unless the visitor may report on each repository; None: none was named."""
    visitor = visitor_of(request)
    if all(map(visitor.may_report_on, repos)):
        return
    allowed = ", ".join(visitor.repos)
    message = f"Your token reports on {allowed} only. Name such a repository in the field `repo`."
    raise WebError(403, "repo_not_allowed", message)
