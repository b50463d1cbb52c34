"""Headers that keep a browser from running or embedding anything that a log smuggles in."""

from werkzeug.wrappers import Response

# Pages load our style sheet and pictures and post to our forms, nothing else. Nothing runs
# unless a page says so.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
# The log viewer has a script of its own. No log can pose as one: they are text/plain, nosniff.
_SCRIPTED_POLICY = f"{PAGE_POLICY}; script-src 'self'"
# Logs and data: should a browser ever take one for a page, it may not even load a picture.
DATA_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers then send "Origin: null" with forms, which guards.py refuses.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
}
_TRANSPORT = "max-age=31536000"


def allow_own_scripts(response: Response) -> Response:
    """Return the page, which may run the scripts that stand under /assets."""
    response.headers["Content-Security-Policy"] = _SCRIPTED_POLICY
    return response


def secure(response: Response, *, https: bool = False) -> Response:
    """Return the response with every security header set; `https` keeps browsers to it."""
    response.headers.update(_ALWAYS)
    if https:
        response.headers["Strict-Transport-Security"] = _TRANSPORT
    policy = PAGE_POLICY if response.mimetype == "text/html" else DATA_POLICY
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
