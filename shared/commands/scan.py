"""`scan`: fetch the logs of failed builds from a CI provider that does not send them."""

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from shared.bootstrap import App, get_app
from shared.clients import build_provider, log_cache
from shared.commands.arguments import positive
from shared.commands.folding import fold_here
from shared.commands.progress import ProgressLine
from shared.core.metadata import MAX_FIELD_CHARS
from shared.core.repositories import is_repo
from shared.errors import TrackerError, TransientError
from shared.services.providers.scan import ProviderScan, ScanProgress

FOLD_EVERY = 500
MAX_WORKERS = 32
PROVIDERS = ("circleci", "github-actions")
_HELP = "fetch logs of failed builds from a CI provider"


def add_parser(commands: Any) -> None:
    """Add the command to those of the shell."""
    parser = commands.add_parser("scan", help=_HELP, description=__doc__)
    parser.add_argument("--provider", required=True, choices=PROVIDERS)
    parser.add_argument("--repo", required=True, type=_repo, metavar="OWNER/NAME")
    parser.add_argument(
        "--branch",
        action="append",
        default=[],
        type=_branch,
        metavar="NAME",
        help="a branch, or a pull request as pull/17; repeatable",
    )
    parser.add_argument(
        "--build",
        action="append",
        default=[],
        metavar="ID",
        help="one build: its number on CircleCI, the id of the job on GitHub; repeatable",
    )
    parser.add_argument(
        "--count",
        type=positive,
        default=50,
        metavar="N",
        help="look at the newest N of each branch: jobs on CircleCI, runs on GitHub (50)",
    )
    parser.add_argument(
        "--wipe", action="store_true", help="fetch again what is recorded; it replaces the old log"
    )
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep fetched logs there, too")
    parser.add_argument("--workers", type=positive, default=4, metavar="N", help="at once (4)")
    parser.set_defaults(run=_run, parser=parser)


def _run(options: argparse.Namespace) -> int:
    if not options.branch and not options.build:
        options.parser.error("name a --branch or a --build")
    try:
        app = get_app()
        status = _fetch_builds(app, options) if options.build else 0
        return max(status, _scan(app, options)) if options.branch else status
    except (TransientError, OSError) as problem:
        return _complain(f"{problem}. Run the same command again to go on.", 1)
    except TrackerError as problem:
        return _complain(str(problem), 2)
    except KeyboardInterrupt:
        return _complain("stopped. Run the same command again to go on.", 130)


def _fetch_builds(app: App, options: argparse.Namespace) -> int:
    scan, troubles = _made(app, options), []
    for build in options.build:
        fetched = scan.fetch(options.repo, build)
        outcome, trouble = fetched or ("left alone: it has not failed, or not yet", "")
        print(f"build {build}: {outcome}", file=sys.stderr)
        troubles.append(trouble)
    fold_here(app)
    return _complain("; ".join(filter(None, troubles)), 1) if any(troubles) else 0


def _scan(app: App, options: argparse.Namespace) -> int:
    line, progress = ProgressLine(sys.stderr, "runs"), ScanProgress()
    total, folded = options.count * len(set(options.branch)), 0
    for progress in _made(app, options).run(options.repo, options.branch, count=options.count):
        line.show(progress.runs, total, _note(progress))
        if progress.done - folded >= FOLD_EVERY:
            folded = progress.done
            fold_here(app)
    fold_here(app)
    line.show(progress.runs, progress.runs, _note(progress), last=True)
    if progress.runs == 0:
        branches = ", ".join(options.branch)
        return _complain(f"{options.repo} has no builds of {branches}, as far as we see.", 1)
    if progress.failed:
        return _complain(f"{progress.trouble}. Run the same command again for the rest.", 1)
    return 0


def _made(app: App, options: argparse.Namespace) -> ProviderScan:
    answers = app.settings.data_dir / "answers"
    return ProviderScan(
        build_provider(options.provider, app.now_ms, answers=answers),
        replace(app.ingest, folds_at_once=False, deciding=None),
        app.now_ms,
        time.sleep,
        cache=log_cache(options.cache) if options.cache else None,
        workers=min(options.workers, MAX_WORKERS),
        anew=options.wipe,
    )


def _note(progress: ScanProgress) -> str:
    counts = {
        "builds": progress.builds,
        "new": progress.new,
        "known": progress.known,
        "without a log": progress.missing,
        "failed": progress.failed,
    }
    return "  ".join(f"{count:,} {name}" for name, count in counts.items() if count)


def _complain(text: str, status: int) -> int:
    print(f"scan: {text}", file=sys.stderr)
    return status


def _repo(text: str) -> str:
    if not is_repo(text):
        raise argparse.ArgumentTypeError("write owner/name")
    return text


def _branch(text: str) -> str:
    if not text.strip() or not text.isprintable() or len(text) > MAX_FIELD_CHARS:
        raise argparse.ArgumentTypeError("write a branch, or pull/17")
    return text.strip()
