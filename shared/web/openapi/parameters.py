"""Parameters, as JSON schemas: parts of paths by name, and what queries of several routes share."""

from shared.core.analysis.model import ReportType
from shared.core.facets import MAX_VALUE_CHARS
from shared.web import decode, list_query
from shared.web.fields import STATUSES
from shared.web.openapi.operation import Json
from shared.web.openapi.schemas import ISSUE_ID, LOG_ID, RECORD_ID, TEXT

# The parts of every path, by their names in the route tables.
PARTS: dict[str, Json] = {
    "log_id": LOG_ID,
    "issue_id": ISSUE_ID,
    "record": RECORD_ID,
    "name": TEXT | {"pattern": r"^[\w.-]+$"},
}


def query(name: str, schema: Json, what: str) -> Json:
    """Return a parameter of the query; none is ever required."""
    return {"name": name, "in": "query", "schema": schema, "description": what}


def _number(maximum: int, **more: object) -> Json:
    return {"type": "integer", "minimum": 1, "maximum": maximum, **more}


def _form(*values: str) -> Json:
    return query("format", {"type": "string", "enum": list(values)}, "goes before Accept")


PAGE_OR_JSON = _form("html", "json")
ANY_FORM = _form("text", "html", "json")

PAGING = (
    query("limit", _number(decode.MAX_LIMIT, default=decode.DEFAULT_LIMIT), "items of a page"),
    query(
        "cursor",
        TEXT | {"pattern": f"^[!-~]{{0,{decode.MAX_CURSOR_CHARS}}}$"},
        "`next` or `previous` of a page",
    ),
)

_EXACT = TEXT | {"maxLength": MAX_VALUE_CHARS}


def filters(kind: list_query.ListKind) -> tuple[Json, ...]:
    """Return the filters and orders that a list takes."""
    first = kind.sorts[0]
    status = query("status", TEXT | {"enum": list(STATUSES)}, "left out: both")
    return (
        *((status,) if kind.has_status else ()),
        query("q", _EXACT, "up to ten whole words, none too short or too common"),
        query("type", TEXT | {"enum": [*ReportType]}, "crash, error, warning"),
        *(query(name, _EXACT, "one exact name") for name in list_query.NAMED),
        query("days", _number(list_query.MAX_DAYS), "seen within so many days"),
        query("sort", TEXT | {"enum": [*kind.sorts]}, f"left out: {first}"),
    )


_LINE = _number(decode.MAX_LINE_NUMBER)
_ONE = "[Ll]?[1-9][0-9]{0,11}"
_LINES = TEXT | {"pattern": f"^({_ONE}(-{_ONE})?)?$"}
VIEWER = (
    query("line", _LINE, "page: the line to mark"),
    query("lines", _LINES, "page: the lines to mark, as in 120-140"),
    query("from", _LINE, "page: the window that begins there"),
    query("to", _LINE, "page: the window that ends there"),
    query("at", _LINE, "page: the window around it"),
    query("open", {"type": "array", "items": _LINES, "maxItems": 20}, "page: these lines as well"),
    query("fold", TEXT | {"enum": ["0", "1"]}, "page: 0 shows every line"),
)
DOWNLOAD = query("download", TEXT | {"enum": ["0", "1"]}, "text: 1 saves it as a file")
