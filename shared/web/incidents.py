"""Unexpected errors, one structured JSON line each, as Cloud Logging reads them."""

import json
import sys
import traceback

from werkzeug.wrappers import Request


def report(error: Exception, request: Request) -> None:
    """Write what happened to standard error; the client learns nothing of it."""
    entry = {
        "severity": "ERROR",
        "message": "".join(traceback.format_exception(error)),
        "method": request.method,
        "path": request.path[:500],
        "trace": request.headers.get("X-Cloud-Trace-Context", "")[:100],
    }
    sys.stderr.write(json.dumps(entry) + "\n")
    sys.stderr.flush()
