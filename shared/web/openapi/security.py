"""The ways in, as `gate.py` takes them."""

from shared.web.form_tokens import FIELD, HEADER
from shared.web.gate import IAP_HEADER
from shared.web.openapi.operation import Json
from shared.web.routing import PUBLIC, Route


def schemes(cookie: str) -> dict[str, Json]:
    """Return the ways to say who one is; `cookie` is the name of the session's."""
    return {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token: `python -m shared.cli tokens create`.",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": (
                "The cookie of a sign-in at /login. A form sent under it carries the token that"
                f" its page had in the field `{FIELD}`, or in the header `{HEADER}`; good once."
            ),
        },
        "proxy": {
            "type": "apiKey",
            "in": "header",
            "name": IAP_HEADER,
            "description": (
                "What Google's Identity-Aware Proxy says of who came through it, where one stands"
                " before the service; forms as with `session`."
            ),
        },
    }


def needs(route: Route, *, open_to_all: bool) -> list[Json]:
    """Return the ways in that a route takes, any one of them; none: it asks for no sign-in."""
    if open_to_all or route.role is PUBLIC:
        return []
    return [{"token": []}, {"session": []}, {"proxy": []}]
