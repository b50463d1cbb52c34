"""The routes of issues, and those that merge and split reports.

Browsers' forms know GET and POST alone: what PATCH and DELETE do stands at POST addresses too.
"""

from shared.core.access import Role
from shared.web.handlers import grouping, issue_filing, issues
from shared.web.routing import Route

ISSUES = (
    Route("GET", "/issues", issues.list_issues, Role.READER),
    Route("POST", "/issues", issue_filing.post_issue, Role.REPORTER),
    Route("GET", "/issues/new", issue_filing.new_issue, Role.REPORTER),
    Route("GET", "/issues/<issue_id>", issues.show_issue, Role.READER),
    Route("PATCH", "/issues/<issue_id>", issues.patch_issue, Role.CURATOR),
    Route("DELETE", "/issues/<issue_id>", issues.delete_issue, Role.CURATOR),
    Route("POST", "/issues/<issue_id>/close", issues.close_by_form, Role.CURATOR),
    Route("POST", "/issues/<issue_id>/reopen", issues.reopen_by_form, Role.CURATOR),
    Route("POST", "/issues/<issue_id>/edit", issues.edit_by_form, Role.CURATOR),
    Route("POST", "/issues/<issue_id>/labels", issues.label_by_form, Role.CURATOR),
    Route("GET", "/issues/<issue_id>/delete", issues.ask_to_delete, Role.CURATOR),
    Route("POST", "/issues/<issue_id>/delete", issues.delete_by_form, Role.CURATOR),
    Route("POST", "/reports/<log_id>/merge", grouping.merge, Role.CURATOR),
    Route("POST", "/reports/<log_id>/split", grouping.split, Role.CURATOR),
)
