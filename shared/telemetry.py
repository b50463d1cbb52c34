"""Structured log lines, one JSON object a line, as Cloud Logging reads them."""

import json
import sys


def emit(severity: str, message: str, **fields: object) -> None:
    """Write one log line. `severity` is INFO, WARNING or ERROR; fields are added as they are."""
    line = json.dumps({"severity": severity, "message": message, **fields}, default=str)
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
