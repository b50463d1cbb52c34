"""One log and all active patterns: every line that each of them matches, in one pass.

    hits = scan_log(read_log(raw), LogScanner(pattern_set, context))     # alone
    scanner = LogScanner(pattern_set, context)                           # with the analysis
    analysis = analyze(read_log(raw), scanner=scanner); hits = scanner.finish()

Lines are matched as they are shown: clean, whole, credentials included. Mask what you show.
"""

from collections.abc import Iterable, Iterator

from shared.core.analysis.clean import clean_bytes
from shared.core.analysis.clean_window import SAMPLE_BYTES, clean_window, prefixes_of
from shared.core.analysis.prefixes import Prefixes
from shared.core.analysis.rules.base import Tier
from shared.core.analysis.rules.table import RULES, look_up
from shared.core.documents import BuildContext
from shared.core.patterns.hits import HitCollector, Hits, Place
from shared.core.patterns.pattern_set import PatternSet
from shared.core.patterns.step_names import StepNames

_BLOCK_BYTES = 256 * 1024
_MAX_MEMO = 1000
_MAX_MEMO_BYTES = 1000


class LogScanner:
    """Scans one log for the patterns of a set that are in scope; a Scanner of the analysis."""

    def __init__(self, patterns: PatternSet, context: BuildContext) -> None:
        self._set = patterns
        self._wanted = patterns.in_scope(context)
        if self._wanted & patterns.step_mask:
            self._wanted |= patterns.step_bit
        self._found = HitCollector(patterns.patterns)
        self._steps = StepNames()
        self._generic: dict[bytes, bool] = {}
        self._line_count = 0

    def scan(self, lines: bytes, prefixes: Prefixes) -> None:
        """Take the next whole lines of the raw log; only the last may lack its line feed."""
        if not self._wanted or not lines:
            return
        text = clean_window(lines, prefixes)
        for block in _blocks(text if text.endswith(b"\n") else text + b"\n"):
            self._scan(b"\n" + block)

    def finish(self) -> Hits:
        """Return what the log shows of the patterns, once all its lines were taken."""
        return self._found.finish(self._line_count)

    def _scan(self, block: bytes) -> None:
        position, number = 1, self._line_count + 1
        for start, asked in sorted(self._set.candidates(block, self._wanted).items()):
            number += block.count(b"\n", position, start)
            position = start
            self._ask(block[start : block.find(b"\n", start)], number, asked)
        self._line_count += block.count(b"\n", 1)

    def _ask(self, line: bytes, number: int, asked: int) -> None:
        if asked & self._set.step_bit:
            self._steps.see(line)
            asked ^= self._set.step_bit
        searchers, step_mask = self._set.searchers, self._set.step_mask
        while asked:
            lowest = asked & -asked
            asked ^= lowest
            index = lowest.bit_length() - 1
            if lowest & step_mask and not self._in_step(index):
                continue
            match = searchers[index].search(line)
            if match:
                self._found.add(index, self._place(index, line, number, match.span()))

    def _in_step(self, index: int) -> bool:
        step = self._set.patterns[index].expression.scope.step or ""
        return step in self._steps.enter()

    def _place(self, index: int, line: bytes, number: int, span: tuple[int, int]) -> Place:
        generic = self._found.needs_generic(index) and self._is_generic(line)
        start, end = span
        if not line.isascii():
            start, end = len(line[:start].decode()), len(line[:end].decode())
        return Place(number, start, end, generic)

    def _is_generic(self, line: bytes) -> bool:
        known = self._generic.get(line)
        if known is None:
            rule = look_up(clean_bytes(line)).rule
            known = rule is not None and RULES[rule].tier is Tier.GENERIC
            if len(self._generic) >= _MAX_MEMO:
                self._generic.clear()
            if len(line) <= _MAX_MEMO_BYTES:
                self._generic[line] = known
        return known


def scan_log(chunks: Iterable[bytes], scanner: LogScanner) -> Hits:
    """Return what the log in the chunks shows, without its analysis; chunks end after a line."""
    start, prefixes = b"", None
    for chunk in chunks:
        if prefixes is not None:
            scanner.scan(chunk, prefixes)
            continue
        start += chunk
        if len(start) >= SAMPLE_BYTES:
            prefixes = prefixes_of(start)
            scanner.scan(start, prefixes)
    if prefixes is None:
        scanner.scan(start, prefixes_of(start))
    return scanner.finish()


def _blocks(text: bytes) -> Iterator[bytes]:
    """Yield the text in whole lines, so many at a time that what is noted of them stays small."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", min(start + _BLOCK_BYTES, len(text) - 1)) + 1
        yield text[start:end]
        start = end
