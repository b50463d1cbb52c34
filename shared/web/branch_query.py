"""What the address of a branch asks for beside paging."""

from dataclasses import dataclass

from werkzeug.wrappers import Request

from shared.web.job_query import MAX_NAME_CHARS
from shared.web.problems import bad_request

ONLY = ("failed",)


@dataclass(frozen=True, slots=True)
class GridFilters:
    """Which jobs are shown: those with this part in their name, and of these those that failed."""

    name_part: str = ""
    only_failed: bool = False


def grid_filters(request: Request) -> GridFilters:
    """Return which jobs are to be shown. Raises WebError."""
    part, only = request.args.get("q", "").strip(), request.args.get("only", "")
    if len(part) > MAX_NAME_CHARS:
        message = f"q is a part of a job's name, at most {MAX_NAME_CHARS} characters."
        raise bad_request("invalid_q", message)
    if only and only not in ONLY:
        raise bad_request("invalid_only", "only is failed, or left out.")
    return GridFilters(part, bool(only))
