"""The operations of `scan_table.py`."""

from shared.web.openapi import pattern_bodies as bodies
from shared.web.openapi.operation import (
    TO_RESULT,
    Operation,
    Operations,
    changed,
    found,
    leads,
    written,
)
from shared.web.openapi.parameters import PAGE_OR_JSON, PAGING

SCANS: Operations = {
    "GET /scans": Operation(
        "list_scans",
        "Scans of stored logs, the newest first",
        {200: found("a page of the list", "ScanList")},
        (PAGE_OR_JSON, *PAGING),
    ),
    "GET /scans/<scan_id>": Operation(
        "show_scan",
        "One scan",
        {200: changed("the scan", "Scan"), 303: leads("for a browser: the list")},
        (PAGE_OR_JSON,),
    ),
    "POST /scans/<scan_id>/cancel": Operation(
        "cancel_scan",
        "Stop a scan where it is; one that ended stays as it is",
        {200: written("the scan", "Scan"), 303: TO_RESULT},
    ),
    "POST /patterns/<pattern_id>/scan": Operation(
        "scan_pattern",
        "Look for a pattern in stored logs once more",
        {201: written("the scan", "Scan"), 303: TO_RESULT},
        body=bodies.DAYS,
        body_optional=True,
        errors=(409,),
    ),
    "POST /records/<record>/rescan": Operation(
        "rescan_record",
        "Look for all patterns in one log, now",
        {200: changed("what explains the log now", "ExplainedLog"), 303: TO_RESULT},
    ),
}
