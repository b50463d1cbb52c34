"""Line prefixes that CI systems add, and the proof that a log carries one.

A prefix is stripped only after the first lines of the log show it, so that a tool's own
timestamp in a single line stays what it is.
"""

import re
from dataclasses import dataclass

_ISO = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?"
_LAYERS = 3
_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefix by name; `pattern` matches at the start of a clean line."""

    name: str
    pattern: re.Pattern[str]


# Order matters: the longest form of a family stands first.
PREFIXES = (
    Prefix("taskcluster", re.compile(rf"\[\w+ {_ISO}\] ?")),
    Prefix(
        "mozharness",
        re.compile(r"\d\d:\d\d:\d\d +(?=(?:DEBUG|INFO|WARNING|ERROR|CRITICAL|FATAL) - )"),
    ),
    Prefix("mozharness-level", re.compile(r"(?:DEBUG|INFO) - +")),
    Prefix("github-cli", re.compile(rf"[^\t\n]{{1,120}}\t[^\t\n]{{1,120}}\t\ufeff?{_ISO} ?")),
    Prefix("gitlab-runner", re.compile(rf"{_ISO} \d{{2}}[OE][+ ]?")),
    Prefix("bracketed-iso", re.compile(rf"\[{_ISO}\] ?")),
    Prefix("iso", re.compile(rf"{_ISO}:? ?")),
    Prefix("bracketed-clock", re.compile(r"\[\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\] ?")),
    Prefix("clock", re.compile(r"\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?: \||:)? +")),
    Prefix("kernel-console", re.compile(r"(?:<\d>)?\[ *\d{1,7}\.\d{3,9}\](?:\[ *[TC]\d+\])? ?")),
    Prefix("docker-step", re.compile(r"#\d{1,4} (?:\d{1,6}\.\d{1,4} )?")),
)


def prove_prefixes(sample: list[str]) -> tuple[re.Pattern[str], ...]:
    """Return the prefixes, outermost first, that most lines of the sample carry."""
    lines = [line for line in sample if line.strip()]
    proven: list[re.Pattern[str]] = []
    for _ in range(_LAYERS):
        found = _prevailing(lines)
        if found is None:
            break
        proven.append(found)
        lines = [line for line in (found.sub("", line, count=1) for line in lines) if line.strip()]
    return tuple(proven)


def strip_prefixes(text: str, proven: tuple[re.Pattern[str], ...]) -> str:
    """Return text without the proven prefixes; a line that lacks one stays as it is."""
    for pattern in proven:
        match = pattern.match(text)
        if match:
            text = text[match.end() :]
    return text


def _prevailing(lines: list[str]) -> re.Pattern[str] | None:
    if len(lines) < 3:
        return None
    for prefix in PREFIXES:
        hits = sum(1 for line in lines if prefix.pattern.match(line))
        if hits >= _SHARE * len(lines):
            return prefix.pattern
    return None
