"""Two logs side by side by the skeletons of their lines: what is only here, only there, in both.

Only ids of skeletons and line numbers are kept; the lines are read from the logs again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from shared.core.analysis.coarse import coarse_skeleton
from shared.core.log_lines import Span

MAX_SKELETONS = 50_000
"""Distinct skeletons looked at of one log; a log of more is compared as far as that."""
MAX_GROUPS = 500


@dataclass(slots=True)
class Mentions:
    """Where a skeleton stands in a log: its first line, 1-based, and how many lines it has."""

    first: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class LogSkeletons:
    """The distinct skeletons of a log in order, by id; `cut` says that it has more."""

    mentions: dict[bytes, Mentions]
    line_count: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one skeleton: the number of the first in each log, None where it has none."""

    here: int | None
    there: int | None
    here_count: int = 0
    there_count: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Groups in order of their first line, at most MAX_GROUPS of a kind; the totals are whole."""

    only_here: tuple[Group, ...]
    only_there: tuple[Group, ...]
    both: tuple[Group, ...]
    totals: tuple[int, int, int]
    cut: bool


def skeletons_of(lines: Iterable[bytes]) -> LogSkeletons:
    """Return the skeletons of clean lines; a line without a word in it has none."""
    mentions: dict[bytes, Mentions] = {}
    cut, number = False, 0
    for number, line in enumerate(lines, start=1):
        skeleton = coarse_skeleton(line)
        if not any(char > 0x20 for char in skeleton):
            continue
        key = blake2b(skeleton, digest_size=8).digest()
        known = mentions.get(key)
        if known is not None:
            known.count += 1
        elif len(mentions) < MAX_SKELETONS:
            mentions[key] = Mentions(number)
        else:
            cut = True
    return LogSkeletons(mentions, number, cut)


def compare(here: LogSkeletons, there: LogSkeletons) -> Comparison:
    """Return what the logs have apart from each other and in common."""
    only_here = [
        Group(m.first, None, m.count) for k, m in here.mentions.items() if k not in there.mentions
    ]
    only_there = [
        Group(None, m.first, 0, m.count)
        for k, m in there.mentions.items()
        if k not in here.mentions
    ]
    both = [
        Group(m.first, other.first, m.count, other.count)
        for k, m in here.mentions.items()
        if (other := there.mentions.get(k)) is not None
    ]
    return Comparison(
        tuple(only_here[:MAX_GROUPS]),
        tuple(only_there[:MAX_GROUPS]),
        tuple(both[:MAX_GROUPS]),
        (len(only_here), len(only_there), len(both)),
        here.cut or there.cut,
    )


def spans_of(numbers: Iterable[int | None]) -> list[Span]:
    """Return the lines as spans in order, neighbours joined."""
    spans: list[Span] = []
    for number in sorted({each for each in numbers if each is not None}):
        if spans and spans[-1].last == number - 1:
            spans[-1] = Span(spans[-1].first, number)
        else:
            spans.append(Span(number, number))
    return spans
