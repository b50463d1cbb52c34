"""The hidden field of every form: it proves that the form was ours, and sends it once.

A page of another site can make a browser post here, with its cookies; it cannot read the token.
Each form has its own. A token that was used is remembered as a lease of the store until it would
have expired anyway; a form that was refused may be corrected and sent again.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from itsdangerous import BadData, URLSafeSerializer
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from shared.bootstrap import App
from shared.web.access import Access
from shared.web.forms import body_too_large
from shared.web.guards import READS
from shared.web.problems import WebError

FIELD = "form_token"
HEADER = "X-Form-Token"
LIFETIME_MS = 8 * 3_600_000

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_RELOAD = "Open the page again and send the form from there."


def new_token(key: str, session: str, *, now_ms: int) -> str:
    """Return a token for one form of this session."""
    fields = [session, secrets.token_urlsafe(12), now_ms + LIFETIME_MS]
    return str(_signer(key).dumps(fields)) if key else ""


@contextmanager
def used_once(app: App, request: Request, access: Access) -> Iterator[None]:
    """Check the form's token and use it up, unless what is done meanwhile fails.

    Raises WebError. Programs that bring their own token need none; in local mode, where Host and
    Origin tell pages of other sites, a form without one passes, for curl.
    """
    if request.method in READS or access.session is None:
        yield
        return
    text = _token_in(app, request)
    if text is None and app.settings.local:
        yield
        return
    nonce, until_ms = _read(app.session_key, access.session, text, now_ms=app.now_ms())
    lease, holder = f"form-{nonce}", secrets.token_hex(8)
    if not app.store.take_lease(lease, holder, now_ms=app.now_ms(), until_ms=until_ms):
        raise _refused("form_replayed", f"This form was sent before. {_RELOAD}")
    try:
        yield
    except Exception:
        app.store.drop_lease(lease, holder)
        raise


def _token_in(app: App, request: Request) -> str | None:
    if HEADER in request.headers:
        return request.headers[HEADER]
    if request.mimetype not in _FORMS:
        return None
    try:
        return request.form.get(FIELD)
    except RequestEntityTooLarge:
        settings = app.settings
        cap, bucket = settings.max_upload_bytes, settings.bucket_path
        raise body_too_large(request, cap, bucket) from None


def _read(key: str, session: str, text: str | None, *, now_ms: int) -> tuple[str, int]:
    """Return the token's nonce and end. Raises WebError."""
    if not key:
        message = "Forms need a key to be signed with: whoever runs this service sets SESSION_KEY."
        raise _refused("forms_unavailable", message)
    if not text:
        message = f"The field `{FIELD}` is missing. {_RELOAD}"
        raise _refused("form_token_missing", message)
    try:
        owner, nonce, until_ms = _signer(key).loads(text)
    except (BadData, ValueError, TypeError):
        raise _refused("form_foreign", f"This form is none of ours. {_RELOAD}") from None
    if owner != session:
        raise _refused("form_foreign", f"This form is of another sign-in. {_RELOAD}")
    if until_ms <= now_ms:
        raise _refused("form_expired", f"This form was open for too long. {_RELOAD}")
    return nonce, until_ms


def _signer(key: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt="faultline-form")


def _refused(code: str, message: str) -> WebError:
    return WebError(403, code, message)
