"""What routes refuse, and which of them do: it follows from role, path and body."""

from shared.web.openapi.operation import HTML, JSON, Answer, Operation, leads, ref
from shared.web.openapi.schemas import TEXT
from shared.web.routing import PUBLIC, Route


def _error(what: str) -> Answer:
    return Answer(what, {JSON: ref("Error"), HTML: TEXT})


REFUSALS = {
    303: leads("for a browser: the form that signs in"),
    400: _error("invalid input"),
    401: _error("no sign-in, or one that is not good (any more)"),
    403: _error("not allowed, or sent by a page of another site"),
    404: _error("no such thing, or not any more"),
    409: _error("it does not go with how things stand now"),
    413: _error("the body is larger than one request may carry"),
    429: _error("too many requests: see Retry-After"),
    503: _error("passing trouble: see Retry-After"),
}


def statuses(route: Route, operation: Operation, *, has_parts: bool) -> list[int]:
    """Return the statuses with which a route may refuse."""
    found = {403, *operation.errors}
    if route.role is not PUBLIC:
        found |= {401, 429, 503}
        if route.method == "GET":
            found.add(303)
    if operation.parameters or operation.body:
        found.add(400)
    if operation.body:
        found.add(413)
    if has_parts:
        found.add(404)
    return sorted(found)


def name(status: int) -> str:
    """Return the name of a refusal among the shared responses."""
    return f"Refused{status}"
