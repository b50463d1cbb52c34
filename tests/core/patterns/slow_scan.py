"""What a scan must find, the slow way: each line, each pattern, Python's own engine."""

import re

from shared.core.analysis.clean_window import line_text, prefixes_of
from shared.core.patterns.model import Kind


def slow_scan(log, patterns):
    """Return (pattern_id, line_number, start, end) of every matching pair of line and pattern."""
    raw_lines = log.split(b"\n")
    if raw_lines[-1] == b"":
        raw_lines.pop()
    prefixes = prefixes_of(log)
    compiled = [(p, _compiled(p.expression)) for p in patterns]
    found = set()
    for number, raw in enumerate(raw_lines, 1):
        text = line_text(raw, prefixes)
        for pattern, expression in compiled:
            match = expression.search(text)
            from_end = pattern.expression.lines_from_end
            if match and (from_end is None or number > len(raw_lines) - from_end):
                found.add((pattern.pattern_id, number, *match.span()))
    return found


def _compiled(expression):
    text = expression.text
    return re.compile(re.escape(text) if expression.kind is Kind.LITERAL else text, re.ASCII)
