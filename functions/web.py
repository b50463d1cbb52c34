"""Everything that people and their scripts use, on one origin."""

import functions_framework
from flask import Request
from werkzeug.wrappers import Response

from shared.bootstrap import get_app
from shared.web.branch_table import BRANCHES
from shared.web.breakage_table import BREAKAGES
from shared.web.commit_table import COMMITS
from shared.web.issue_table import ISSUES
from shared.web.job_table import JOBS
from shared.web.page_table import PAGES
from shared.web.pattern_table import PATTERNS
from shared.web.scan_table import SCANS
from shared.web.service_table import SERVICE
from shared.web.sign_in_table import SIGN_IN
from shared.web.site import Site
from shared.web.upload_table import UPLOADS
from shared.web.webhook_table import WEBHOOKS

_SITE = Site(
    SERVICE,
    SIGN_IN,
    PAGES,
    JOBS,
    UPLOADS,
    ISSUES,
    PATTERNS,
    SCANS,
    COMMITS,
    BRANCHES,
    BREAKAGES,
    WEBHOOKS,
)


@functions_framework.http
def web(request: Request) -> Response:
    """Answer any page and any upload."""
    return _SITE.answer(request, get_app)
