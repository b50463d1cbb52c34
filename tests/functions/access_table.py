"""Which role each route needs, said once more than in the route tables: a new route needs a row."""

from shared.core.access import Role

ANYONE = None

EXPECTED: dict[tuple[str, str], Role | None] = {
    ("GET", "/health"): ANYONE,
    ("GET", "/openapi.json"): ANYONE,
    ("GET", "/assets/<name>"): ANYONE,
    ("GET", "/login"): ANYONE,
    ("POST", "/login"): ANYONE,
    ("POST", "/logout"): Role.READER,
    ("GET", "/"): Role.READER,
    ("GET", "/upload"): Role.REPORTER,
    ("GET", "/reports/<log_id>"): Role.READER,
    ("POST", "/reports/<log_id>/merge"): Role.CURATOR,
    ("POST", "/reports/<log_id>/split"): Role.CURATOR,
    ("GET", "/logs"): Role.READER,
    ("POST", "/logs"): Role.REPORTER,
    ("GET", "/logs/<log_id>"): Role.READER,
    ("GET", "/logs/<log_id>/datetime"): Role.READER,
    ("GET", "/logs/extracted/<log_id>"): Role.READER,
    ("GET", "/status"): Role.CURATOR,
    ("GET", "/records"): Role.READER,
    ("GET", "/records/<record>"): Role.READER,
    ("GET", "/records/<record>/extracted"): Role.READER,
    ("GET", "/issues"): Role.READER,
    ("POST", "/issues"): Role.REPORTER,
    ("GET", "/issues/<issue_id>"): Role.READER,
    ("PATCH", "/issues/<issue_id>"): Role.CURATOR,
    ("DELETE", "/issues/<issue_id>"): Role.CURATOR,
    # Forms know GET and POST alone: what PATCH and DELETE do, from a page.
    ("GET", "/issues/new"): Role.REPORTER,
    ("POST", "/issues/<issue_id>/close"): Role.CURATOR,
    ("POST", "/issues/<issue_id>/reopen"): Role.CURATOR,
    ("POST", "/issues/<issue_id>/edit"): Role.CURATOR,
    ("GET", "/issues/<issue_id>/delete"): Role.CURATOR,
    ("POST", "/issues/<issue_id>/delete"): Role.CURATOR,
}
