"""The filters of the list of patterns."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from shared.core.pattern_lists import PatternQuery, PatternSort
from shared.web.pattern_query import RETIRED
from shared.web.views.filters import Option

_SORTS = {
    PatternSort.HITS: "Most hits",
    PatternSort.LAST_SEEN: "Last seen",
    PatternSort.NEWEST: "Newest",
}
_STATES = {"0": "Active", "1": "Retired", "all": "All"}


@dataclass(frozen=True, slots=True)
class PatternFilters:
    """The choices of the form, and the addresses of the list without them."""

    labels: tuple[Option, ...]
    states: tuple[Option, ...]
    sorts: tuple[Option, ...]
    are_set: bool
    top_href: str


def pattern_filters(path: str, query: PatternQuery, labels: Iterable[str]) -> PatternFilters:
    """Return the filters of the list that were asked for."""
    state = next(value for value, retired in RETIRED.items() if retired is query.retired)
    wanted = query.label or ""
    known = list(dict.fromkeys([*labels, *([wanted] if wanted else [])]))
    given = {"label": wanted, "retired": state if state != "0" else ""}
    if query.sort is not PatternSort.HITS:
        given["sort"] = query.sort.value
    parameters = {name: value for name, value in given.items() if value}
    return PatternFilters(
        labels=(
            Option("", "Any label", not wanted),
            *(Option(label, label, label == wanted) for label in known),
        ),
        states=tuple(Option(value, text, value == state) for value, text in _STATES.items()),
        sorts=tuple(Option(sort, text, sort is query.sort) for sort, text in _SORTS.items()),
        are_set=bool(wanted) or state != "0",
        top_href=f"{path}?{urlencode(parameters)}" if parameters else path,
    )
