"""What identifies a failure scenario: the keys that fingerprints are hashes of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from shared.core.analysis.choose import Chosen
from shared.core.analysis.coarse import coarse_skeleton
from shared.core.analysis.engine import compile_text
from shared.core.analysis.frames import frame_name, frame_names
from shared.core.analysis.grow import Block
from shared.core.analysis.kernel_stack import failing_functions
from shared.core.analysis.model import ReportType
from shared.core.analysis.rules import kernel
from shared.core.analysis.rules.base import Tier
from shared.core.analysis.secrets import mask_credentials
from shared.core.analysis.skeleton import fine_skeleton
from shared.core.analysis.window import Line

_FRAMES = 3  # how many functions of the stack count
_MORE_LINES = 2
_NO_MESSAGE = compile_text(
    r"^\s*$|^\s*\d* *\||^[\s^~-]*$|^\s*(?:-->|at |note:|help:|=+|-{3,}|>|\.\.\.)"
    r"|^\s{8,}|[{;]\s*$|^[\s{}()\[\];,]*$|^\s*\S+[\\/]\S*$|^\s*#"
    r"|^In file included|: note: |^\s+from "
)
# A wild read and a wild write in one function are two mistakes.
_ACCESS = compile_text(
    r"^(?:==\d+==)?(?:The signal is caused by a )?(READ|WRITE|Read|Write) (?:of size|memory access)"
)
_BANNER_WORDS = 3  # a title this short is a banner; what it says comes after
_KERNEL = frozenset(rule.name for rule in kernel.RULES)


def fine_key(chosen: Chosen) -> tuple[str, ...]:
    """Return the skeletons that identify the scenario, one a line.

    That is the type, the title, the head of its block where it differs (a test's name, say) and,
    of a crash, how memory was accessed and the functions of its stack that name the place.
    """
    block = chosen.blocks[0]
    frames = _frames(block) if chosen.report_type is ReportType.CRASH else []
    parts = _parts(block, explained=bool(frames))
    skeletons = dict.fromkeys(fine_skeleton(mask_credentials(line.text)) for line in parts)
    places = (f"at {name}" for name in frames)
    return (str(chosen.report_type), *skeletons, *_access(block.lines), *places)


def cause_numbers(chosen: Chosen) -> tuple[int, ...]:
    """Return the numbers of the lines that identify the scenario, in order; not the whole block.

    What a test printed stands within its block, and says nothing of why it failed.
    """
    block = chosen.blocks[0]
    crashed = chosen.report_type is ReportType.CRASH
    framed = (line for line in _stack(block) if frame_name(line.text) is not None)
    frames = list(islice(framed, _FRAMES)) if crashed else []
    parts = _parts(block, explained=bool(frames))
    return tuple(sorted({line.number for line in (*parts, *frames)}))


def coarse_key(chosen: Chosen) -> tuple[str, ...]:
    """Return the looser key: what is alike, never an identity."""
    return (
        str(chosen.report_type),
        coarse_skeleton(chosen.blocks[0].title.text.encode("utf-8", "replace")).hex(),
    )


def _frames(block: Block) -> list[str]:
    if block.rule.name in _KERNEL:
        return failing_functions(block.title.text, _stack(block))
    return list(islice(frame_names(_stack(block)), _FRAMES))


def _access(lines: Iterable[Line]) -> list[str]:
    """Return how memory was accessed, where a sanitizer tells: "access read"."""
    found = (match for line in lines if (match := _ACCESS.search(line.text)))
    return [f"access {match.group(1).lower()}" for match in islice(found, 1)]


def _stack(block: Block) -> Sequence[Line]:
    """Return the lines of the block from the innermost frame on."""
    lines = block.lines
    starts = [at for at, line in enumerate(lines) if line.text.startswith("stack backtrace:")]
    if starts:  # before it, lock reports print where locks were taken
        return lines[starts[-1] :]
    if any('File "' in line.text for line in lines):  # Python prints the innermost frame last
        return lines[::-1]
    return lines


def _parts(block: Block, *, explained: bool) -> Iterator[Line]:
    """Yield the lines that say what failed: head, title, causes, and what explains them below.

    `explained` tells that frames do that already.
    """
    if block.rule.name in _KERNEL:  # what a kernel says beside it follows from its settings
        yield block.title
    else:
        yield from (block.lines[0], block.title)
        yield from islice(_heads_within(block), _MORE_LINES)
    through, last = block.rule.growth.through, block.lines[-1]
    if through is not None and through.search(last.text) and len(last.text.split()) > 1:
        yield last  # of one word, it is a mark: ==7==ABORTING
    title = block.rule.growth.title
    if title is not None and block.rule.tier is Tier.TRACE:
        yield from islice((x for x in block.lines if title.search(x.text)), _MORE_LINES + 1)
    below = (line for line in block.lines if line.number > block.title.number)
    if not explained:
        yield from islice((x for x in below if _explains(x.text)), block.rule.growth.explains)
    elif len(block.title.text.split()) <= _BANNER_WORDS:
        yield from islice((x for x in below if x.text.strip()), 1)


@cache
def _heads(pattern: str) -> re.Pattern[str]:
    return compile_text(pattern)


def _heads_within(block: Block) -> Iterator[Line]:
    """Yield the lines within a block that could begin one too: a test within a test, say."""
    if block.rule.tier is Tier.BLOCK:
        head = _heads(block.rule.pattern)
        yield from (line for line in block.lines[1:] if head.search(line.text))


def _explains(text: str) -> bool:
    """Tell whether a line below a title is a message: no frame, source, caret or list of paths."""
    return not _NO_MESSAGE.search(text) and frame_name(text) is None
