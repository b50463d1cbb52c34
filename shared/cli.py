"""Commands for people at a shell: `python -m shared.cli <command> --help`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from shared.commands import (
    backfill,
    dataset,
    forget,
    moving,
    patterns,
    scan,
    scans,
    tokens,
    upgrade,
    upload,
)
from shared.core.analysis.analyze import analyze
from shared.core.analysis.baseline import baseline_of
from shared.core.analysis.grouping import ReportGroups
from shared.core.analysis.lines import line_groups
from shared.core.analysis.model import Analysis
from shared.core.failures import near_key_of
from shared.core.near_duplicates import JOIN_SIMILARITY, similarity
from shared.core.streams import LogStream

READ_BYTES = 64 << 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and return the exit status."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shared.cli", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    _add_analyze(commands.add_parser("analyze", help="say what each log file shows"))
    backfill.add_parser(commands)
    dataset.add_parser(commands)
    patterns.add_parser(commands)
    scans.add_parser(commands)
    scan.add_parser(commands)
    tokens.add_parser(commands)
    upload.add_parser(commands)
    forget.add_parser(commands)
    moving.add_parser(commands)
    upgrade.add_parser(commands)
    return parser


def _add_analyze(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a build log, plain or gzip")
    parser.add_argument(
        "--baseline",
        action="append",
        default=[],
        metavar="LOG",
        help="a passing log of the same job; may be repeated",
    )
    parser.add_argument(
        "--lines", action="store_true", help="print the id of each line's coarse skeleton instead"
    )
    parser.set_defaults(run=_analyze)


def _analyze(options: argparse.Namespace) -> int:
    try:
        baseline = _read_baseline(options.baseline)
    except OSError as problem:
        print(f"cannot read the baseline: {problem}", file=sys.stderr)
        return 1
    groups = ReportGroups(_sign, similarity, JOIN_SIMILARITY)
    failed = False
    for path in options.files:
        try:
            if options.lines:
                _print_lines(path)
            else:
                answer = _describe(path, baseline, groups)
                failed |= "error" in answer
                print(json.dumps(answer), flush=True)
        except OSError as problem:
            failed = True
            print(json.dumps({"path": path, "error": str(problem)}), flush=True)
    return int(failed)


def _describe(
    path: str, baseline: frozenset[str] | None, groups: ReportGroups
) -> dict[str, object]:
    log = LogStream(_blocks(path))
    analysis = analyze(log, baseline=baseline)
    answer: dict[str, object] = {
        "path": path,
        "severity": analysis.report_type,
        "failure_lines": analysis.failure_line_numbers(),
        "primary_line": analysis.primary.number if analysis.primary else None,
        "title": analysis.title,
        "fingerprint": analysis.fingerprint,
        "report": groups.join(analysis),
    }
    if log.problem:
        answer["error"] = log.problem
    return answer


def _sign(analysis: Analysis) -> tuple[str, Sequence[str]] | None:
    """Return what finds near-duplicates."""
    key = near_key_of(analysis)
    return (key.signature, key.bands) if key else None


def _print_lines(path: str) -> None:
    for group in line_groups(LogStream(_blocks(path))):
        print(group)


def _read_baseline(paths: Sequence[str]) -> frozenset[str] | None:
    return baseline_of(analyze(LogStream(_blocks(path))).noise for path in paths) or None


def _blocks(path: str) -> Iterator[bytes]:
    with Path(path).open("rb") as file:
        while block := file.read(READ_BYTES):
            yield block


if __name__ == "__main__":
    sys.exit(main())
