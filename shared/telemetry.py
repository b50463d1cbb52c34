"""Structured log lines, one JSON object a line, as Cloud Logging reads them."""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

# The platform puts it on every request; https://cloud.google.com/trace/docs/trace-context
TRACE_HEADER = "X-Cloud-Trace-Context"
_TRACE = re.compile(r"([0-9a-f]{32})(?:/\d+)?(?:;.*)?", re.ASCII)

_traced: ContextVar[Mapping[str, str]] = ContextVar("traced", default={})  # noqa: B039


def emit(severity: str, message: str, **fields: object) -> None:
    """Write one log line. `severity` is INFO, WARNING or ERROR; fields are added as they are."""
    line = json.dumps(
        {"severity": severity, "message": message, **_traced.get(), **fields}, default=str
    )
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


@contextmanager
def traced(header: str | None, project: str) -> Iterator[None]:
    """Give each line written meanwhile, by this thread, the trace that the request's header names.

    Lines of one request then stand together in the cloud's log. A header that is none is ignored.
    """
    match = _TRACE.fullmatch(header or "")
    fields = (
        {"logging.googleapis.com/trace": f"projects/{project}/traces/{match[1]}"} if match else {}
    )
    before = _traced.set(fields)
    try:
        yield
    finally:
        _traced.reset(before)
