"""Who comes in, and how far: local, by bearer token, by cookie, through the proxy."""

from fnmatch import fnmatchcase

from werkzeug.wrappers import Request

from shared.bootstrap import App
from shared.core.access import AccessToken, Role, Visitor
from shared.core.limits import Limit
from shared.errors import AssertionInvalid, TokenExpired, TokenInvalid
from shared.web import sessions
from shared.web.access import LOCAL_ACCESS, Access
from shared.web.guards import READS
from shared.web.problems import WebError

IAP_HEADER = "x-goog-iap-jwt-assertion"
_REALM = 'Bearer realm="faultline"'


class SignInNeeded(WebError):
    """Nobody is signed in; a browser that asks for a page is sent to the sign-in form."""

    def __init__(self) -> None:
        message = "Sign in at /login, or send a token: Authorization: Bearer flt_..."
        super().__init__(401, "sign_in_needed", message, headers={"WWW-Authenticate": _REALM})


def admit(app: App, request: Request, needed: Role) -> Access:
    """Return how the request comes in, if it may do what needs that role. Raises WebError."""
    access = identify(app, request)
    if access is None:
        raise SignInNeeded
    if not access.visitor.may(needed):
        raise _not_allowed(access.visitor, needed)
    if request.method not in READS and not app.settings.local:
        _spend(app.write_limit, access.key, app.now_ms(), "Too many writes")
    return access


def identify(app: App, request: Request) -> Access | None:
    """Return who sends the request, None if it does not say. Raises WebError for a bad proof.

    A bearer token of ours comes first: it was sent on purpose. One of another kind is what the
    platform was shown, and says nothing here where a cookie or the proxy does.
    """
    if app.settings.local:
        return LOCAL_ACCESS
    bearer = _bearer(request)
    if bearer is not None and bearer.startswith("flt_"):
        token = check_token(app, request, bearer)
        return Access(token.visitor, token.token_id)
    access = _by_session(app, request) or _by_proxy(app, request)
    if access is None and bearer is not None:
        raise _bad_token(TokenInvalid())
    return access


def check_token(app: App, request: Request, text: str) -> AccessToken:
    """Return the token of this text. Raises WebError: unknown, expired, or too many attempts.

    Attempts are limited for each address, unless the token was good a moment ago.
    """
    now_ms, address = app.now_ms(), _address(app, request)
    if not app.token_check.is_cached(text, now_ms=now_ms):
        wait = app.sign_in_limit.wait_seconds(address, now_ms=now_ms)
        if wait:
            raise _too_many("Too many attempts to sign in", wait)
    try:
        return app.token_check.sign_in(text, now_ms=now_ms)
    except TokenExpired as error:  # whoever has it did not guess it
        raise _bad_token(error) from None
    except TokenInvalid as error:
        app.sign_in_limit.take(address, now_ms=now_ms)
        raise _bad_token(error) from None


def _bearer(request: Request) -> str | None:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    return text.strip() if scheme.lower() == "bearer" else None


def _by_session(app: App, request: Request) -> Access | None:
    now_ms = app.now_ms()
    session = sessions.find(request, app.settings, app.session_key, now_ms=now_ms)
    if session is None:
        return None
    try:
        visitor = app.token_check.visitor(session.token_id, now_ms=now_ms)
    except (TokenInvalid, TokenExpired):
        return None
    return Access(visitor, session.token_id, session.session_id, can_sign_out=True)


def _by_proxy(app: App, request: Request) -> Access | None:
    assertion = request.headers.get(IAP_HEADER)
    if app.iap is None or not assertion:
        return None
    try:
        email = app.iap.email(assertion)
    except AssertionInvalid:
        message = "The proxy's assertion is not valid. Load the page again to get a new one."
        raise WebError(401, "invalid_assertion", message) from None
    for glob, role in app.settings.iap_roles:
        if fnmatchcase(email, glob):
            return Access(Visitor(email, role), email, session=f"iap:{email}")
    message = f"{email} has no role here. Ask whoever runs this service for one (IAP_ROLES)."
    raise WebError(403, "no_role", message)


def _address(app: App, request: Request) -> str:
    """Return where the request comes from; in the cloud the platform adds it at the end."""
    if app.settings.stores == "cloud" and request.access_route:
        return request.access_route[-1]
    return request.remote_addr or ""


def _spend(limit: Limit, name: str, now_ms: int, what: str) -> None:
    wait = limit.take(name, now_ms=now_ms)
    if wait:
        raise _too_many(what, wait)


def _too_many(what: str, wait: int) -> WebError:
    message = f"{what}. Try again in {wait} seconds."
    return WebError(429, "too_many_requests", message, headers={"Retry-After": str(wait)})


def _bad_token(error: TokenInvalid | TokenExpired) -> WebError:
    headers = {"WWW-Authenticate": f'{_REALM}, error="invalid_token"'}
    if isinstance(error, TokenExpired):
        message = "This token has expired. Ask whoever runs this service for a new one."
        return WebError(401, "expired_token", message, headers=headers)
    message = "This token is not known here: mistyped, cut short, or taken back."
    return WebError(401, "invalid_token", message, headers=headers)


def _not_allowed(visitor: Visitor, needed: Role) -> WebError:
    message = f"This needs the role {needed}; {visitor.name} is a {visitor.role}."
    return WebError(403, "not_allowed", message)
