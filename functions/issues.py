"""Issues: filed, listed, changed and deleted; reports merged and split."""

import functions_framework
from flask import Request
from werkzeug.wrappers import Response

from shared.bootstrap import get_app
from shared.web.issue_table import ISSUES
from shared.web.service_table import SERVICE
from shared.web.sign_in_table import SIGN_IN
from shared.web.site import Site

_SITE = Site(SERVICE, SIGN_IN, ISSUES)


@functions_framework.http
def issues(request: Request) -> Response:
    """Answer one request about issues."""
    return _SITE.answer(request, get_app)
