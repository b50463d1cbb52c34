"""What a block proves by its lines: a call stack, or only words that claim one."""

from collections.abc import Iterable

from shared.core.analysis.engine import compile_text
from shared.core.analysis.window import Line

# A frame names a place in code: file and line, or an address, or a function with its offset.
_FRAME = compile_text(
    r'^\s*File "[^"]+", line \d+'
    r"|^\s*(?:\[\w+\]\s+)?at \S.*[(:\[<]"
    r"|^\s*(?:==\d+==\s*)?#\d+:?\s+(?:0x[0-9a-fA-F]+|in\b|\S+ ?\(|\S+\(\d+\)|\w+)"
    r"|^\s*(?:==\d+==)?\s+(?:at|by) 0x[0-9A-Fa-f]+:"
    r"|^\s+\S+\.go:\d+(?: \+0x|$)|^goroutine \d+ \["
    r"|^\s+\d+:\s+(?:0x[0-9a-f]+ - )?\S+(?:::\S+|$)"
    r"|^\s*(?:from )?\S+\.(?:rb|exs?|erl|lua|pl|pm|php|jl):\d+:? ?(?:in |\S+/\d|$)"
    r"|\+0x[0-9a-f]+(?:/0x[0-9a-f]+)?"
    r"|^bt#\d+|^\s*\[<?[0-9a-f]{8,}>?\]"
    r"|(?i:call ?stack|call trace)|^\s*(?:[Ss]tack ?[Tt]race|stack traceback"
    r"|stack backtrace):?\s*$"
)


def has_frames(lines: Iterable[Line]) -> bool:
    """Tell whether a line is a frame of a call stack, or announces one."""
    return any(_FRAME.search(line.text) for line in lines)
