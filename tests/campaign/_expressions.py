"""1,000 expressions that explode elsewhere: refused by name, or linear on lines made to hurt."""

import time
from collections import Counter
from collections.abc import Callable

from shared.core.documents import BuildContext
from shared.core.patterns.expression import check
from shared.core.patterns.model import ActivePattern, Expression, Kind
from shared.core.patterns.pattern_set import PatternSet
from shared.core.patterns.scan import LogScanner, scan_log
from shared.errors import InvalidExpression
from tests.hostile.expressions import HOSTILE, HOSTILE_END, expressions

SHORT_CHARS, TIMES = 4_096, 8
# Linear is 8 times for a line 8 times as long, quadratic 64; between them lies what a machine
# with others on it adds.
MAX_RATIO = 3 * TIMES
# A scan this short says nothing about its growth.
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
        pattern_set = PatternSet([ActivePattern("p", 1, expression)])
        for line in HOSTILE:
            ratio, seconds = _growth(pattern_set, line)
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


def _growth(pattern_set: PatternSet, part: str) -> tuple[float, float]:
    """Return how many times as long the long line takes, and its seconds: the least of some."""
    ratio = seconds = float("inf")
    for _ in range(TRIES):
        short_s = _processor_s(_scan(pattern_set, part, SHORT_CHARS))
        long_s = _processor_s(_scan(pattern_set, part, SHORT_CHARS * TIMES))
        seconds = min(seconds, long_s)
        ratio = min(ratio, long_s / max(short_s, MIN_S / TIMES))
        if seconds < MIN_S or ratio <= MAX_RATIO:
            return (0.0 if seconds < MIN_S else ratio), seconds
    return ratio, seconds


def _scan(pattern_set: PatternSet, part: str, chars: int) -> Callable[[], object]:
    line = (part * (chars // len(part)) + HOSTILE_END + "\n").encode()
    return lambda: scan_log([line], LogScanner(pattern_set, BuildContext()))


def _processor_s(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started
