"""GET pages: reports, logs, records, jobs, branches, and the style sheet they use."""

import functions_framework
from flask import Request
from werkzeug.wrappers import Response

from shared.bootstrap import get_app
from shared.web.branch_table import BRANCHES
from shared.web.commit_table import COMMITS
from shared.web.job_table import JOBS
from shared.web.page_table import PAGES
from shared.web.service_table import SERVICE
from shared.web.sign_in_table import SIGN_IN
from shared.web.site import Site

_SITE = Site(SERVICE, SIGN_IN, PAGES, JOBS, COMMITS, BRANCHES)


@functions_framework.http
def pages(request: Request) -> Response:
    """Answer one page."""
    return _SITE.answer(request, get_app)
