"""Patterns: curated, tried, exchanged; scans of stored logs; what nothing explains."""

import functions_framework
from flask import Request
from werkzeug.wrappers import Response

from shared.bootstrap import get_app
from shared.web.pattern_table import PATTERNS
from shared.web.scan_table import SCANS
from shared.web.service_table import SERVICE
from shared.web.sign_in_table import SIGN_IN
from shared.web.site import Site

_SITE = Site(SERVICE, SIGN_IN, PATTERNS, SCANS)


@functions_framework.http
def patterns(request: Request) -> Response:
    """Answer one request about patterns."""
    return _SITE.answer(request, get_app)
