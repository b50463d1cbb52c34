"""Many ordered patterns, one line: only those that what is cheap to see allows are tried."""

from collections.abc import Sequence

from ahocorasick_rs import BytesAhoCorasick

from shared.core.analysis.engine import Test, any_of, compile_bytes, tests_of
from shared.core.analysis.literals import required_words, starts_line


class Gate:
    """Ordered patterns of which a line is asked as few as can be."""

    def __init__(
        self, patterns: Sequence[str], needs: Sequence[tuple[str, ...]] | None = None
    ) -> None:
        """`needs` gives words that the patterns themselves do not tell, one tuple a pattern."""
        self.patterns = tuple(compile_bytes(pattern) for pattern in patterns)
        self.tests = tests_of(self.patterns)
        self._always = self._at_start = 0
        masks: dict[str, int] = {}
        for index, pattern in enumerate(patterns):
            words = (needs and needs[index]) or required_words(pattern)
            if words is None:
                self._always |= 1 << index
            for word in words or ():
                masks[word] = masks.get(word, 0) | 1 << index
            if starts_line(pattern):
                self._at_start |= 1 << index
        self._masks = tuple(masks.values())
        self._words = BytesAhoCorasick([word.encode() for word in masks])
        # Most lines fail all of these within a few bytes; all in one, they cost as little as one.
        self._any_at_start = any_of(
            [pattern for index, pattern in enumerate(patterns) if self._at_start >> index & 1]
        )

    def asked(self, line: bytes) -> int:
        """Return the set of patterns that the line may satisfy, as bits."""
        asked = self._always
        masks = self._masks
        for word, _, _ in self._words.find_matches_as_indexes(line.lower(), overlapping=True):
            asked |= masks[word]
        if asked & self._at_start and not self._any_at_start.is_match(line):
            asked &= ~self._at_start
        return asked


def first_match(tests: Sequence[Test], asked: int, line: bytes) -> int | None:
    """Return the index of the first of the asked tests that the line satisfies."""
    while asked:
        lowest = asked & -asked
        index = lowest.bit_length() - 1
        if tests[index].is_match(line):
            return index
        asked ^= lowest
    return None
