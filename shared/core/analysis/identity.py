"""What identifies a failure scenario: the keys that fingerprints are hashes of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from shared.core.analysis.choose import Chosen
from shared.core.analysis.coarse import coarse_skeleton
from shared.core.analysis.engine import compile_text
from shared.core.analysis.frames import frame_name, frame_names
from shared.core.analysis.grow import Block
from shared.core.analysis.model import ReportType
from shared.core.analysis.rules import kernel
from shared.core.analysis.rules.base import Rule, Tier
from shared.core.analysis.secrets import mask_credentials
from shared.core.analysis.skeleton import fine_skeleton
from shared.core.analysis.window import Line

# How many functions of the stack count: a kernel's report is known by one, as its readers name it.
_FRAMES, _KERNEL_FRAMES = 3, 1
_MORE_LINES = 2
_NO_MESSAGE = compile_text(
    r"^\s*$|^\s*\d* *\||^[\s^~-]*$|^\s*(?:-->|at |note:|help:|=+|-{3,}|>|\.\.\.)"
    r"|^\s{8,}|[{;]\s*$|^[\s{}()\[\];,]*$|^\s*\S+[\\/]\S*$|^\s*#"
    r"|^In file included|: note: |^\s+from "
)
_BANNER_WORDS = 3  # a title this short is a banner; what it says comes after
_KERNEL = frozenset(rule.name for rule in kernel.RULES)


def fine_key(chosen: Chosen) -> tuple[str, ...]:
    """Return the skeletons that identify the scenario, one a line.

    That is the type, the title, the head of its block where it differs (a test's name, say) and,
    of a crash, the innermost functions of its stack.
    """
    block = chosen.blocks[0]
    frames = _frames(block) if chosen.report_type is ReportType.CRASH else []
    texts = _parts(block, explained=bool(frames))
    skeletons = dict.fromkeys(fine_skeleton(mask_credentials(text)) for text in texts)
    return (str(chosen.report_type), *skeletons, *(f"at {name}" for name in frames))


def coarse_key(chosen: Chosen) -> tuple[str, ...]:
    """Return the looser key: what is alike, never an identity."""
    return (
        str(chosen.report_type),
        coarse_skeleton(chosen.blocks[0].title.text.encode("utf-8", "replace")).hex(),
    )


def _frames(block: Block) -> list[str]:
    count = _KERNEL_FRAMES if block.rule.name in _KERNEL else _FRAMES
    return list(islice(frame_names(_stack(block)), count))


def _stack(block: Block) -> Sequence[Line]:
    """Return the lines of the block from the innermost frame on."""
    lines = block.lines
    starts = [at for at, line in enumerate(lines) if line.text.startswith("stack backtrace:")]
    if starts:  # before it, lock reports print where locks were taken
        return lines[starts[-1] :]
    if any('File "' in line.text for line in lines):  # Python prints the innermost frame last
        return lines[::-1]
    return lines


def _parts(block: Block, *, explained: bool) -> Iterator[str]:
    """Yield the lines that say what failed: head, title, causes, and what explains them below.

    `explained` tells that frames do that already.
    """
    yield block.lines[0].text
    yield block.title.text
    yield from islice(
        (x.text for x in block.lines[1:] if _is_head(block.rule, x.text)), _MORE_LINES
    )
    through = block.rule.growth.through
    if through is not None and through.search(block.lines[-1].text):
        yield block.lines[-1].text
    title = block.rule.growth.title
    if title is not None and block.rule.tier is Tier.TRACE:
        yield from islice((x.text for x in block.lines if title.search(x.text)), _MORE_LINES + 1)
    below = (line.text for line in block.lines if line.number > block.title.number)
    if not explained:
        yield from islice((text for text in below if _explains(text)), block.rule.growth.explains)
    elif len(block.title.text.split()) <= _BANNER_WORDS:
        yield from islice((text for text in below if text.strip()), 1)


@cache
def _heads(pattern: str) -> re.Pattern[str]:
    return compile_text(pattern)


def _is_head(rule: Rule, text: str) -> bool:
    """Tell whether a line within a block could begin one too: a test within a test, say."""
    return rule.tier is Tier.BLOCK and _heads(rule.pattern).search(text) is not None


def _explains(text: str) -> bool:
    """Tell whether a line below a title is a message: no frame, source, caret or list of paths."""
    return not _NO_MESSAGE.search(text) and frame_name(text) is None
