"""The operations of `branch_table.py`."""

from shared.web.branch_query import ONLY
from shared.web.job_query import MAX_NAME_CHARS
from shared.web.openapi.operation import Operation, Operations, found
from shared.web.openapi.parameters import PAGE_OR_JSON, PAGING, choice, query
from shared.web.openapi.schemas import TEXT

_PART = TEXT | {"maxLength": MAX_NAME_CHARS}

BRANCHES: Operations = {
    "GET /branches": Operation(
        "list_branches",
        "Branches that everyone builds on, the last changed first",
        {200: found("a page of the list", "BranchList")},
        (PAGE_OR_JSON, *PAGING),
    ),
    "GET /branches/<owner>/<repo>/<path:branch>": Operation(
        "show_branch",
        "One branch: a page of its commits, how broken it was, what is known to have broken it",
        {200: found("the branch", "Branch")},
        (
            PAGE_OR_JSON,
            query("q", _PART, "part of the names of the jobs shown, in any case"),
            choice("only", ONLY, "of these jobs those that failed at the commits of the page"),
            *PAGING,
        ),
    ),
}
