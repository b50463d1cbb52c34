"""`dataset`: builds, failures, matches as tables of Parquet and JSON Lines, with logs if asked."""

import argparse
import gzip
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from shared.bootstrap import App, get_app, table_files
from shared.core.builds.dataset import TABLES, schema_page
from shared.core.documents import Build
from shared.errors import LibraryMissing, ObjectGone
from shared.services.builds.dataset import Dataset

_FORMATS = {"both": ("parquet", "jsonl"), "parquet": ("parquet",), "jsonl": ("jsonl",)}


def add_parser(commands: Any) -> None:
    """Add the command to those of the shell."""
    parser = commands.add_parser(
        "dataset", help="write builds and failures as tables", description=__doc__
    )
    parser.add_argument("out", type=Path, metavar="FOLDER", help="a folder that is not there yet")
    parser.add_argument("--job", action="append", default=[], help="only this job; repeatable")
    parser.add_argument("--sample", type=int, metavar="N", help="N builds chosen by --seed")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="0 unless said otherwise")
    parser.add_argument("--format", choices=_FORMATS, default="both", help="both unless said so")
    parser.add_argument("--logs", action="store_true", help="the full logs too, gzip")
    parser.add_argument("--events", action="store_true", help="the events.json of artifacts too")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    if options.out.exists():
        print(f"dataset: {options.out} is there already; name a new folder.", file=sys.stderr)
        return 2
    app = get_app()
    part = options.out.with_name(f"{options.out.name}.part")
    part.mkdir(parents=True, exist_ok=True)
    try:
        rows = _write(app, part, options)
    except LibraryMissing as problem:
        print(f"dataset: {problem}", file=sys.stderr)
        return 2
    seed = options.seed if options.sample is not None else None
    (part / "SCHEMA.md").write_text(schema_page(rows, seed=seed))
    part.rename(options.out)
    said = ", ".join(f"{count:,} {name}" for name, count in rows.items())
    print(f"{options.out}: {said}", file=sys.stderr)
    return 0


def _write(app: App, folder: Path, options: argparse.Namespace) -> dict[str, int]:
    """Write all files; return the number of rows of each table."""
    dataset = Dataset(app.store, app.builds, app.logs, app.derived)
    chosen = dataset.choose(
        options.job, sample=options.sample, seed=options.seed, now_ms=app.now_ms()
    )
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as opened:
        formats = _FORMATS[options.format]
        tables = {
            name: opened.enter_context(table_files(folder, name, columns, formats))
            for name, columns in TABLES.items()
        }
        for build in chosen:
            for name, rows in dataset.read(build).items():
                counts[name] += len(rows)
                for row in rows:
                    for table in tables[name]:
                        table.add(row)
            _write_files(dataset, build, folder, options)
    return counts


def _write_files(dataset: Dataset, build: Build, folder: Path, options: argparse.Namespace) -> None:
    if options.logs:
        _write_gzip(folder / "logs" / f"{build.key}.log.gz", dataset.open_log(build))
    if options.events:
        _write_gzip(folder / "events" / f"{build.key}.json.gz", dataset.open_events(build))


def _write_gzip(path: Path, blocks: Iterable[bytes] | None) -> None:
    """Write the blocks; the same bytes for the same blocks."""
    if blocks is None:
        return
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
            for block in blocks:
                file.write(block)
    except ObjectGone:
        path.unlink()
