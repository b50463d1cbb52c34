"""`scans`: watch scans of stored logs, work them off, begin and cancel them; one log anew."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from shared.bootstrap import App, get_app
from shared.commands.progress import ProgressLine
from shared.core.scans import Progress
from shared.errors import NotFound, NotPossible
from shared.services.fold import Folding
from shared.services.patterns.reading import explanations, patterns_of
from shared.web import pattern_shapes
from shared.web.pattern_fields import MAX_DAYS

STEP_MS = 1_000
_LISTED = 20
_ACTOR = "shell"


def add_parser(commands: Any) -> None:
    """Add the commands to those of the shell."""
    parser = commands.add_parser("scans", help="list, run, begin or cancel scans of stored logs")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="print one JSON object a scan, newest first").set_defaults(
        run=_list
    )
    _add_run(actions.add_parser("run", help="work off open scans, here and now"))
    _add_start(actions.add_parser("start", help="look for a pattern in stored logs once more"))
    cancel = actions.add_parser("cancel", help="stop a scan where it is")
    cancel.add_argument("scan_id", metavar="ID")
    cancel.set_defaults(run=_cancel)
    rescan = commands.add_parser("rescan", help="look for all patterns in one stored log")
    rescan.add_argument("record_id", metavar="RECORD")
    rescan.set_defaults(run=_rescan)


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scan_id", nargs="?", metavar="ID", help="stop when this one is done")
    parser.set_defaults(run=_run)


def _add_start(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pattern_id", metavar="PATTERN")
    parser.add_argument("--days", type=days, metavar="N", help="logs of N days, 0 for all")
    parser.set_defaults(run=_start)


def work_off(app: App, scan_id: str) -> int:
    """Do the work of a scan, beside other workers, and show how far it is; return exit status."""
    line = ProgressLine(sys.stderr, "logs")
    while True:
        worked = app.scanning.run(deadline_ms=app.now_ms() + STEP_MS)
        progress = app.planning.progress(scan_id, now_ms=app.now_ms())
        ended = not progress.scan.state.is_open
        total = max(progress.scan.logs_total, progress.logs_done)
        line.show(progress.logs_done, total, _note(progress), last=ended)
        if ended:
            break
        if not worked.logs:
            time.sleep(STEP_MS / 1000)  # others have the ranges, or the scan waits for late logs
    Folding(app.store, app.derived, app.patterns).run()
    return 0


def _list(_options: argparse.Namespace) -> int:
    app = get_app()
    page = app.planning.list_scans(limit=_LISTED, cursor=None, now_ms=app.now_ms())
    for progress in page.items:
        print(json.dumps(pattern_shapes.scan(progress)))
    return 0


def _run(options: argparse.Namespace) -> int:
    app = get_app()
    wanted = [options.scan_id] if options.scan_id else _open(app)
    return _told(lambda: max([work_off(app, scan_id) for scan_id in wanted], default=0))


def _start(options: argparse.Namespace) -> int:
    app = get_app()

    def start() -> int:
        progress = app.planning.start(
            options.pattern_id, days=options.days, actor=_ACTOR, now_ms=app.now_ms()
        )
        return work_off(app, progress.scan.scan_id)

    return _told(start)


def _cancel(options: argparse.Namespace) -> int:
    app = get_app()

    def cancel() -> int:
        progress = app.planning.cancel(options.scan_id, actor=_ACTOR, now_ms=app.now_ms())
        print(json.dumps(pattern_shapes.scan(progress)))
        return 0

    return _told(cancel)


def _rescan(options: argparse.Namespace) -> int:
    app = get_app()

    def rescan() -> int:
        record = app.rescanning.rescan(options.record_id).record
        found = explanations(record, patterns_of(app.patterns, [record]))
        print(json.dumps(pattern_shapes.explained(record, found)))
        return 0

    return _told(rescan)


def _told(act: Callable[[], int]) -> int:
    """Return what the act returns; where it cannot be done, say so."""
    try:
        return act()
    except (NotFound, NotPossible) as problem:
        print(problem, file=sys.stderr)
        return 1


def _open(app: App) -> list[str]:
    page = app.planning.list_scans(limit=_LISTED, cursor=None, now_ms=app.now_ms())
    return [each.scan.scan_id for each in page.items if each.scan.state.is_open]


def _note(progress: Progress) -> str:
    gone = f", {progress.unscannable:,} not kept" if progress.unscannable else ""
    return f"{progress.hits:,} hits{gone}  {progress.scan.state.value}"


def days(text: str) -> int:
    """Return how far back logs are scanned, as an argument says it."""
    if not (text.isascii() and text.isdecimal() and int(text) <= MAX_DAYS):
        raise argparse.ArgumentTypeError(f"a whole number from 0 to {MAX_DAYS}")
    return int(text)
