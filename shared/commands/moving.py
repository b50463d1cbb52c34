"""`export` and `import`: everything a store holds, as lines of JSON in a file."""

import argparse
import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from gzip import GzipFile
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

from shared.bootstrap import get_app
from shared.errors import TrackerError
from shared.services.moving import export_lines, import_lines, is_empty


def add_parser(commands: Any) -> None:
    """Add both commands to those of the shell."""
    export = commands.add_parser("export", help="write everything the store holds to a file")
    export.add_argument(
        "file", metavar="FILE", help="JSON lines; gzip if it ends in .gz; - for out"
    )
    export.set_defaults(run=_export)
    bring = commands.add_parser("import", help="read what `export` wrote into an empty store")
    bring.add_argument("file", metavar="FILE", help="what export wrote; - for standard input")
    bring.add_argument(
        "--over",
        action="store_true",
        help="into a store that is not empty: what has the same id is written over",
    )
    bring.set_defaults(run=_import)


def _export(options: argparse.Namespace) -> int:
    app, count = get_app(), 0
    try:
        with _writing(options.file) as file:
            for line in export_lines(app.archive, app.derived):
                file.write(line + "\n")
                count += 1
    except (TrackerError, OSError) as error:
        print(f"Not exported: {error}", file=sys.stderr)
        return 1
    print(f"Exported {count - 1:,} documents and objects.", file=sys.stderr)
    return 0


def _import(options: argparse.Namespace) -> int:
    app = get_app()
    try:
        if not options.over and not is_empty(app.archive):
            print("The store is not empty; --over writes over what is there.", file=sys.stderr)
            return 1
        with _reading(options.file) as file:
            moved = import_lines(file, app.archive, app.derived)
    except (TrackerError, OSError, EOFError, UnicodeDecodeError) as error:
        print(f"Not all was imported: {error}", file=sys.stderr)
        return 1
    print(f"Imported {moved.documents:,} documents, {moved.objects:,} objects.", file=sys.stderr)
    return 0


@contextmanager
def _writing(name: str) -> Iterator[TextIO]:
    """Give a file that appears whole, readable by its owner alone: it holds hashes of tokens."""
    if name == "-":
        yield sys.stdout
        return
    unfinished = Path(f"{name}.part")
    with open(unfinished, "wb", opener=_private) as raw:
        zipped = name.endswith(".gz")
        with GzipFile(fileobj=raw, mode="wb", mtime=0) if zipped else nullcontext(raw) as binary:
            text = TextIOWrapper(cast(BinaryIO, binary), encoding="utf-8")
            yield text
            text.flush()
            text.detach()
        raw.flush()
        os.fsync(raw.fileno())
    unfinished.rename(name)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextmanager
def _reading(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdin
    elif name.endswith(".gz"):
        with gzip.open(name, "rt", encoding="utf-8") as file:
            yield file
    else:
        with Path(name).open(encoding="utf-8") as file:
            yield file
