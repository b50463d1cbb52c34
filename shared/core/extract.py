"""The stored form of an extract: the reduced log, as gzip-compressed JSON."""

import gzip
import json
from dataclasses import dataclass

from shared.core.analysis.model import FailureLine, ReportType
from shared.core.documents import Record


@dataclass(frozen=True, slots=True)
class Extract:
    """The kept lines of one log, in its order; `cut` says that there were more."""

    lines: tuple[FailureLine, ...]
    cut: bool = False


def extract_name(record: Record) -> str:
    """Return the name of the derived object that holds the extract of a record's log."""
    return f"extracts/{record.record_id}/{record.generation}.json.gz"


def pack_extract(extract: Extract) -> bytes:
    """Return the bytes to store; the same extract always gives the same bytes."""
    rows = [
        [
            line.number,
            line.severity,
            line.rule,
            line.text,
            line.step,
            line.repeats,
            line.repeat_count,
        ]
        for line in extract.lines
    ]
    text = json.dumps({"cut": extract.cut, "lines": rows}, ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)


def unpack_extract(data: bytes) -> Extract:
    """Return the extract that `pack_extract` stored."""
    stored = json.loads(gzip.decompress(data))
    return Extract(tuple(_unpack_line(*row) for row in stored["lines"]), stored["cut"])


def _unpack_line(
    number: int,
    severity: str,
    rule: str,
    text: str,
    step: str | None,
    repeats: list[int],
    repeat_count: int,
) -> FailureLine:
    return FailureLine(number, text, ReportType(severity), rule, step, tuple(repeats), repeat_count)
