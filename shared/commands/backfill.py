"""`backfill`: bring in the builds and logs that a bucket, a folder or gcsweb holds already."""

import argparse
import gzip
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from shared.bootstrap import App, get_app
from shared.commands.arguments import positive
from shared.commands.checkpoint import Checkpoint
from shared.commands.folding import fold_here
from shared.commands.progress import ProgressLine
from shared.core.builds.places import InvalidPlace, SourcePlace, read_source
from shared.core.builds.units import Wanted, prefixes_of, testgrid_jobs
from shared.errors import ObjectGone, SourceUnreadable, TransientError
from shared.services.builds.backfill import Backfill, Progress

FOLD_EVERY = 500
MAX_WORKERS = 64
_HELP = "bring in builds and logs that exist already"


def add_parser(commands: Any) -> None:
    """Add the command to those of the shell."""
    parser = commands.add_parser("backfill", help=_HELP, description=__doc__)
    parser.add_argument(
        "source", metavar="SOURCE", help="gs://BUCKET/PREFIX, the address of gcsweb, or a folder"
    )
    parser.add_argument(
        "--since", type=_date, metavar="DATE", help="only what is newer: 2026-11-23"
    )
    parser.add_argument(
        "--job", action="append", default=[], metavar="GLOB", help="only this job; repeatable"
    )
    parser.add_argument(
        "--jobs-from", type=Path, metavar="FILE", help="only jobs that a TestGrid JSON names (.gz)"
    )
    parser.add_argument("--limit", type=positive, metavar="N", help="stop after N builds and logs")
    parser.add_argument("--workers", type=positive, default=8, metavar="N", help="at once (8)")
    parser.add_argument("--dry-run", action="store_true", help="say what there is, change nothing")
    parser.add_argument("--restart", action="store_true", help="from the start, not the checkpoint")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        task = _task(get_app(), options)
        return _dry_run(task) if options.dry_run else _bring_in(task, options)
    except (InvalidPlace, OSError) as problem:
        print(f"backfill: {problem}", file=sys.stderr)
        return 2
    except (SourceUnreadable, TransientError, ObjectGone) as problem:
        print(f"backfill stopped: {problem}", file=sys.stderr)
        return 1


@dataclass(frozen=True)
class _Task:
    """What is to be done: from where, which prefixes, up to how many."""

    app: App
    backfill: Backfill
    place: SourcePlace
    prefixes: Sequence[str]
    limit: int | None


def _task(app: App, options: argparse.Namespace) -> _Task:
    place = read_source(
        options.source,
        own_bucket=app.settings.bucket if app.settings.stores == "cloud" else None,
        own_folder=app.settings.bucket_path if app.settings.stores == "embedded" else None,
        resolve=lambda path: str(Path(path).resolve(strict=True)),
    )
    jobs = (*options.job, *_jobs_from(options.jobs_from))
    backfill = Backfill(
        replace(app.ingest, folds_at_once=False, deciding=None),
        app.build_keeper,
        app.log_source(place),
        app.now_ms,
        time.sleep,
        origin=place.origin,
        wanted=Wanted(jobs, options.since),
        workers=min(options.workers, MAX_WORKERS),
    )
    return _Task(app, backfill, place, prefixes_of(place.prefix, jobs), options.limit)


def _jobs_from(path: Path | None) -> list[str]:
    if path is None:
        return []
    data = path.read_bytes()
    jobs = testgrid_jobs(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    if not jobs:
        raise InvalidPlace(f"{path} names no jobs: it is no TestGrid JSON file.")
    return jobs


def _dry_run(task: _Task) -> int:
    counts: Counter[str] = Counter()
    jobs: set[str] = set()
    for unit in islice(task.backfill.units(task.prefixes), task.limit):
        counts.update(objects=unit.listed, units=1, logs=unit.log is not None)
        jobs.add(unit.place.job or "")
    print(
        f"{counts['objects']:,} objects; to bring in: {counts['units']:,} builds and single logs"
        f" of {len(jobs):,} jobs, {counts['logs']:,} of them with a log"
    )
    return 0


def _bring_in(task: _Task, options: argparse.Namespace) -> int:
    checkpoint = Checkpoint(
        task.app.settings.data_dir, f"{task.place} {options.job} {task.prefixes}"
    )
    after = "" if options.restart else checkpoint.read()
    if after:
        print(f"going on behind {after}; --restart begins anew", file=sys.stderr)
    counter = _Counter(task, after)
    line = ProgressLine(sys.stderr, "builds and logs")
    progress = Progress()
    for progress in task.backfill.run(task.prefixes, after=after, limit=task.limit):
        checkpoint.save(progress.after)
        if progress.units % FOLD_EVERY == 0:
            fold_here(task.app)
        line.show(progress.units, counter.total, _note(progress))
    fold_here(task.app)
    line.show(progress.units, progress.units, _note(progress), last=True)
    if progress.failed:
        print(f"failed: {progress.trouble}. Run the same command again.", file=sys.stderr)
        return 1
    if task.limit is None:
        checkpoint.clear()
    return 0


def _note(progress: Progress) -> str:
    counts = {
        "new": progress.new,
        "known": progress.known,
        "failed": progress.failed,
        "objects": progress.objects,
    }
    return "  ".join(f"{count:,} {name}" for name, count in counts.items() if count)


class _Counter:
    """Counts what there is, beside the work, so that the progress line can tell what is left."""

    def __init__(self, task: _Task, after: str) -> None:
        self.total: int | None = None
        self._task, self._after = task, after
        if task.place.is_listed_cheaply:
            threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        try:
            units = self._task.backfill.units(self._task.prefixes, after=self._after)
            self.total = sum(1 for _ in islice(units, self._task.limit))
        except (SourceUnreadable, TransientError, OSError):
            return  # the work itself says what is wrong


def _date(text: str) -> int:
    try:
        time_then = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a date, as in 2026-11-23") from None
    aware = time_then if time_then.tzinfo else time_then.replace(tzinfo=UTC)
    return int(aware.timestamp() * 1000)
