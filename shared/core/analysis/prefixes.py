"""Line prefixes that CI systems add, and the proof that a log carries one.

A prefix is stripped only after the first lines of the log show it, so that a tool's own
timestamp in a single line stays what it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.core.analysis.engine import compile_bytes

_ISO = (
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC"
    r"|[+-]\d\d:?\d\d))?"
)
_LAYERS = 3
_SHARE = 0.6
_MIN_LINES = 3


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefix by name; `pattern` is anchored at the start of a clean line.

    Where it has a group, only the group is the prefix. A `sure` one is like nothing else: a
    single line proves it. One with a `mark` stands on some lines only; the mark proves it.
    """

    name: str
    pattern: re.Pattern[bytes]
    sure: bool = False
    mark: bytes | None = None


def _prefix(name: str, pattern: str, *, sure: bool = False, mark: bytes | None = None) -> Prefix:
    return Prefix(name, compile_bytes(rf"\A(?:{pattern})"), sure, mark)


# Order matters: the longest form of a family stands first.
PREFIXES = (
    _prefix("taskcluster", rf"\[\w+ {_ISO}\] ?", sure=True),
    _prefix(
        "github-actions", r"(?:\xef\xbb\xbf)?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z ?", sure=True
    ),
    _prefix("mozharness", r"\d\d:\d\d:\d\d +(?:DEBUG|INFO) - +|\d\d:\d\d:\d\d +"),
    _prefix("github-cli", rf"[^\t]{{1,160}}\t[^\t]{{1,160}}\t(?:\xef\xbb\xbf)?{_ISO} ?"),
    _prefix("gitlab-runner", rf"{_ISO} \d{{2}}[OE][+ ]?"),
    _prefix("bracketed-iso", rf"\[{_ISO}\] ?"),
    _prefix("iso", rf"(?:\xef\xbb\xbf)?{_ISO}:? ?"),
    _prefix("bracketed-clock", r"\[\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\] ?"),
    _prefix("clock", r"\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?: \||:)? +"),
    _prefix("process-console", r"\[\d+\.\d+\] \d+\.\d+> "),
    _prefix(
        "kernel-console",
        (
            r"(?:\w{3} +\d+ [\d:]{8} \S+ (?:(?:KERN|kern)\.\w+ )?(?:KERNEL|kernel): )?"
            r"(?:<\d+>)?\[ *\d{1,7}\.\d{3,9}\](?:\[ *[TC]\d+\])? ?"
        ),
    ),
    # Terminals of this CI's macOS workers wrote their own mode into the log.
    _prefix("travis-macos", r"(nl)(?:[^a-z0-9_./-]|$)", mark=b"travis_fold:start:worker_info"),
    _prefix("docker-step", r"#\d{1,4} \d{1,6}\.\d{1,4} "),
)


class Prefixes:
    """The prefixes that one log is proven to carry, outermost first."""

    def __init__(self, proven: Sequence[Prefix] = ()) -> None:
        self.names = tuple(prefix.name for prefix in proven)
        self._patterns = tuple(prefix.pattern for prefix in proven)
        self._of_lines = _of_lines(self._patterns)

    def strip(self, line: bytes) -> bytes:
        """Return the clean line without the prefixes; a line that lacks one stays as it is."""
        for pattern in self._patterns:
            match = pattern.match(line)
            if match:
                line = line[match.end(match.re.groups and 1) :]
        return line

    def strip_lines(self, data: bytes) -> bytes:
        """Return clean lines without the prefixes, each as `strip` would return it."""
        if self._of_lines is None:
            return b"\n".join(self.strip(line) for line in data.split(b"\n"))
        for pattern in self._of_lines:
            data = pattern.sub(b"", data)
        return data


def _of_lines(patterns: Sequence[re.Pattern[bytes]]) -> tuple[re.Pattern[bytes], ...] | None:
    """Return the patterns as they find their prefix on every line, None if one may cross lines."""
    texts = [pattern.pattern.decode() for pattern in patterns]
    if any(pattern.groups for pattern in patterns) or any("[^" in text for text in texts):
        return None
    return tuple(compile_bytes("(?m:^)" + text.removeprefix(r"\A")) for text in texts)


def prove_prefixes(sample: Sequence[bytes]) -> Prefixes:
    """Return the prefixes that most of the sample's clean lines carry."""
    lines = [line for line in sample if line.strip()]
    proven = [prefix for prefix in PREFIXES if prefix.mark and prefix.mark in lines]
    for _ in range(_LAYERS):
        found = _prevailing(lines)
        if found is None:
            break
        proven.append(found)
        only = Prefixes([found])
        lines = [rest for rest in (only.strip(line) for line in lines) if rest.strip()]
    return Prefixes(proven)


def _prevailing(lines: Sequence[bytes]) -> Prefix | None:
    for prefix in PREFIXES:
        if prefix.mark or len(lines) < (1 if prefix.sure else _MIN_LINES):
            continue
        hits = sum(1 for line in lines if prefix.pattern.match(line))
        if hits >= _SHARE * len(lines):
            return prefix
    return None
