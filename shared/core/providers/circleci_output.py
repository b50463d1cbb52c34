"""The text in the output of a CircleCI step, while it streams by.

    [{"message": "make all\\r\\n", "time": "...", "type": "out"}, ...]  ->  make all

One message may be the whole log, hundreds of megabytes in one JSON string: it is decoded in
pieces, and no more than a block of it is held.
"""

import codecs
import json
import re
from collections.abc import Iterable, Iterator

MAX_KEY_CHARS = 64

_ITEM_DEPTH = 2
_HIGH, _LOW = r"u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
# As much of a string as is surely whole: an escape that the block's end cuts waits for the next,
# and so does the first half of a pair that stands for one character.
_PIECE = re.compile(
    rf'[^"\\]*+(?:\\(?:[^u]|(?!{_HIGH})u[0-9a-fA-F]{{4}}'
    rf'|{_HIGH}(?:{_LOW}|(?=[^\\]|\\[^u]|\\u(?:[^dD]|[dD][^c-fC-F]))))[^"\\]*+)*+',
    re.DOTALL,
)
_MARK = re.compile(r'["\[\]{}:,]')
_LONGEST_ESCAPE = len(r"\ud83d\ude00")


class MalformedOutput(ValueError):
    """What a step has written is not in the documented form, or breaks off."""


def message_text(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the text of all messages, as UTF-8. Raises MalformedOutput, at its end for a cut one.

    What does not begin as a list is plain text, and passes as it is.
    """
    reader = _Reader()
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for block in blocks:
        yield from reader.read(decoder.decode(block))
    yield from reader.read(decoder.decode(b"", final=True))
    reader.finish()


class _Reader:
    """Where in the JSON the reading stands."""

    def __init__(self) -> None:
        self._held = ""
        self._depth = 0
        self._begun = self._plain = self._in_string = False
        self._key: str | None = None
        self._is_value = False

    def read(self, text: str) -> Iterator[bytes]:
        """Yield what is known of the messages after this text."""
        text = self._held + text
        self._held = ""
        if not self._begun:
            text = text.lstrip("\ufeff \t\r\n")
            self._begun, self._plain = bool(text), bool(text) and text[0] != "["
        if self._plain:
            yield text.encode("utf-8", "replace")
            return
        position = 0
        while position < len(text):
            if not self._in_string:
                position = self._structure(text, position)
                continue
            end, piece = self._piece(text, position)
            if piece and self._is_message:
                yield piece.encode("utf-8", "replace")
            if end == position:
                break
            position = end

    def finish(self) -> None:
        """Raise MalformedOutput unless the list ended."""
        if self._begun and not self._plain and (self._depth or self._in_string or self._held):
            raise MalformedOutput("the output breaks off")

    @property
    def _is_message(self) -> bool:
        return self._is_value and self._key == "message" and self._depth == _ITEM_DEPTH

    def _structure(self, text: str, position: int) -> int:
        """Take note of the next bracket, comma, colon or quote; return what is behind it."""
        mark = _MARK.search(text, position)
        if mark is None:
            return len(text)
        char = mark[0]
        if char == '"':
            self._in_string = True
            if not self._is_value:
                self._key = ""
        elif char in "[{":
            self._depth += 1
            self._is_value = char == "["
        elif char in "]}":
            self._depth -= 1
            self._is_value = False
        else:
            self._is_value = char == ":"
        return mark.end()

    def _piece(self, text: str, position: int) -> tuple[int, str]:
        """Return what is behind a part of a string, and the part decoded."""
        match = _PIECE.match(text, position)
        end = match.end() if match else position
        try:
            piece: str = json.loads(f'"{text[position:end]}"', strict=False)
        except ValueError as problem:
            raise MalformedOutput("the output holds no JSON") from problem
        if not self._is_value:
            self._key = ((self._key or "") + piece)[:MAX_KEY_CHARS]
        if text[end : end + 1] == '"':
            self._in_string = False
            return end + 1, piece
        if end < len(text):
            self._hold(text[end:])
            return position if end == position else len(text), piece
        return end, piece

    def _hold(self, rest: str) -> None:
        if len(rest) > _LONGEST_ESCAPE + 1:
            raise MalformedOutput("the output holds an escape that is none")
        self._held = rest
