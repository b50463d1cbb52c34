"""From a request to a response: route, guard, handle, and always an answer."""

import io
from collections.abc import Callable, Iterable
from contextlib import suppress

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.web import answers, incidents, problems
from shared.web.accept import names_page
from shared.web.guards import check_write
from shared.web.headers import secure
from shared.web.routing import Moved, Route, Router

_BLOCK_BYTES = 1 << 20
# A body nobody wanted is read to its end up to here, so that the sender gets to our answer.
_MAX_DISCARDED_BYTES = 64 << 20


class Site:
    """Answers requests by one or several route tables."""

    def __init__(self, *tables: Iterable[Route]) -> None:
        self._router = Router(route for table in tables for route in table)

    def answer(self, request: Request, get_app: Callable[[], App]) -> Response:
        """Return the response, whatever happens on the way to it."""
        try:
            response = self._handle(request, get_app())
        except Exception as error:
            response = _answer_error(error, request)
        _discard_body(request)
        return secure(response)

    def _handle(self, request: Request, app: App) -> Response:
        found = self._router.find(request.method, request.path)
        if isinstance(found, Moved):
            return answers.moved(found.path, request.query_string.decode("latin-1"))
        check_write(request, app.settings)
        request.max_content_length = app.settings.max_upload_bytes
        return found.handler(app, request, **found.parts)


def _answer_error(error: Exception, request: Request) -> Response:
    problem = problems.as_web_error(error)
    if problem is None:
        incidents.report(error, request)
        problem = problems.unexpected()
    return answers.error(problem, as_page=names_page(request))


def _discard_body(request: Request) -> None:
    """Leave nothing to read of the request's body.

    The framework reads what is left of it into memory, and fails on a body over the cap.
    """
    request.max_content_length = None
    left = _MAX_DISCARDED_BYTES
    with suppress(HTTPException):  # a body over the cap, or a client that went away
        while left > 0 and (block := request.stream.read(min(_BLOCK_BYTES, left))):
            left -= len(block)
    request.stream = io.BytesIO()
