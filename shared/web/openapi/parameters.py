"""Parameters, as JSON schemas: parts of paths by name, and what queries of several routes share."""

from collections.abc import Iterable

from shared.core.analysis.model import ReportType
from shared.core.facets import MAX_VALUE_CHARS
from shared.web import decode, list_query
from shared.web.fields import STATUSES
from shared.web.openapi.breakage_schemas import BREAKAGE_ID
from shared.web.openapi.operation import Json
from shared.web.openapi.pattern_schemas import PATTERN_ID, SCAN_ID
from shared.web.openapi.schemas import ISSUE_ID, LOG_ID, PULL_NUMBER, RECORD_ID, SHA, TEXT

_NAME: Json = TEXT | {"minLength": 1, "description": "within the name / is ~1 and ~ is ~0"}

# The parts of every path, by their names in the route tables.
PARTS: dict[str, Json] = {
    "log_id": LOG_ID,
    "issue_id": ISSUE_ID,
    "record": RECORD_ID,
    "pattern_id": PATTERN_ID,
    "scan_id": SCAN_ID,
    "breakage_id": BREAKAGE_ID,
    "name": TEXT | {"pattern": r"^[\w.-]+$"},
    "owner": TEXT | {"pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"},
    "repo": TEXT | {"pattern": "^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$"},
    "sha": SHA,
    "number": PULL_NUMBER,
    "branch": TEXT | {"minLength": 1, "description": "slashes within the name stand as they are"},
    "job": _NAME,
    "build": _NAME,
}


def query(name: str, schema: Json, what: str) -> Json:
    """Return a parameter of the query; none is ever required."""
    return {"name": name, "in": "query", "schema": schema, "description": what}


def header(name: str, schema: Json, what: str) -> Json:
    """Return a header that every request brings."""
    return {"name": name, "in": "header", "required": True, "schema": schema, "description": what}


def whole(maximum: int, *, least: int = 1, **more: object) -> Json:
    """Return a whole number; empty, as forms send it, it counts as left out."""
    number = {"type": "integer", "minimum": least, "maximum": maximum}
    return {"anyOf": [number, {"type": "string", "enum": [""]}], **more}


def choice(name: str, values: Iterable[str], what: str) -> Json:
    """Return a parameter that is one of these; empty, as forms send it, it counts as left out."""
    return query(name, {"type": "string", "enum": [*values, ""]}, what)


def form(*values: str) -> Json:
    """Return the parameter that chooses the form of the answer."""
    return choice("format", values, "goes before Accept")


PAGE_OR_JSON = form("html", "json")
ANY_FORM = form("text", "html", "json")

PAGING = (
    query("limit", whole(decode.MAX_LIMIT, default=decode.DEFAULT_LIMIT), "items of a page"),
    query(
        "cursor",
        TEXT | {"pattern": f"^[!-~]{{0,{decode.MAX_CURSOR_CHARS}}}$"},
        "`next` or `previous` of a page",
    ),
)

_SIGNATURE = TEXT | {"pattern": "^sha256=[0-9a-f]{64}$"}
EVENT_HEADERS = (
    header("X-GitHub-Event", TEXT | {"pattern": "^[a-z_]{1,100}$"}, "what happened"),
    header("X-GitHub-Delivery", TEXT | {"pattern": "^[A-Za-z0-9-]{1,100}$"}, "the event's id"),
    header("X-Hub-Signature-256", _SIGNATURE, "HMAC of the body under the secret"),
)

_EXACT = TEXT | {"maxLength": MAX_VALUE_CHARS}


def filters(kind: list_query.ListKind) -> tuple[Json, ...]:
    """Return the filters and orders that a list takes."""
    first = kind.sorts[0]
    status = choice("status", STATUSES, "left out: both")
    return (
        *((status,) if kind.has_status else ()),
        query("q", _EXACT, "up to ten whole words, none too short or too common"),
        choice("type", ReportType, "crash, error, warning"),
        *(query(name, _EXACT, "one exact name") for name in list_query.NAMED),
        query("days", whole(list_query.MAX_DAYS), "seen within so many days"),
        choice("sort", kind.sorts, f"left out: {first}"),
    )


_LINE = whole(decode.MAX_LINE_NUMBER)
LINE = query("line", _LINE, "the line of the log")
MANY = whole(decode.MAX_AMOUNT)
_ONE = "[Ll]?[1-9][0-9]{0,11}"
_LINES = TEXT | {"pattern": f"^({_ONE}(-{_ONE})?)?$"}
VIEWER = (
    query("line", _LINE, "page: the line to mark"),
    query("lines", _LINES, "page: the lines to mark, as in 120-140"),
    query("from", _LINE, "page: the window that begins there"),
    query("to", _LINE, "page: the window that ends there"),
    query("at", _LINE, "page: the window around it"),
    query("open", {"type": "array", "items": _LINES, "maxItems": 20}, "page: these lines as well"),
    choice("fold", ["0", "1"], "page: 0 shows every line"),
)
DOWNLOAD = choice("download", ["0", "1"], "text: 1 saves it as a file")
