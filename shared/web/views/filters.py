"""The filters of a list: the form that sets them, and those set, each to be taken away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from shared.core.analysis.model import ReportType
from shared.core.documents import IssueStatus
from shared.core.lists import Sort
from shared.services.totals import Total
from shared.web.list_query import NAMED, Asked, ListKind
from shared.web.views.show import count, severity

_SORTS: dict[str, str] = {
    Sort.LAST_SEEN: "Last seen",
    Sort.FIRST_SEEN: "Newest failures",
    Sort.OCCURRENCES: "Most occurrences",
    Sort.FILED: "Last filed",
}
_AGES = {"1": "Last day", "7": "Last 7 days", "30": "Last 30 days", "90": "Last 90 days"}
# In this order, and only these are chips: the sort order hides nothing, and tabs show the status.
_CHIP_NAMES = {"q": "Words", "type": "Type", **NAMED, "days": "Seen in"}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select box."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the address of the list without it."""

    name: str
    value: str
    without_href: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to the list of one status, its other filters kept."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class FilterBar:
    """The form with its current values; `rare` is whether one of its lesser fields is set.

    `tabs` are those of a list whose items have a status; `status` is the one that is chosen.
    """

    values: Mapping[str, str]
    types: tuple[Option, ...]
    ages: tuple[Option, ...]
    sorts: tuple[Option, ...]
    chips: tuple[Chip, ...]
    top_href: str
    clear_href: str
    rare: bool
    status: str
    tabs: tuple[Tab, ...]


def filter_bar(path: str, kind: ListKind, asked: Asked) -> FilterBar:
    """Return the filters of the list at this path that were asked for."""
    parameters = asked.parameters
    age = parameters.get("days", "")
    ages = _AGES | ({age: f"Last {age} days"} if age and age not in _AGES else {})
    words = {kind.value: severity(kind).word for kind in ReportType}
    shown = {"type": words, "days": ages}
    return FilterBar(
        values={name: parameters.get(name, "") for name in kind.names},
        types=_options({"": "Any type", **words}, parameters.get("type", "")),
        ages=_options({"": "Any time", **ages}, age),
        sorts=_options({sort: _SORTS[sort] for sort in kind.sorts}, asked.query.sort),
        chips=tuple(
            Chip(label, shown.get(name, {}).get(value, value), _href(path, parameters, {name}))
            for name, label in _CHIP_NAMES.items()
            if (value := parameters.get(name))
        ),
        top_href=_href(path, parameters, set()),
        clear_href=_href(path, parameters, set(_CHIP_NAMES)),
        rare=any(name in parameters for name in NAMED if name != "job"),
        status=parameters.get("status", "").lower(),
        tabs=_tabs(path, asked) if kind.has_status else (),
    )


def total_text(total: Total | None, noun: str) -> str:
    """Return how many there are: "1 report", "1,000+ reports"; empty if nobody counted."""
    if total is None:
        return ""
    return f"{count(total.count)}+ {noun}s" if total.capped else count(total.count, noun)


def _tabs(path: str, asked: Asked) -> tuple[Tab, ...]:
    others = {name: value for name, value in asked.parameters.items() if name != "status"}
    statuses = {"All": None, "Open": IssueStatus.OPEN, "Closed": IssueStatus.CLOSED}
    return tuple(
        Tab(name, _href(path, _with_status(others, status), ()), status is asked.status)
        for name, status in statuses.items()
    )


def _with_status(parameters: Mapping[str, str], status: IssueStatus | None) -> Mapping[str, str]:
    return parameters if status is None else {"status": status.value.lower(), **parameters}


def _options(texts: Mapping[str, str], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, text, value == chosen) for value, text in texts.items())


def _href(path: str, parameters: Mapping[str, str], left_out: Iterable[str]) -> str:
    query = urlencode([(k, v) for k, v in parameters.items() if k not in left_out])
    return f"{path}?{query}" if query else path
