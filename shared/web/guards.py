"""Requests that a page of another site may have made its visitor's browser send.

Such a page can post here (Origin tells), and can point a name of its own at 127.0.0.1, to read
what a service without sign-in shows (Host tells).
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from werkzeug.wrappers import Request

from shared.config import LOOPBACK_HOSTS, Settings
from shared.web.problems import WebError

READS = frozenset({"GET", "HEAD", "OPTIONS"})


def check_sender(request: Request, settings: Settings) -> None:
    """Raise WebError if the request comes from where none may come."""
    if settings.local:
        _check_own_machine(request)
    if request.method not in READS:
        _check_origin(request, settings)


def _check_own_machine(request: Request) -> None:
    if not _is_loopback(request.remote_addr):
        raise _forbidden("foreign_address", "Nobody has to sign in, so nobody else gets in.")
    if _host_name(request.environ.get("HTTP_HOST", "")) not in LOOPBACK_HOSTS:
        raise _forbidden("foreign_host", "Use http://127.0.0.1 or http://localhost.")


def _check_origin(request: Request, settings: Settings) -> None:
    origin = request.headers.get("Origin")
    if origin is None:
        return
    host = request.environ.get("HTTP_HOST", "")
    own = {f"{request.scheme}://{host}".lower()}
    if not settings.local:  # where TLS ends before us
        own |= {f"https://{host}".lower(), settings.public_url.lower()}
    if origin.lower() not in own - {""}:
        message = "Another site's page sent this. Use this site's form."
        raise WebError(403, "foreign_origin", message)


def _is_loopback(address: str | None) -> bool:
    """Tell whether the address is this machine's; one that is not told is a test's."""
    try:
        return address is None or ip_address(address).is_loopback
    except ValueError:
        return False


def _host_name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _forbidden(code: str, message: str) -> WebError:
    return WebError(403, code, f"This service is for its own machine only. {message}")
