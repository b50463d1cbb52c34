"""1,000 expressions that explode elsewhere: refused by name, or linear on lines made to hurt."""

import time
from collections import Counter

from shared.core.patterns.engine import Searcher, compile_plain
from shared.core.patterns.expression import check
from shared.core.patterns.model import Expression, Kind
from shared.core.patterns.syntax import read
from shared.errors import InvalidExpression
from tests.hostile.expressions import HOSTILE, HOSTILE_END, expressions

# Far longer than the 4,000 bytes that are looked at of a line.
SHORT_CHARS, TIMES = 16_384, 8
# Linear is 8 times for a line 8 times as long, quadratic 64; between them lies what a machine
# with others on it adds.
MAX_RATIO = 3 * TIMES
# A search this short says nothing about its growth.
MIN_S = 0.004
TRIES = 4


def are_harmless(*, count: int) -> bool:
    """Print what became of each expression; false if one is not linear."""
    refused: Counter[str] = Counter()
    slowest, worst, bad = 0.0, 0.0, []
    for text in expressions(count):
        expression = Expression(Kind.REGEX, text)
        try:
            check(expression)
        except InvalidExpression as error:
            refused[error.code] += 1
            continue
        searcher = compile_plain(read(expression).plain)
        for line in HOSTILE:
            ratio, seconds = _growth(searcher, line)
            worst = max(worst, ratio)
            slowest = max(slowest, seconds / (SHORT_CHARS * TIMES))
            bad += [(text, line, ratio)] if ratio > MAX_RATIO else []
    print(f"expressions: {count:,}, refused {refused.total()}: {dict(refused.most_common())}")
    print(
        f"    {count - refused.total()} accepted, each on {len(HOSTILE)} hostile lines: a line"
        f" {TIMES} times as long takes at most {worst:.1f} times as long;"
        f" the slowest takes {slowest * 1e9:.0f} ns a character"
    )
    for text, line, ratio in bad:
        print(f"    not linear: {text!r} on {line!r} again and again: {ratio:.0f} times")
    return not bad


def _growth(searcher: Searcher, part: str) -> tuple[float, float]:
    """Return how many times as long the long line takes, and its seconds: the least of some."""
    ratio = seconds = float("inf")
    for _ in range(TRIES):
        short_s = _processor_s(searcher, _line(part, SHORT_CHARS))
        long_s = _processor_s(searcher, _line(part, SHORT_CHARS * TIMES))
        seconds = min(seconds, long_s)
        ratio = min(ratio, long_s / max(short_s, MIN_S / TIMES))
        if ratio <= MAX_RATIO:
            break
    return ratio, seconds


def _line(part: str, chars: int) -> bytes:
    return (part * (chars // len(part)) + HOSTILE_END).encode()


def _processor_s(searcher: Searcher, line: bytes) -> float:
    started = time.process_time()
    searcher.search(line)
    return time.process_time() - started
