"""Values out of requests, checked: ids, cursors, limits, line numbers."""

import re

from werkzeug.wrappers import Request

from shared.core import ids
from shared.errors import (
    BreakageNotFound,
    IssueNotFound,
    PatternNotFound,
    RecordNotFound,
    ReportNotFound,
    ScanNotFound,
)
from shared.web.problems import bad_request

DEFAULT_LIMIT = 50
MAX_LIMIT = 100
MAX_CURSOR_CHARS = 1000
MAX_LINE_NUMBER = 10**12
MAX_AMOUNT = 10**9

_LOG_ID = re.compile(rf"[0-9]{{{ids.LOG_ID_DIGITS}}}")
_ISSUE_ID = re.compile(rf"[0-9]{{{ids.ISSUE_ID_DIGITS},12}}")
_RECORD_ID = re.compile(r"[0-9a-f]{20}")
_PATTERN_ID = re.compile(rf"[0-9]{{{ids.PATTERN_ID_DIGITS}}}")
_SCAN_ID = re.compile(r"[0-9a-f]{12}")
_BREAKAGE_ID = re.compile(r"[0-9a-f]{10}")
_CURSOR = re.compile(rf"[!-~]{{1,{MAX_CURSOR_CHARS}}}")


def log_id(text: str) -> str:
    """Return the id of a report. Raises ReportNotFound if none can have it."""
    if not _LOG_ID.fullmatch(text):
        raise ReportNotFound
    return text


def issue_id(text: str) -> str:
    """Return the id of an issue. Raises IssueNotFound if none can have it."""
    if not _ISSUE_ID.fullmatch(text):
        raise IssueNotFound
    return text


def record_id(text: str) -> str:
    """Return the id of a record. Raises RecordNotFound if none can have it."""
    if not _RECORD_ID.fullmatch(text):
        raise RecordNotFound
    return text


def pattern_id(text: str) -> str:
    """Return the id of a pattern. Raises PatternNotFound if none can have it."""
    if not _PATTERN_ID.fullmatch(text):
        raise PatternNotFound
    return text


def scan_id(text: str) -> str:
    """Return the id of a scan. Raises ScanNotFound if none can have it."""
    if not _SCAN_ID.fullmatch(text):
        raise ScanNotFound
    return text


def breakage_id(text: str) -> str:
    """Return the id of a breakage. Raises BreakageNotFound if none can have it."""
    if not _BREAKAGE_ID.fullmatch(text):
        raise BreakageNotFound
    return text


def limit(request: Request) -> int:
    """Return how many items a page of a list shall have."""
    number = _number(request, "limit", maximum=MAX_LIMIT)
    return DEFAULT_LIMIT if number is None else number


def cursor(request: Request) -> str | None:
    """Return where a list shall go on, None for its top."""
    text = request.args.get("cursor", "")
    if not text:
        return None
    if not _CURSOR.fullmatch(text):
        raise bad_request(
            "invalid_cursor", "This cursor is none of ours; leave it out to start at the top."
        )
    return text


def line_number(request: Request, name: str = "line") -> int | None:
    """Return the line of a log that the parameter names, None if it is left out."""
    return _number(request, name, maximum=MAX_LINE_NUMBER)


def amount(request: Request, name: str) -> int | None:
    """Return how many of something the parameter says, None if it is left out."""
    return _number(request, name, maximum=MAX_AMOUNT)


def flag(request: Request, name: str) -> bool:
    """Return whether a yes-or-no filter is on."""
    text = request.args.get(name, "")
    if text not in ("", "0", "1"):
        raise bad_request(f"invalid_{name}", f"{name} is either 1 or left out.")
    return text == "1"


def _number(request: Request, name: str, *, maximum: int) -> int | None:
    text = request.args.get(name, "")
    if not text:
        return None
    well_formed = text.isascii() and text.isdecimal() and len(text) <= len(str(maximum))
    if not well_formed or not 1 <= int(text) <= maximum:
        raise bad_request(f"invalid_{name}", f"{name} is a whole number from 1 to {maximum:,}.")
    return int(text)
