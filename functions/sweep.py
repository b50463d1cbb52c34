"""Entry point `sweep`: called by the scheduler, it folds, repairs and scans stored logs."""

import time

import flask
import functions_framework

from shared.bootstrap import get_app
from shared.services.builds.fold import BuildFolding
from shared.services.builds.sweep import sweep_builds
from shared.services.commits.repairing import repair
from shared.services.fold import Folding, HotDocumentPace
from shared.services.sweep import sweep_all

# However long scans take, commits have their time too.
REPAIR_MS = 30_000


@functions_framework.http
def sweep(request: flask.Request) -> flask.typing.ResponseReturnValue:
    """Fold what is not folded yet, scan for a while, repair commits; answer how many of each."""
    if request.method != "POST":
        return {"error": {"code": "method_not_allowed", "message": "Call this with POST."}}, 405
    app = get_app()
    folding = Folding(
        app.store, app.derived, app.patterns, HotDocumentPace(time.monotonic, time.sleep)
    )
    now_ms = app.now_ms()
    deadline_ms = now_ms + app.settings.sweep_seconds * 1000
    counting = BuildFolding(app.store, app.builds, HotDocumentPace(time.monotonic, time.sleep))
    builds = sweep_builds(app.build_keeper, counting, now_ms=now_ms)
    swept = sweep_all(folding, app.scanning, now_ms=now_ms, deadline_ms=deadline_ms)
    decided = repair(app.deciding, deadline_ms=deadline_ms + REPAIR_MS)
    return {
        "folded": swept.folded,
        "busy": swept.busy,
        "scanned": swept.scanned,
        "builds_looked_at": builds.looked,
        "builds_folded": builds.folded,
        "decided": decided,
    }
