"""Who may write: in local mode, only pages and programs that speak to this machine by name.

A web page anywhere can make its visitor's browser post to 127.0.0.1 (Origin tells), and can point
a name of its own at 127.0.0.1 (Host tells).
"""

from urllib.parse import urlsplit

from werkzeug.wrappers import Request

from shared.config import LOOPBACK_HOSTS, Settings
from shared.web.problems import WebError

_READS = frozenset({"GET", "HEAD", "OPTIONS"})


def check_write(request: Request, settings: Settings) -> None:
    """Raise WebError if the request writes and comes from where none may come."""
    if request.method in _READS or not settings.local:
        return
    host = request.environ.get("HTTP_HOST", "")
    if _host_name(host) not in LOOPBACK_HOSTS:
        raise _forbidden("foreign_host", "Use http://127.0.0.1 or http://localhost to write.")
    origin = request.headers.get("Origin")
    if origin is not None and origin.lower() != f"{request.scheme}://{host}".lower():
        raise _forbidden("foreign_origin", "Another site's page sent this. Use this site's form.")


def _host_name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _forbidden(code: str, message: str) -> WebError:
    return WebError(403, code, f"This service writes for its own machine only. {message}")
