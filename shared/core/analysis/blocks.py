"""Block machines: shapes of failures that span several lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.core.analysis.model import ReportType
from shared.core.analysis.window import Line

MAX_BLOCK_LINES = 120


@dataclass(frozen=True, slots=True)
class BlockShape:
    """A block starts with a line that `start` matches and goes on while `body` matches.

    The line after the body belongs to the block where `last` matches it: it names the cause.
    """

    name: str
    severity: ReportType
    start: re.Pattern[str]
    body: re.Pattern[str]
    last: re.Pattern[str] | None = None


C = ReportType.CRASH

BLOCK_SHAPES = (
    BlockShape(
        "python-traceback",
        C,
        re.compile(r"^\s*(?:\S+ )?Traceback \(most recent call last\):"),
        re.compile(r"^\s+\S|^\s*$|^During handling of|^The above exception"),
        re.compile(r"^(?:[\w.]+\.)?[A-Za-z_]\w*(?::|$)"),
    ),
    BlockShape(
        "java-stack",
        C,
        re.compile(
            r"^(?:Exception in thread |Caused by: )?(?:[\w$]+\.)+[\w$]*(?:Exception|Error|Throwable|Failure)\b"  # noqa: E501
        ),
        re.compile(r"^\s+at \S|^\s*\.\.\. \d+ (?:more|common)|^\s*Caused by: |^\s*Suppressed: "),
    ),
    BlockShape(
        "go-panic",
        C,
        re.compile(r"^(?:panic: |fatal error: |SIG[A-Z]+: )"),
        re.compile(
            r"^\s|^$|^goroutine \d+|^created by |^[\w./*()-]+\(.*\)$|^\[signal |^exit status"
        ),
    ),
    BlockShape(
        "rust-panic",
        C,
        re.compile(r"^thread '.*' (?:\(\d+\) )?panicked at"),
        re.compile(r"^\s+\d+: |^\s+at |^stack backtrace:|^note: "),
    ),
    BlockShape(
        "sanitizer",
        C,
        re.compile(r"^(?:==\d+==)?\s*(?:ERROR|WARNING): (?:\w+Sanitizer|libFuzzer)"),
        re.compile(
            r"^\s+#\d+ |^\s*$|^(?:READ|WRITE) of|^\S.* (?:is located|allocated|freed|created) |^SUMMARY: |^\s+\S"  # noqa: E501
        ),
    ),
    BlockShape(
        "native-frames",
        C,
        re.compile(r"^\s*#0\s+(?:0x[0-9a-f]+ )?\S"),
        re.compile(r"^\s*#\d+\s+\S|^\s{4,}\S"),
    ),
    BlockShape(
        "script-stack",
        C,
        re.compile(r"^\s*(?:Uncaught )?\w*(?:Error|Exception)(?: \[\w+\])?: "),
        re.compile(r"^\s+at \S"),
    ),
)
_BLANK = re.compile(r"^\s*$")


def match_shape(text: str) -> BlockShape | None:
    """Return the first shape that a block starting with this line could have."""
    for shape in BLOCK_SHAPES:
        if shape.start.search(text):
            return shape
    return None


def read_block(
    shape: BlockShape, first: Line, following: Iterator[tuple[Line, int]]
) -> tuple[list[Line], int | None]:
    """Return the lines of the block and the end offset of its last one (None: only the first)."""
    lines, block_end = [first], None
    for line, end in following:
        if len(lines) >= MAX_BLOCK_LINES:
            break
        goes_on = shape.body.search(line.text)
        if goes_on or (shape.last and shape.last.search(line.text)):
            lines.append(line)
            block_end = end
        if not goes_on:
            break
    while len(lines) > 1 and _BLANK.search(lines[-1].text):
        lines.pop()
    return lines, block_end
