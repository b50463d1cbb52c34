"""GET pages: reports, logs, records, and the style sheet they use."""

import functions_framework
from flask import Request
from werkzeug.wrappers import Response

from shared.bootstrap import get_app
from shared.web.site import Site
from shared.web.tables import PAGES

_SITE = Site(PAGES)


@functions_framework.http
def pages(request: Request) -> Response:
    """Answer one page."""
    return _SITE.answer(request, get_app)
