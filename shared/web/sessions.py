"""The cookie that keeps a browser signed in: signed, not secret, good for half a day.

It names the token it was made with, which is looked up on every request: taking the token back
ends its sessions too. Nothing is stored on our side.
"""

import secrets
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Request, Response

from shared.config import Settings

LIFETIME_S = 12 * 3600


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in of one browser; its forms are bound to `session_id`."""

    token_id: str
    session_id: str


def begin(response: Response, settings: Settings, key: str, token_id: str, *, now_ms: int) -> None:
    """Add the cookie of a new session to the response."""
    fields = [token_id, secrets.token_urlsafe(12), now_ms + LIFETIME_S * 1000]
    value = str(_signer(key).dumps(fields))
    _set_cookie(response, settings, value, max_age=LIFETIME_S)


def end(response: Response, settings: Settings) -> None:
    """Make the browser forget its session."""
    _set_cookie(response, settings, "", max_age=0)


def find(request: Request, settings: Settings, key: str, *, now_ms: int) -> Session | None:
    """Return the session that the request's cookie names, None for none, a forged or old one."""
    value = request.cookies.get(cookie_name(settings))
    if not value or not key:
        return None
    try:
        token_id, session_id, until_ms = _signer(key).loads(value)
    except (BadData, ValueError, TypeError):
        return None
    return Session(token_id, session_id) if until_ms > now_ms else None


def cookie_name(settings: Settings) -> str:
    """Return the cookie's name; with "__Host-" no other host of the domain can set it."""
    return "__Host-faultline" if settings.https else "faultline"


def _set_cookie(response: Response, settings: Settings, value: str, *, max_age: int) -> None:
    response.set_cookie(
        cookie_name(settings),
        value,
        max_age=max_age,
        path="/",
        secure=settings.https,
        httponly=True,
        samesite="Lax",
    )


def _signer(key: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt="faultline-session")
