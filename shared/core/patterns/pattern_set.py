"""All active patterns of one version of the set, compiled once: what scans share."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, reduce
from operator import or_

from ahocorasick_rs import BytesAhoCorasick, Implementation

from shared.core.analysis.rules.markers import MARKERS, MarkerKind
from shared.core.documents import BuildContext
from shared.core.patterns.engine import Searcher, compile_plain
from shared.core.patterns.model import ActivePattern, Expression, Kind
from shared.core.patterns.scope import in_scope
from shared.core.patterns.syntax import Reading, read
from shared.core.patterns.words import MAX_CHARS, ascii_lower
from shared.errors import InvalidExpression

SLICE_BYTES = 32 * 1024
_OVERLAP = 4 * MAX_CHARS  # a character has at most four bytes
# The automaton is a table up to this many bytes of words: fast, but large.
_MAX_TABLE_BYTES = 40_000
_MAX_ALTERNATIVES = 20
_STEP_KINDS = (MarkerKind.OPEN, MarkerKind.CLOSE, MarkerKind.AFTER)
_REST_OF_LINE = r"[^\x{a}]*"


class PatternSet:
    """Finds which lines each pattern must be asked about, and asks it.

    Sets of patterns are bit masks: bit n stands for `patterns[n]`, the bit above them all for
    lines that may begin or end a step. `searchers` are the patterns' expressions; `refused` holds
    those that no longer pass and are not looked for. Safe to share between threads.
    """

    def __init__(
        self,
        patterns: Iterable[ActivePattern],
        *,
        compile_plain: Callable[[str], Searcher] = compile_plain,
    ) -> None:
        accepted: list[tuple[ActivePattern, Reading, Searcher]] = []
        refused: list[ActivePattern] = []
        for pattern in patterns:
            try:
                reading = read(pattern.expression)
                accepted.append((pattern, reading, compile_plain(reading.plain)))
            except InvalidExpression:
                refused.append(pattern)
        self.patterns = tuple(pattern for pattern, _, _ in accepted)
        self.refused = tuple(refused)
        self.searchers = tuple(searcher for _, _, searcher in accepted)
        self.step_bit = 1 << len(self.patterns)
        self.step_mask = _mask(n for n, p in enumerate(self.patterns) if p.expression.scope.step)
        self._fold = any(reading.folded for _, reading, _ in accepted)
        masks = [(1 << n, reading) for n, (_, reading, _) in enumerate(accepted)]
        if self.step_mask:
            masks += [(self.step_bit, reading) for reading in _step_readings()]
        self._make_words(masks)
        wordless = [(mask, reading.plain) for mask, reading in masks if reading.words is None]
        self._wordless = tuple(_alternatives(wordless, compile_plain))

    def _make_words(self, masks: list[tuple[int, Reading]]) -> None:
        by_word: dict[bytes, int] = {}
        for mask, reading in masks:
            for text in reading.words or ():
                word = (ascii_lower(text) if self._fold else text).encode()
                by_word[word] = by_word.get(word, 0) | mask
        # A word may begin with the line feed before its line.
        self._words = tuple((mask, word.startswith(b"\n")) for word, mask in by_word.items())
        table = sum(map(len, by_word)) <= _MAX_TABLE_BYTES
        kind = Implementation.DFA if table else Implementation.ContiguousNFA
        self._automaton = BytesAhoCorasick(list(by_word), implementation=kind) if by_word else None

    def in_scope(self, context: BuildContext) -> int:
        """Return the mask of the patterns that are looked for in a build's log."""
        return _mask(
            n for n, p in enumerate(self.patterns) if in_scope(p.expression.scope, context)
        )

    def candidates(self, block: bytes, mask: int) -> dict[int, int]:
        """Return, by the offsets of their lines, the masks of patterns that may match there.

        The block holds whole lines, begins and ends with a line feed.
        """
        lines: dict[int, int] = {}
        start = end = 0
        for offset, found in self._occurrences(block):
            if found & mask:
                if not start <= offset < end:
                    start = block.rfind(b"\n", 0, offset) + 1
                    end = block.find(b"\n", offset)
                lines[start] = lines.get(start, 0) | found & mask
        return lines

    def _occurrences(self, block: bytes) -> Iterator[tuple[int, int]]:
        """Yield offsets in lines, and the masks of the patterns to ask about the line."""
        if self._automaton is not None:
            searched = block.lower() if self._fold else block
            for base in range(0, len(searched), SLICE_BYTES):
                part = searched[base : base + SLICE_BYTES + _OVERLAP]
                for word, start, _ in self._automaton.find_matches_as_indexes(
                    part, overlapping=True
                ):
                    found, after_line_feed = self._words[word]
                    yield base + start + after_line_feed, found
        for mask, searcher in self._wordless:
            for match in searcher.finditer(block):
                yield match.start(), mask


def _mask(indexes: Iterable[int]) -> int:
    mask = 0
    for index in indexes:
        mask |= 1 << index
    return mask


@cache
def _step_readings() -> tuple[Reading, ...]:
    texts = [marker.pattern for marker in MARKERS if marker.kind in _STEP_KINDS]
    return tuple(read(Expression(Kind.REGEX, text)) for text in texts)


def _alternatives(
    wordless: list[tuple[int, str]], compile_plain: Callable[[str], Searcher]
) -> Iterator[tuple[int, Searcher]]:
    """Yield few searchers that find each line that any of these finds, once."""
    for base in range(0, len(wordless), _MAX_ALTERNATIVES):
        group = wordless[base : base + _MAX_ALTERNATIVES]
        mask = reduce(or_, (mask for mask, _ in group))
        plain = "|".join(plain for _, plain in group)
        yield mask, compile_plain(f"(?:{plain}){_REST_OF_LINE}")
