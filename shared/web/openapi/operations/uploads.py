"""The operations of `upload_table.py`."""

from shared.web.openapi import bodies
from shared.web.openapi.operation import TO_RESULT, Operation, Operations, written

UPLOADS: Operations = {
    "POST /logs": Operation(
        "post_log",
        "Send a log: answers the report it shows, `log_id` null without a failure",
        {201: written("the log is recorded", "Upload"), 303: TO_RESULT},
        body=bodies.LOG,
    ),
}
