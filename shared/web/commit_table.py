"""The routes of commits and pull requests."""

from shared.core.access import Role
from shared.web.handlers import commits
from shared.web.routing import Route

_COMMIT = "/commits/<owner>/<repo>/<sha>"
COMMITS = (
    Route("GET", _COMMIT, commits.show_commit, Role.READER),
    Route("POST", f"{_COMMIT}/override", commits.post_override, Role.CURATOR),
    Route("GET", "/pulls/<owner>/<repo>/<number>", commits.show_pull, Role.READER),
)
