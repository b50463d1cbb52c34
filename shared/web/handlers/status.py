"""What the operator of the service looks at."""

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.services.standing import read_standing
from shared.web import answers, shapes
from shared.web.accept import Format, page_or_json
from shared.web.views.status import status_rows


def show_status(app: App, request: Request) -> Response:
    """Answer `/status`: what waits, how late the newest log was, what could not be read."""
    form = page_or_json(request)
    now_ms, settings = app.now_ms(), app.settings
    standing = read_standing(
        app.store, app.patterns, app.commits, app.branches, app.pending_fetches, now_ms=now_ms
    )
    if form is Format.JSON:
        own = {"stores": settings.stores, "retention_days": settings.retention_days}
        response = answers.data(shapes.status(standing) | own)
    else:
        response = answers.page(
            "status.html",
            section="status",
            rows=status_rows(standing, now_ms=now_ms),
            problems=standing.problems,
            in_cloud=settings.stores == "cloud",
            project=settings.project_id,
        )
    response.headers["Cache-Control"] = "no-store"
    return response
