"""The filters of the list of breakages."""

from dataclasses import dataclass
from urllib.parse import urlencode

from shared.services.breakages.reading import BreakageQuery
from shared.web.breakage_query import STATES
from shared.web.views.filters import Option


@dataclass(frozen=True, slots=True)
class BreakageFilters:
    """The values of the form, and the address of the top of the list with them."""

    repo: str
    branch: str
    states: tuple[Option, ...]
    are_set: bool
    top_href: str


def breakage_filters(path: str, query: BreakageQuery) -> BreakageFilters:
    """Return the filters of the list that were asked for."""
    names = {of: name for name, of in STATES.items()}
    state = "" if query.ongoing is None else names[query.ongoing]
    given = {"repo": query.repo or "", "branch": query.branch or "", "state": state}
    parameters = {name: value for name, value in given.items() if value}
    texts = {"": "All", "ongoing": "Ongoing", "resolved": "Resolved"}
    return BreakageFilters(
        repo=given["repo"],
        branch=given["branch"],
        states=tuple(Option(value, text, value == state) for value, text in texts.items()),
        are_set=bool(parameters),
        top_href=f"{path}?{urlencode(parameters)}" if parameters else path,
    )
