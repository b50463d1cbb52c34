"""Entry point `sweep`: called by the scheduler, it folds, repairs, scans and tells people."""

import time
from dataclasses import asdict

import flask
import functions_framework

from shared.bootstrap import App, get_app
from shared.core.providers.told import PROVIDERS
from shared.services.builds.fold import BuildFolding
from shared.services.builds.sweep import sweep_builds
from shared.services.commits.repairing import repair
from shared.services.fold import Folding, HotDocumentPace
from shared.services.providers.fetching import FetchCounts
from shared.services.standing import read_backlog
from shared.services.sweep import sweep_all
from shared.telemetry import TRACE_HEADER, emit, traced

# However long folds and scans take, commits have their time too.
REPAIR_MS = 30_000
BRANCHES_MS = 15_000
# So have logs that are to be fetched: none is begun later.
FETCH_MS = 30_000


@functions_framework.http
def sweep(request: flask.Request) -> flask.typing.ResponseReturnValue:
    """Fold what is not folded yet, scan for a while, repair commits; answer how many of each.

    The line it writes says what is left: alerts go by it.
    """
    if request.method != "POST":
        return {"error": {"code": "method_not_allowed", "message": "Call this with POST."}}, 405
    app = get_app()
    folding = Folding(app.store, app.derived, app.patterns, _pace(), app.noting)
    now_ms = app.now_ms()
    deadline_ms = now_ms + app.settings.sweep_seconds * 1000
    builds = sweep_builds(
        app.build_keeper, BuildFolding(app.store, app.builds, _pace()), now_ms=now_ms
    )
    swept = sweep_all(folding, app.scanning, now_ms=now_ms, deadline_ms=deadline_ms)
    news = app.branch_keeping.run(deadline_ms=app.now_ms() + BRANCHES_MS)
    repair_until_ms = max(deadline_ms, app.now_ms()) + REPAIR_MS
    decided = repair(app.deciding, deadline_ms=repair_until_ms)
    fetched = _fetch(app, deadline_ms=repair_until_ms + FETCH_MS)
    told = app.telling.run()
    if app.settings.stores == "embedded":  # the cloud has a time-to-live and a lifecycle
        app.cleaning.run(now_ms=app.now_ms())
    answer = {
        "folded": swept.folded,
        "busy": swept.busy,
        "scanned": swept.scanned,
        "builds_looked_at": builds.looked,
        "builds_folded": builds.folded,
        "branch_news": news,
        "decided": decided,
        "logs_fetched": fetched.fetched,
        "fetching_later": fetched.later,
        "not_fetched": fetched.given_up,
        "told": told.sent,
        "telling_later": told.delayed,
        "not_told": told.given_up,
    }
    with traced(request.headers.get(TRACE_HEADER), app.settings.project_id):
        left = read_backlog(app.store, app.patterns, app.commits, now_ms=app.now_ms())
        emit("INFO", "swept", **answer, **asdict(left), total_ms=app.now_ms() - now_ms)
    return answer


def _fetch(app: App, *, deadline_ms: int) -> FetchCounts:
    if app.fetching is None:
        return FetchCounts()
    return app.fetching.run(PROVIDERS, deadline_ms=deadline_ms)


def _pace() -> HotDocumentPace:
    return HotDocumentPace(time.monotonic, time.sleep)
