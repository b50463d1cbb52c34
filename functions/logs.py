"""Uploads of build logs by HTTP."""

import functions_framework
from flask import Request
from werkzeug.wrappers import Response

from shared.bootstrap import get_app
from shared.web.service_table import SERVICE
from shared.web.site import Site
from shared.web.upload_table import UPLOADS

_SITE = Site(SERVICE, UPLOADS)


@functions_framework.http
def logs(request: Request) -> Response:
    """Take one log and answer its report."""
    return _SITE.answer(request, get_app)
