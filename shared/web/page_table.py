"""The routes of the pages; entry points serve one table or several."""

from shared.web.handlers import logs, records, reports, service
from shared.web.routing import Route

PAGES = (
    Route("GET", "/", reports.list_reports),
    Route("GET", "/upload", service.upload_page),
    Route("GET", "/reports/<log_id>", reports.show_report),
    Route("GET", "/logs", reports.to_reports),
    Route("GET", "/logs/<log_id>", logs.show_first_log),
    Route("GET", "/logs/<log_id>/datetime", reports.first_seen),
    Route("GET", "/logs/extracted/<log_id>", logs.show_first_extract),
    Route("GET", "/records", records.list_records),
    Route("GET", "/records/<record>", logs.show_record_log),
    Route("GET", "/records/<record>/extracted", logs.show_record_extract),
)
