"""What each route is, in one file for each route table."""

from shared.web.openapi.operation import Operations
from shared.web.openapi.operations.branches import BRANCHES
from shared.web.openapi.operations.breakages import BREAKAGES
from shared.web.openapi.operations.commits import COMMITS, WEBHOOKS
from shared.web.openapi.operations.issues import ISSUES
from shared.web.openapi.operations.jobs import JOBS
from shared.web.openapi.operations.pages import PAGES
from shared.web.openapi.operations.patterns import PATTERNS
from shared.web.openapi.operations.scans import SCANS
from shared.web.openapi.operations.service import SERVICE
from shared.web.openapi.operations.sign_in import SIGN_IN
from shared.web.openapi.operations.uploads import UPLOADS

OPERATIONS: Operations = {
    **SERVICE,
    **SIGN_IN,
    **PAGES,
    **JOBS,
    **UPLOADS,
    **ISSUES,
    **PATTERNS,
    **SCANS,
    **COMMITS,
    **BREAKAGES,
    **BRANCHES,
    **WEBHOOKS,
}
