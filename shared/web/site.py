"""From a request to a response: route, guard, handle, and always an answer."""

import io
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.telemetry import TRACE_HEADER, emit, traced
from shared.web import answers, form_tokens, incidents, problems, viewer
from shared.web.accept import names_page
from shared.web.access import Access, access_of, keep_access
from shared.web.gate import SignInNeeded, admit
from shared.web.guards import READS, check_sender
from shared.web.headers import secure
from shared.web.redirects import sign_in_path
from shared.web.routing import PUBLIC, Moved, Route, Router, keep_routes

_MAX_PATH_CHARS = 500
_BLOCK_BYTES = 1 << 20
# A body nobody wanted is read to its end up to here, so that the sender gets to our answer.
_MAX_DISCARDED_BYTES = 64 << 20


class Site:
    """Answers requests by one or several route tables."""

    def __init__(self, *tables: Iterable[Route]) -> None:
        self._router = Router(route for table in tables for route in table)

    def answer(self, request: Request, get_app: Callable[[], App]) -> Response:
        """Return the response, whatever happens on the way to it."""
        https = False
        with ExitStack() as request_only:
            request_only.enter_context(viewer.nobody_yet())
            try:
                app = get_app()
                https = app.settings.https
                trace = traced(request.headers.get(TRACE_HEADER), app.settings.project_id)
                request_only.enter_context(trace)
                response = self._handle(request, app)
            except Exception as error:
                response = _answer_error(error, request)
            if viewer.has_form():
                response.headers["Cache-Control"] = "no-store"
            _discard_body(request)
            _note_write(request, response)
        return secure(response, https=https)

    def _handle(self, request: Request, app: App) -> Response:
        check_sender(request, app.settings)
        found = self._router.find(request.method, request.path)
        if isinstance(found, Moved):
            return answers.moved(found.path, request.query_string.decode("latin-1"))
        request.max_content_length = app.settings.max_upload_bytes
        keep_routes(request, self._router)
        if found.role is PUBLIC:
            return found.handler(app, request, **found.parts)
        access = admit(app, request, found.role)
        keep_access(request, access)
        viewer.show_to(_viewer(app, access))
        with form_tokens.used_once(app, request, access):
            return found.handler(app, request, **found.parts)


def _viewer(app: App, access: Access) -> viewer.Viewer:
    def new_form_token() -> str:
        if access.session is None:
            return ""
        return form_tokens.new_token(app.session_key, access.session, now_ms=app.now_ms())

    return viewer.Viewer(access.visitor, access.can_sign_out, new_form_token)


def _note_write(request: Request, response: Response) -> None:
    """Tell the service's log who wrote what, or tried to: the audit trail's other half.

    What was written carries its actor itself.
    """
    access = access_of(request)
    if access is None or request.method in READS:
        return
    emit(
        "INFO",
        "write",
        actor=access.visitor.name,
        key=access.key,
        method=request.method,
        path=request.path[:_MAX_PATH_CHARS],
        status=response.status_code,
    )


def _answer_error(error: Exception, request: Request) -> Response:
    if isinstance(error, SignInNeeded) and request.method in READS and names_page(request):
        return answers.see_other(sign_in_path(request))
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
