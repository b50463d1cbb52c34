"""Entry point `sweep`: called by the scheduler, it folds, repairs, and tells people what is new."""

import time

import flask
import functions_framework

from shared.bootstrap import get_app
from shared.services.builds.fold import BuildFolding
from shared.services.builds.sweep import sweep_builds
from shared.services.fold import Folding, HotDocumentPace
from shared.services.sweep import sweep as sweep_once


@functions_framework.http
def sweep(request: flask.Request) -> flask.typing.ResponseReturnValue:
    """Fold what is not folded yet and answer how many records that were."""
    if request.method != "POST":
        return {"error": {"code": "method_not_allowed", "message": "Call this with POST."}}, 405
    app = get_app()
    pace = HotDocumentPace(time.monotonic, time.sleep)
    folding = Folding(app.store, app.derived, pace, app.noting)
    swept = sweep_once(folding, now_ms=app.now_ms())
    counting = BuildFolding(app.store, app.builds, HotDocumentPace(time.monotonic, time.sleep))
    builds = sweep_builds(app.build_keeper, counting, now_ms=app.now_ms())
    told = app.telling.run()
    return {
        "folded": swept.folded,
        "busy": swept.busy,
        "builds_looked_at": builds.looked,
        "builds_folded": builds.folded,
        "told": told.sent,
        "telling_later": told.delayed,
        "not_told": told.given_up,
    }
