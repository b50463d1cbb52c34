"""`patterns`: list, export and import patterns."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.bootstrap import App, get_app
from shared.commands.scans import days, work_off
from shared.core.documents import Scan
from shared.core.pattern_lists import PatternQuery, PatternRow, PatternSort
from shared.errors import InvalidImport, InvalidPattern, NotPossible
from shared.services.patterns.acts import By
from shared.services.patterns.labels import declare_label
from shared.web import pattern_shapes

_PAGE = 500
_ACTOR = "shell"


def add_parser(commands: Any) -> None:
    """Add the command to those of the shell."""
    parser = commands.add_parser("patterns", help="list, export or import patterns")
    actions = parser.add_subparsers(dest="action", required=True)
    _add_list(actions.add_parser("list", help="print one JSON object a pattern"))
    _add_export(actions.add_parser("export", help="print the active patterns, to be imported"))
    _add_import(actions.add_parser("import", help="create the patterns of a file, all or none"))


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--label", help="only those with this label")
    parser.add_argument("--retired", action="store_true", help="the retired ones too")
    parser.set_defaults(run=_list)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", type=Path, metavar="FILE", help="write them there instead")
    parser.set_defaults(run=_export)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="JSON, ours or the CircleCI tracker's, or *.toml with ordered rules",
    )
    parser.add_argument(
        "--declare",
        action="append",
        default=[],
        metavar="LABEL",
        help="declare a label that the file uses; may be repeated",
    )
    parser.add_argument("--days", type=days, metavar="N", help="scan logs of N days, 0 for all")
    parser.add_argument("--no-scan", action="store_true", help="leave the scan to the sweep")
    parser.set_defaults(run=_import)


def _list(options: argparse.Namespace) -> int:
    for row in _rows(get_app(), options):
        print(json.dumps(pattern_shapes.pattern(row)))
    return 0


def _rows(app: App, options: argparse.Namespace) -> Iterator[PatternRow]:
    retired = None if options.retired else False
    query = PatternQuery(options.label, retired, PatternSort.HITS)
    cursor = None
    while True:
        page = app.patterns.list_patterns(query, limit=_PAGE, cursor=cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def _export(options: argparse.Namespace) -> int:
    text = get_app().exchange.dump()
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8")
    return 0


def _import(options: argparse.Namespace) -> int:
    app = get_app()
    try:
        scan = _load(app, options)
    except (OSError, UnicodeDecodeError) as problem:
        print(f"cannot read {options.file}: {problem}", file=sys.stderr)
        return 2
    except (InvalidImport, InvalidPattern, NotPossible) as problem:
        print(f"nothing was imported: {problem}", file=sys.stderr)
        return 1
    if scan is not None and not options.no_scan:
        return work_off(app, scan.scan_id)
    return 0


def _load(app: App, options: argparse.Namespace) -> Scan | None:
    text = options.file.read_text(encoding="utf-8-sig")
    for label in options.declare:
        declare_label(app.store, app.patterns, label, actor=_ACTOR, now_ms=app.now_ms())
    by = By(_ACTOR, app.now_ms(), days=options.days)
    imported = app.exchange.load(text, by, toml=options.file.suffix.lower() == ".toml")
    print(f"{len(imported.patterns)} imported, {imported.known} known already", file=sys.stderr)
    return imported.scan
