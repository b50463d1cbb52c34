"""Entry point `sweep`: called by the scheduler, it folds, repairs and scans stored logs."""

import time
from dataclasses import asdict

import flask
import functions_framework

from shared.bootstrap import get_app
from shared.services.fold import Folding, HotDocumentPace
from shared.services.standing import read_backlog
from shared.services.sweep import sweep_all
from shared.telemetry import TRACE_HEADER, emit, traced


@functions_framework.http
def sweep(request: flask.Request) -> flask.typing.ResponseReturnValue:
    """Fold what is not folded yet, scan for a while; answer how many records and logs that were.

    The line it writes says what is left: alerts go by it.
    """
    if request.method != "POST":
        return {"error": {"code": "method_not_allowed", "message": "Call this with POST."}}, 405
    app = get_app()
    folding = Folding(
        app.store, app.derived, app.patterns, HotDocumentPace(time.monotonic, time.sleep)
    )
    now_ms = app.now_ms()
    deadline_ms = now_ms + app.settings.sweep_seconds * 1000
    swept = sweep_all(folding, app.scanning, now_ms=now_ms, deadline_ms=deadline_ms)
    if app.settings.stores == "embedded":  # the cloud has a time-to-live and a lifecycle
        app.cleaning.run(now_ms=app.now_ms())
    answer = {"folded": swept.folded, "busy": swept.busy, "scanned": swept.scanned}
    with traced(request.headers.get(TRACE_HEADER), app.settings.project_id):
        left = read_backlog(app.store, app.patterns, now_ms=app.now_ms())
        emit("INFO", "swept", **answer, **asdict(left), total_ms=app.now_ms() - now_ms)
    return answer
