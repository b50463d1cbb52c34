"""`forget`: one log, with all that came of it."""

import argparse
import getpass
import json
import sys
from dataclasses import asdict
from typing import Any

from shared.bootstrap import get_app
from shared.errors import RecordNotFound, TransientError
from shared.services.builds.forgetting import ForgettingBuilds
from shared.services.fold import Folding
from shared.services.forgetting import Forgetting
from shared.services.traces import Traces


def add_parser(commands: Any) -> None:
    """Add the command to those of the shell."""
    parser = commands.add_parser(
        "forget", help="remove logs with their records, extracts, matches and places in the counts"
    )
    parser.add_argument(
        "records", nargs="+", metavar="RECORD", help="20 digits, as pages show them"
    )
    parser.set_defaults(run=_forget)


def _forget(options: argparse.Namespace) -> int:
    app, failed = get_app(), False
    folding = Folding(app.store, app.derived, app.patterns)
    builds = ForgettingBuilds(app.store, app.builds)
    traces = Traces(app.store, app.commits, app.patterns, app.notices, app.archive)
    forgetting = Forgetting(folding, app.logs, builds, traces, app.copies)
    for record_id in options.records:
        try:
            forgotten = forgetting.run(record_id, actor=_actor(), now_ms=app.now_ms())
        except (RecordNotFound, TransientError) as error:
            failed = True
            print(f"{record_id}: {error} It may be tried again.", file=sys.stderr)
        else:
            print(json.dumps(asdict(forgotten)), flush=True)
    return int(failed)


def _actor() -> str:
    try:
        return f"{getpass.getuser()} at a shell"
    except (KeyError, OSError):  # a user without a name, as in containers
        return "someone at a shell"
