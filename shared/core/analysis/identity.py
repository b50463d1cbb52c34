"""What identifies a failure scenario: the keys that fingerprints are hashes of."""

from collections.abc import Iterator, Sequence
from itertools import islice

from shared.core.analysis.choose import Chosen
from shared.core.analysis.coarse import coarse_skeleton
from shared.core.analysis.frames import frame_names
from shared.core.analysis.grow import Block
from shared.core.analysis.model import ReportType
from shared.core.analysis.rules import kernel
from shared.core.analysis.secrets import mask_credentials
from shared.core.analysis.skeleton import fine_skeleton
from shared.core.analysis.window import Line

# How many functions of the stack count: a kernel's report is known by one, as its readers name it.
_FRAMES, _KERNEL_FRAMES = 3, 1
_BANNER_WORDS = 3  # a title this short is a banner; what it says comes after
_KERNEL = frozenset(rule.name for rule in kernel.RULES)


def fine_key(chosen: Chosen) -> tuple[str, ...]:
    """Return the skeletons that identify the scenario, one a line.

    That is the type, the title, the head of its block where it differs (a test's name, say) and,
    of a crash, the innermost functions of its stack.
    """
    block = chosen.blocks[0]
    skeletons = dict.fromkeys(fine_skeleton(mask_credentials(text)) for text in _parts(block))
    count = _KERNEL_FRAMES if block.rule.name in _KERNEL else _FRAMES
    frames = islice(frame_names(_stack(block)), count) if _has_stack(chosen) else ()
    return (str(chosen.report_type), *skeletons, *(f"at {name}" for name in frames))


def coarse_key(chosen: Chosen) -> tuple[str, ...]:
    """Return the looser key: what is alike, never an identity."""
    return (
        str(chosen.report_type),
        coarse_skeleton(chosen.blocks[0].title.text.encode("utf-8", "replace")).hex(),
    )


def _has_stack(chosen: Chosen) -> bool:
    return chosen.report_type is ReportType.CRASH


def _stack(block: Block) -> Sequence[Line]:
    """Return the lines of the block from the innermost frame on."""
    lines = block.lines
    starts = [at for at, line in enumerate(lines) if line.text.startswith("stack backtrace:")]
    if starts:  # before it, lock reports print where locks were taken
        return lines[starts[-1] :]
    if any('File "' in line.text for line in lines):  # Python prints the innermost frame last
        return lines[::-1]
    return lines


def _parts(block: Block) -> Iterator[str]:
    yield block.lines[0].text
    yield block.title.text
    if len(block.title.text.split()) <= _BANNER_WORDS:
        following = (line.text for line in block.lines if line.number > block.title.number)
        yield from islice((text for text in following if text.strip()), 1)
