"""The operations of `service_table.py`."""

from shared.web.openapi.operation import JSON, Answer, Operation, Operations, changed
from shared.web.openapi.parameters import query
from shared.web.openapi.schemas import TEXT

_NOT_MODIFIED = Answer("as it was when If-None-Match was given", {})

SERVICE: Operations = {
    "GET /health": Operation(
        "health",
        "Whether this process can be used",
        {200: changed("it can", "Health")},
        errors=(503,),
    ),
    "GET /openapi.json": Operation(
        "describe",
        "This description",
        {
            200: Answer("the description", {JSON: {"type": "object", "required": ["openapi"]}}),
            304: _NOT_MODIFIED,
        },
    ),
    "GET /assets/<name>": Operation(
        "static_file",
        "The style sheet or a picture of the pages",
        {
            200: Answer("the file", {"text/css": TEXT, "image/svg+xml": TEXT}),
            304: _NOT_MODIFIED,
        },
        (query("v", TEXT, "the file's digest: with it the answer never changes"),),
    ),
}
