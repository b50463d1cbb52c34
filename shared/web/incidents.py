"""Unexpected errors: one structured line in the service's log, nothing to the client."""

import traceback

from werkzeug.wrappers import Request

from shared.telemetry import emit

_MAX_PATH_CHARS = 500


def report(error: Exception, request: Request) -> None:
    """Write what happened, with its stack, to the service's log."""
    stack = "".join(traceback.format_exception(error))
    emit("ERROR", stack, method=request.method, path=request.path[:_MAX_PATH_CHARS])
