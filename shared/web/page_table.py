"""The routes of the pages; entry points serve one table or several."""

from shared.core.access import Role
from shared.web.handlers import logs, records, reports, service, status
from shared.web.routing import Route

PAGES = (
    Route("GET", "/", reports.list_reports, Role.READER),
    Route("GET", "/upload", service.upload_page, Role.REPORTER),
    Route("GET", "/reports/<log_id>", reports.show_report, Role.READER),
    Route("GET", "/logs", reports.to_reports, Role.READER),
    Route("GET", "/logs/<log_id>", logs.show_first_log, Role.READER),
    Route("GET", "/logs/<log_id>/datetime", reports.first_seen, Role.READER),
    Route("GET", "/logs/extracted/<log_id>", logs.show_first_extract, Role.READER),
    Route("GET", "/status", status.show_status, Role.CURATOR),
    Route("GET", "/records", records.list_records, Role.READER),
    Route("GET", "/records/<record>", logs.show_record_log, Role.READER),
    Route("GET", "/records/<record>/extracted", logs.show_record_extract, Role.READER),
)
