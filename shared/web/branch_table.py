"""The routes of branches. A branch's name is the rest of the path, with its slashes."""

from shared.core.access import Role
from shared.web.handlers import branches
from shared.web.routing import Route

BRANCHES = (
    Route("GET", "/branches", branches.list_branches, Role.READER),
    Route("GET", "/branches/<owner>/<repo>/<path:branch>", branches.show_branch, Role.READER),
)
