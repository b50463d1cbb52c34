"""Filters and order of a list, out of the address: "/?type=C&job=unit&q=timeout&days=7".

Reports and issues are lists of the same kind; issues have a status beside (`/issues?status=open`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.wrappers import Request

from shared.core.analysis.model import ReportType
from shared.core.documents import IssueStatus
from shared.core.facets import MAX_VALUE_CHARS, facet, query_words
from shared.core.lists import FILED, ListQuery, Sort
from shared.web import fields
from shared.web.problems import WebError, bad_request

MAX_DAYS = 3650
MAX_WORDS = 10
_DAY_MS = 86_400_000

# Parameters that ask for one facet of the same kind, as people call them.
NAMED = {"job": "Job", "branch": "Branch", "repo": "Repository", "label": "Label"}


@dataclass(frozen=True, slots=True)
class ListKind:
    """One list: its orders, of which the first is taken where none is asked for."""

    sorts: tuple[Sort, ...]
    has_status: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that it takes, in the order of its form."""
        status = ("status",) if self.has_status else ()
        return (*status, "q", "type", *NAMED, "days", "sort")


REPORTS = ListKind((Sort.LAST_SEEN, Sort.FIRST_SEEN, Sort.OCCURRENCES))
UNEXPLAINED = ListKind((Sort.OCCURRENCES, Sort.LAST_SEEN, Sort.FIRST_SEEN))
ISSUES = ListKind((Sort.FILED, Sort.LAST_SEEN, Sort.OCCURRENCES), has_status=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list was asked for: the query, and the parameters that say so, by name.

    `status` is None for any.
    """

    query: ListQuery
    parameters: Mapping[str, str]
    status: IssueStatus | None = None


def list_query(request: Request, kind: ListKind, *, now_ms: int) -> Asked:
    """Return what the address asks for. Raises WebError naming the parameter it cannot use."""
    given = {name: request.args.get(name, "").strip() for name in kind.names}
    parameters = {name: value for name, value in given.items() if value}
    status = fields.status(given["status"], "status") if "status" in parameters else None
    facets = (
        *(_status(status) if kind.has_status else ()),
        *_type(given["type"]),
        *_named(parameters),
        *_words(given["q"]),
    )
    query = ListQuery(facets, _since(given["days"], now_ms), _sort(given["sort"], kind.sorts))
    return Asked(query, parameters, status)


def _status(status: IssueStatus | None) -> list[str]:
    return [FILED if status is None else facet("status", status.value.lower())]


def _type(text: str) -> list[str]:
    if text and text not in tuple(ReportType):
        raise bad_request("invalid_type", "type is C for crashes, E for errors or W for warnings.")
    return [facet("type", text)] if text else []


def _named(parameters: Mapping[str, str]) -> list[str]:
    for name in NAMED:
        if len(parameters.get(name, "")) > MAX_VALUE_CHARS:
            message = f"{name} is one exact name of at most {MAX_VALUE_CHARS} characters."
            raise bad_request(f"invalid_{name}", message)
    return [facet(name, parameters[name]) for name in NAMED if name in parameters]


def _words(text: str) -> list[str]:
    words = query_words(text[: MAX_VALUE_CHARS + 1])
    usable = len(text) <= MAX_VALUE_CHARS and len(words) <= MAX_WORDS
    if not usable or (text and not words):
        raise _bad_words()
    return [facet("word", word) for word in words]


def _bad_words() -> WebError:
    return bad_request(
        "invalid_q",
        f"q is up to {MAX_WORDS} whole words of the title or the issue, each of three letters or"
        ' more and none as common as "the". Digits and signs do not count.',
    )


def _since(text: str, now_ms: int) -> int | None:
    if not text:
        return None
    well_formed = text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_DAYS))
    if not well_formed or not 1 <= int(text) <= MAX_DAYS:
        raise bad_request("invalid_days", f"days is a whole number from 1 to {MAX_DAYS:,}.")
    return now_ms - int(text) * _DAY_MS


def _sort(text: str, sorts: Sequence[Sort]) -> Sort:
    if not text:
        return sorts[0]
    if text not in sorts:
        raise bad_request("invalid_sort", f"sort is {', '.join(sorts)}; left out, {sorts[0]}.")
    return Sort(text)
