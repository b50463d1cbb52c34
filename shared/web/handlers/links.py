"""Addresses that pages link to."""

import shlex
from urllib.parse import urlencode

from werkzeug.wrappers import Request

from shared.bootstrap import App


def next_href(request: Request, cursor: str | None) -> str | None:
    """Return the address of a list's next page: this one's, with the cursor."""
    if cursor is None:
        return None
    query = {**request.args.to_dict(), "cursor": cursor}
    return f"{request.path}?{urlencode(query)}"


def curl_line(app: App, request: Request) -> str:
    """Return the command that uploads a log to this service."""
    base = app.settings.public_url or request.host_url.rstrip("/")
    return f"curl -F file=@build.log {shlex.quote(base + '/logs')}"
