"""Filters of the list of breakages, out of the address: "/breakages?state=ongoing"."""

from werkzeug.wrappers import Request

from shared.core.repositories import is_repo
from shared.services.breakages.reading import BreakageQuery
from shared.web.breakage_fields import MAX_BRANCH_CHARS
from shared.web.problems import bad_request

STATES = {"ongoing": True, "resolved": False}


def breakage_query(request: Request) -> BreakageQuery:
    """Return which breakages are asked for. Raises WebError naming what cannot be used."""
    given = {name: request.args.get(name, "").strip() for name in ("repo", "branch", "state")}
    if given["repo"] and not is_repo(given["repo"]):
        raise bad_request("invalid_repo", "repo is one repository, as owner/name.")
    if len(given["branch"]) > MAX_BRANCH_CHARS:
        message = f"branch is one exact name of at most {MAX_BRANCH_CHARS} characters."
        raise bad_request("invalid_branch", message)
    if given["state"] not in ("", *STATES):
        raise bad_request("invalid_state", f"state is {' or '.join(STATES)}; left out, both.")
    return BreakageQuery(given["repo"] or None, given["branch"] or None, STATES.get(given["state"]))
