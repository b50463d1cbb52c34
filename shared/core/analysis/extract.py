"""The extract: the lines of the chosen blocks, masked, bounded, repeats collapsed."""

from dataclasses import replace

from shared.core.analysis.choose import Chosen
from shared.core.analysis.clean import bound_text
from shared.core.analysis.grow import Block
from shared.core.analysis.model import FailureLine
from shared.core.analysis.secrets import mask_credentials

MAX_EXTRACT_BYTES = 192 * 1024
MAX_REPEATS = 500
_SAME_DIGITS = {ord(digit): "1" for digit in "23456789"}


def extract_lines(chosen: Chosen) -> tuple[list[FailureLine], bool]:
    """Return the failure lines in log order, and whether some did not fit."""
    extract = _Extract()
    for block in _in_order(chosen.blocks):
        extract.add(block)
    return sorted(extract.lines.values(), key=lambda line: line.number), extract.cut


def _in_order(blocks: list[Block]) -> list[Block]:
    """Return the blocks in log order, or by rank where they may not all fit."""
    chars = sum(len(line.text) for block in blocks for line in block.lines)
    if 4 * chars > MAX_EXTRACT_BYTES:
        return blocks
    return sorted(blocks, key=lambda block: block.lines[0].number)


class _Extract:
    def __init__(self) -> None:
        self.lines: dict[int, FailureLine] = {}
        self.cut = False
        self._size = 0
        self._seen: dict[tuple[str, ...], list[int]] = {}

    def add(self, block: Block) -> None:
        """Add the lines of a block, or count them where an equal block stands already."""
        new = [x for x in block.lines if x.number not in self.lines and not x.empty]
        shape = tuple(line.text.translate(_SAME_DIGITS) for line in new)
        first = self._seen.get(shape)
        if first is not None:
            self._repeat(first, [line.number for line in new])
            return
        self._seen[shape] = [line.number for line in new]
        for line in new:
            text = bound_text(mask_credentials(line.text))
            self._size += len(text.encode("utf-8", "replace")) + 1
            if self._size > MAX_EXTRACT_BYTES:
                self.cut = True
                return
            severity, rule = block.severity, block.rule.name
            self.lines[line.number] = FailureLine(line.number, text, severity, rule, block.step)

    def _repeat(self, first: list[int], again: list[int]) -> None:
        for number, repeat in zip(first, again, strict=True):
            line = self.lines.get(number)
            if line is not None:
                repeats = (*line.repeats, repeat)[:MAX_REPEATS]
                self.lines[number] = replace(
                    line, repeats=repeats, repeat_count=line.repeat_count + 1
                )
