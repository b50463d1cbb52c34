"""Events of GitHub: a public service of its own, which only those with the secret get to work."""

import functions_framework
from flask import Request
from werkzeug.wrappers import Response

from shared.bootstrap import get_app
from shared.web.service_table import SERVICE
from shared.web.site import Site
from shared.web.webhook_table import WEBHOOKS

_SITE = Site(SERVICE, WEBHOOKS)


@functions_framework.http
def webhook(request: Request) -> Response:
    """Take one event."""
    return _SITE.answer(request, get_app)
