"""Where a sign-in leads: back to a page of ours, never to another site."""

import re
from urllib.parse import quote, urlencode

from werkzeug.wrappers import Request

# A path and a query. Browsers take "//host" and "/\host" for another site, and drop tabs and line
# ends from an address before they look at it.
_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]{0,1999}")
_SIGN_IN = "/login"


def local_path(text: str) -> str:
    """Return the address if it is one of ours, else that of the first page."""
    if not _LOCAL.fullmatch(text) or text.partition("?")[0] in (_SIGN_IN, "/logout"):
        return "/"
    return text


def sign_in_path(request: Request) -> str:
    """Return the address of the sign-in form that leads back to what the request asks for."""
    path, query = quote(request.path, safe="/~:@!$&'()*+,;="), request.query_string
    wanted = local_path(f"{path}?{query.decode('latin-1')}" if query else path)
    return _SIGN_IN if wanted == "/" else f"{_SIGN_IN}?{urlencode({'next': wanted})}"
