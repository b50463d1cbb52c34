"""Skeletons: a line with every part removed that differs from run to run."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What replaces the matches of `pattern` in a fine skeleton."""

    name: str
    pattern: re.Pattern[str]
    replacement: str


# Order matters: the digits inside a timestamp must be gone before <int> sees them.
PLACEHOLDERS = (
    Placeholder("function", re.compile(r"\b[\w.]+\+0x[0-9a-f]+(?:/0x[0-9a-f]+)?"), "<function>"),
    Placeholder(
        "task",
        re.compile(r"\btask \S+:\d+ blocked|\[[\w./-]+:\d+\]|\b[\w.:-]+/\d+(?:/0x[0-9a-f]+|\.)?$"),
        "<task>",
    ),
    Placeholder("url", re.compile(r"\b[a-z][a-z0-9+.-]{1,12}://[^\s'\"<>)\]]+", re.I), "<url>"),
    Placeholder(
        "uuid", re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.I), "<uuid>"
    ),
    Placeholder(
        "timestamp",
        re.compile(
            r"\b\d{4}[-/]\d\d?[-/]\d\d?(?:[T ,]+\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?: ?"
            r"(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?"
        ),
        "<time>",
    ),
    Placeholder("clock", re.compile(r"\b\d\d?:\d\d:\d\d(?:[.,]\d+)?(?: ?[AP]M)?\b"), "<time>"),
    Placeholder("address", re.compile(r"\b0x[0-9a-f]+\b", re.I), "<hex>"),
    Placeholder("ip", re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b"), "<ip>"),
    Placeholder(
        "hash", re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,128}\b", re.I), "<hash>"
    ),
    # A path keeps its last two parts: the folders above are the machine's.
    Placeholder(
        "path", re.compile(r"(?:[A-Za-z]:)?(?:[\\/][\w.@+~%-]+)+[\\/](?=[\w.@+~%-]+)"), "<path>/"
    ),
    Placeholder(
        "position", re.compile(r"(?<=[\w)])[:(]\d+(?:[:,]\d+)?\)?(?=[:\s,)\]]|$)"), ":<pos>"
    ),
    Placeholder("line", re.compile(r"\b(lines?) \d+(?:-\d+)?", re.I), "line <int>"),
    Placeholder(
        "duration",
        re.compile(
            r"\b\d+(?:\.\d+)? ?(?:ms|us|ns|µs|s|secs?|seconds?|m|mins?|minutes?|h"
            r"|hours?)\b"
        ),
        "<time>",
    ),
    Placeholder(
        "size", re.compile(r"\b\d+(?:\.\d+)? ?(?:[kmgt]i?b|bytes?|[kmg])\b", re.I), "<size>"
    ),
    Placeholder(
        "exit",
        re.compile(
            (
                r"\b((?:exit(?:ed)?|status|code|signal|errno)[ :=(]{1,3}(?:with |code |status "
                r")*)(\d{1,3})\b"
            ),
            re.I,
        ),
        r"\1=\2=",
    ),
    Placeholder("float", re.compile(r"(?<![\w.=-])[+-]?\d+\.\d+(?:e[+-]?\d+)?(?![\w.-])"), "<num>"),
    Placeholder("int", re.compile(r"(?<![\w.=-])[+-]?\d+(?![\w.=-])"), "<num>"),
    Placeholder("long-digits", re.compile(r"\d{4,}"), "<num>"),
)
_SPACES = re.compile(r"\s+")
_MAX_CHARS = 500


def fine_skeleton(text: str) -> str:
    """Return text with run-specific values replaced by placeholders; codes and names stay.

    "/tmp/x81/a.c:3:7: error: took 12.5s" -> "<path>/a.c:<pos>: error: took <time>"
    """
    text = text[:_MAX_CHARS].strip()
    for placeholder in PLACEHOLDERS:
        text = placeholder.pattern.sub(placeholder.replacement, text)
    return _SPACES.sub(" ", text)
