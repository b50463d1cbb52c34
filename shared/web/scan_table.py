"""The routes of scans: stored logs looked at once more."""

from shared.core.access import Role
from shared.web.handlers import explaining, scans
from shared.web.routing import Route

SCANS = (
    Route("GET", "/scans", scans.list_scans, Role.READER),
    Route("GET", "/scans/<scan_id>", scans.show_scan, Role.READER),
    Route("POST", "/scans/<scan_id>/cancel", scans.cancel_scan, Role.CURATOR),
    Route("POST", "/patterns/<pattern_id>/scan", scans.scan_pattern, Role.CURATOR),
    Route("POST", "/records/<record>/rescan", explaining.rescan_record, Role.CURATOR),
)
