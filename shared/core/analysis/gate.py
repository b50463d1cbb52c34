"""Many ordered patterns, one line: only those whose required word is there are tried."""

import re
from collections.abc import Sequence

from ahocorasick_rs import BytesAhoCorasick

from shared.core.analysis.engine import compile_bytes
from shared.core.analysis.literals import required_words


class Gate:
    """Ordered patterns of which a line is asked as few as can be."""

    def __init__(
        self, patterns: Sequence[str], needs: Sequence[tuple[str, ...]] | None = None
    ) -> None:
        """`needs` gives words that the patterns themselves do not tell, one tuple a pattern."""
        self.patterns = tuple(compile_bytes(pattern) for pattern in patterns)
        self._always = 0
        masks: dict[str, int] = {}
        for index, pattern in enumerate(patterns):
            words = (needs and needs[index]) or required_words(pattern)
            if words is None:
                self._always |= 1 << index
            for word in words or ():
                masks[word] = masks.get(word, 0) | 1 << index
        self._masks = tuple(masks.values())
        self._words = BytesAhoCorasick([word.encode() for word in masks])

    def asked(self, line: bytes) -> int:
        """Return the set of patterns that the line may satisfy, as bits."""
        asked = self._always
        masks = self._masks
        for word, _, _ in self._words.find_matches_as_indexes(line.lower(), overlapping=True):
            asked |= masks[word]
        return asked


def first_match(patterns: Sequence[re.Pattern[bytes]], asked: int, line: bytes) -> int | None:
    """Return the index of the first of the asked patterns that the line satisfies."""
    while asked:
        lowest = asked & -asked
        index = lowest.bit_length() - 1
        if patterns[index].search(line):
            return index
        asked ^= lowest
    return None
