"""What people annotate: patterns, with scans of stored logs for them, and known breakages."""

import functions_framework
from flask import Request
from werkzeug.wrappers import Response

from shared.bootstrap import get_app
from shared.web.breakage_table import BREAKAGES
from shared.web.pattern_table import PATTERNS
from shared.web.scan_table import SCANS
from shared.web.service_table import SERVICE
from shared.web.sign_in_table import SIGN_IN
from shared.web.site import Site

_SITE = Site(SERVICE, SIGN_IN, PATTERNS, SCANS, BREAKAGES)


@functions_framework.http
def patterns(request: Request) -> Response:
    """Answer one request about patterns or breakages."""
    return _SITE.answer(request, get_app)
