"""Facets: what a list can be asked for. A facet is a kind, a colon and a value: "job:unit".

A document carries its facets in one bounded array, so one index serves every filter.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import islice

MAX_FACETS = 200
MAX_VALUE_CHARS = 200
MIN_WORD_CHARS = 3
# How many facets of a kind there may be; kinds that stand first go in first, and jobs, the last,
# take what is left of MAX_FACETS.
MAX_LABELS = 20
MAX_WORDS = 40
MAX_SUMMARY_WORDS = 40
MAX_REPOS = 20
MAX_BRANCHES = 40

# fmt: off
STOP_WORDS = frozenset({
    "all", "and", "any", "are", "been", "but", "can", "did", "does", "for", "from", "had", "has",
    "have", "into", "its", "not", "our", "that", "the", "their", "then", "there", "these", "this",
    "too", "was", "were", "when", "which", "while", "will", "with", "you", "your",
})
# fmt: on

_WORD = re.compile(r"(?<![^\W_])[^\W\d_][^\W_]*")
# "TimeoutError" is found as such, as "timeout" and as "error"; so is each part of "HTTPError".
_CAMEL_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def facet(kind: str, value: str) -> str:
    """Return the facet; a long value is cut, characters that UTF-8 cannot hold are replaced."""
    text = value[:MAX_VALUE_CHARS].encode("utf-8", "replace").decode()
    return f"{kind}:{text}"


def report_facets(
    report_type: str,
    title: str,
    *,
    explained: bool = False,
    suggested: bool = False,
    statuses: Iterable[str] = (),
    summary_words: Iterable[str] = (),
    labels: Iterable[str] = (),
    repos: Mapping[str, int],
    branches: Mapping[str, int],
    jobs: Mapping[str, int],
) -> tuple[str, ...]:
    """Return the facets of a report, at most MAX_FACETS.

    First its type, whether a pattern or an issue explains it, and whether people who looked at
    its logs agree on a cause; then the statuses of its issue, labels, words of the title and of
    the issue's summary, repositories, branches and jobs. Of too many words the first stay, of the
    others those with the most occurrences.
    """
    found = [
        facet("type", report_type),
        facet("explained", "yes" if explained else "no"),
        *([facet("suggested", "yes")] if suggested else []),
        *(facet("status", status) for status in statuses),
        *_first("label", labels, MAX_LABELS),
        *_first("word", title_words(title), MAX_WORDS),
        *_first("word", summary_words, MAX_SUMMARY_WORDS),
        *_first("repo", by_count(repos), MAX_REPOS),
        *_first("branch", by_count(branches), MAX_BRANCHES),
        *_first("job", by_count(jobs), MAX_FACETS),
    ]
    return tuple(dict.fromkeys(found))[:MAX_FACETS]


def title_words(title: str) -> list[str]:
    """Return the words by which a title is found, each once, in lower case."""
    words = (word for match in _WORD.finditer(title) for word in (match[0], *_parts(match[0])))
    return _usable(words)


def query_words(text: str) -> list[str]:
    """Return the words that someone searches for, as they stand in facets."""
    return _usable(match[0] for match in _WORD.finditer(text))


def by_count(counts: Mapping[str, int]) -> list[str]:
    """Return the names, the most frequent first; nameless ones are left out."""
    names = (name for name in counts if name)
    return sorted(names, key=lambda name: (-counts[name], name))


def _parts(word: str) -> list[str]:
    return _CAMEL_PART.findall(word) if word.isascii() else []


def _usable(words: Iterable[str]) -> list[str]:
    lowered = dict.fromkeys(word.lower() for word in words)
    return [word for word in lowered if len(word) >= MIN_WORD_CHARS and word not in STOP_WORDS]


def _first(kind: str, values: Iterable[str], count: int) -> list[str]:
    return [facet(kind, value) for value in islice(values, count)]
