"""Many ordered patterns, one line: only those whose required word is there are tried."""

from collections.abc import Sequence

from ahocorasick_rs import BytesAhoCorasick

from shared.core.analysis.engine import compile_bytes
from shared.core.analysis.literals import required_words


class Gate:
    """Ordered patterns; `first` gives the index of the first that a line satisfies."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(compile_bytes(pattern) for pattern in patterns)
        self._always = 0
        masks: dict[str, int] = {}
        for index, pattern in enumerate(patterns):
            words = required_words(pattern)
            if words is None:
                self._always |= 1 << index
            for word in words or ():
                masks[word] = masks.get(word, 0) | 1 << index
        self._masks = tuple(masks.values())
        self._words = BytesAhoCorasick([word.encode() for word in masks])

    def first(self, line: bytes, lower: bytes) -> int | None:
        """Return the index of the first pattern found in the line; `lower` is its lower case."""
        asked = self._always
        for word, _, _ in self._words.find_matches_as_indexes(lower, overlapping=True):
            asked |= self._masks[word]
        while asked:
            lowest = asked & -asked
            index = lowest.bit_length() - 1
            if self._patterns[index].search(line):
                return index
            asked ^= lowest
        return None
