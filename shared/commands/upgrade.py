"""`upgrade`: failures that an older version named get the name of the version in force."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from shared.bootstrap import get_app
from shared.commands.progress import ProgressLine
from shared.errors import TrackerError
from shared.services.upgrade.run import Upgraded, Upgrading
from shared.services.upgrade.succession import Succession


def add_parser(commands: Any) -> None:
    """Add the command to those of the shell."""
    parser = commands.add_parser(
        "upgrade", help="take the fingerprints of an older version over into the one in force"
    )
    parser.set_defaults(run=_upgrade)


def _upgrade(_options: argparse.Namespace) -> int:
    app, line = get_app(), ProgressLine(sys.stderr, "fingerprints")
    max_bytes = app.settings.max_log_bytes
    succession = Succession(app.store, app.logs, app.derived, max_log_bytes=max_bytes)

    def tell(done: Upgraded) -> None:
        line.show(done.looked_at, None, f"{done.upgraded:,} upgraded")

    try:
        done = Upgrading(succession, app.archive).run(now_ms=app.now_ms(), tell=tell)
    except TrackerError as error:
        print(f"Not all was upgraded: {error} It may be run again.", file=sys.stderr)
        return 1
    print(json.dumps(asdict(done)))
    return 0
