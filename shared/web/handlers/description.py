"""The description of the service, for programs: OpenAPI."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.web import sessions
from shared.web.routing import Route, routes_of


@dataclass(frozen=True, slots=True)
class _Document:
    data: bytes
    digest: str


def show_description(app: App, request: Request) -> Response:
    """Answer what this service serves, each route with its role; the same until it is updated."""
    cookie = sessions.cookie_name(app.settings)
    document = _document(routes_of(request), cookie, app.settings.local)
    response = Response(document.data, mimetype="application/json")
    response.headers["Cache-Control"] = "public, no-cache"
    response.set_etag(document.digest)
    return response.make_conditional(request)


@cache
def _document(routes: tuple[Route, ...], cookie: str, open_to_all: bool) -> _Document:
    # Seldom asked for: no start of a function shall wait for it.
    from shared.web.openapi.describe import describe  # noqa: PLC0415

    described = describe(routes, cookie=cookie, open_to_all=open_to_all)
    data = json.dumps(described, separators=(",", ":")).encode() + b"\n"
    return _Document(data, hashlib.blake2b(data, digest_size=8).hexdigest())
