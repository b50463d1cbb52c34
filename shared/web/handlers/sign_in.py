"""Signing in with a token, in a browser, and out again."""

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.access import AccessToken
from shared.telemetry import emit
from shared.web import answers, sessions
from shared.web.accept import names_page
from shared.web.gate import check_token, identify
from shared.web.problems import WebError, bad_request
from shared.web.redirects import local_path

MAX_TOKEN_CHARS = 200


def sign_in_page(app: App, request: Request) -> Response:
    """Answer the form; who needs none goes on to where it would lead."""
    wanted = local_path(request.args.get("next", ""))
    if _is_known(app, request):
        return answers.see_other(wanted)
    return _page(app, wanted)


def sign_in(app: App, request: Request) -> Response:
    """Take a token, and answer the cookie that stands for it."""
    wanted = local_path(request.form.get("next", ""))
    if app.settings.local:
        return answers.see_other(wanted)
    try:
        token = _token(app, request)
    except WebError as problem:
        if not names_page(request):
            raise
        return _page(app, wanted, problem)
    response = answers.see_other(wanted) if names_page(request) else _described(token)
    sessions.begin(response, app.settings, app.session_key, token.token_id, now_ms=app.now_ms())
    response.headers["Cache-Control"] = "no-store"
    emit("INFO", "signed in", actor=token.name, token=token.token_id)
    return response


def sign_out(app: App, _request: Request) -> Response:
    """End the session of this browser."""
    response = answers.see_other("/login")
    sessions.end(response, app.settings)
    return response


def _token(app: App, request: Request) -> AccessToken:
    if not app.session_key:
        message = "Browsers cannot sign in yet: whoever runs this service has to set SESSION_KEY."
        raise WebError(503, "sign_in_unavailable", message)
    text = request.form.get("token", "").strip()
    if not text:
        raise bad_request("missing_token", "Paste your token into the field `token`.")
    return check_token(app, request, text[:MAX_TOKEN_CHARS])


def _is_known(app: App, request: Request) -> bool:
    try:
        return identify(app, request) is not None
    except WebError:
        return False


def _page(app: App, wanted: str, problem: WebError | None = None) -> Response:
    response = answers.page(
        "login.html",
        status=problem.status if problem else 200,
        section="login",
        next=wanted,
        problem=problem,
        available=bool(app.session_key),
    )
    response.headers.update(problem.headers if problem else {})
    response.headers["Cache-Control"] = "no-store"
    return response


def _described(token: AccessToken) -> Response:
    return answers.data({"name": token.name, "role": token.role, "repos": list(token.repos)})
