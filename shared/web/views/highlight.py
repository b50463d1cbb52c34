"""Matches of patterns within the lines that the log viewer shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shared.core.analysis.clean_window import line_text
from shared.core.analysis.prefixes import Prefixes
from shared.core.patterns.model import Match
from shared.web.views.controls import name_control
from shared.web.views.terminal import Piece

CONTROL_LOOK = "t-control"
MATCH_LOOK = "match"


@dataclass(frozen=True, slots=True)
class Highlights:
    """Where patterns match, by line; `prefixes` are what the log's lines carry before their text.

    `start` and `end` of a match count characters of the clean text, which lacks these.
    """

    by_line: Mapping[int, Sequence[Match]] = field(default_factory=dict)
    prefixes: Prefixes = field(default_factory=Prefixes)

    def pieces(self, number: int, raw: bytes, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """Return the pieces of a shown line, cut where its matches begin and end."""
        matches = self.by_line.get(number, ())
        if not matches:
            return tuple(pieces)
        whole = line_text(raw, Prefixes())
        before = len(whole) - len(line_text(raw, self.prefixes))
        marked: set[int] = set()
        for match in matches:
            marked.update(range(before + match.start, min(len(whole), before + match.end)))
        return tuple(_cut(pieces, whole, marked))


NO_HIGHLIGHTS = Highlights()


def _cut(pieces: Sequence[Piece], whole: str, marked: set[int]) -> Iterator[Piece]:
    """Yield the pieces; `marked` are places in `whole`, which lacks some control characters."""
    at = 0
    for piece in pieces:
        if piece.look == CONTROL_LOOK:
            is_there = at < len(whole) and name_control(whole[at]) == piece.text
            yield _marked(piece) if is_there and at in marked else piece
            at += is_there
            continue
        start = 0
        for index in range(1, len(piece.text) + 1):
            ends = index == len(piece.text)
            if ends or (at + index in marked) is not (at + index - 1 in marked):
                part = Piece(piece.text[start:index], piece.look)
                yield _marked(part) if at + index - 1 in marked else part
                start = index
        at += len(piece.text)


def _marked(piece: Piece) -> Piece:
    return Piece(piece.text, f"{piece.look} {MATCH_LOOK}".strip())
