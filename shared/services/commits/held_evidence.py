"""What the logs of a commit's failures say and who else met them, held while its builds run.

Most of what is heard of a commit does not tell of its failures, and evidence read anew each time
would be nine tenths of what it costs. What is held decides what pages show meanwhile; what is
posted, and the last word, rest on what is read for them (deciding.py).
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.core.verdicts.model import Failure
from shared.services.commits.evidence import Evidence

MAX_AGE_MS = 10 * 60_000
MAX_COMMITS = 100
MAX_SIGHTINGS = 1_000
"""Of one commit; what has more is read again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What evidence was read for; where any of it changed, what is held is of no use.

    `author` and branches say whose sightings are evidence, `before_ms` from when on; `reminders`
    counts what was heard of labels, pins and scans, `pattern_set` is the newest that was known.
    """

    key: str
    records: frozenset[str]
    reminders: int
    before_ms: int
    pattern_set: int
    author: str | None
    pull: str | None
    branch: str | None
    base_branch: str | None

    @classmethod
    def by(cls, evidence: Evidence, records: Iterable[str], reminders: int) -> "Asked":
        """Return what the evidence of these logs is asked for."""
        mine = evidence.mine
        return cls(
            mine.key,
            frozenset(records),
            reminders,
            evidence.before_ms,
            evidence.hits.known.number,
            mine.author,
            mine.pull,
            mine.branch,
            mine.base_branch,
        )


@dataclass(frozen=True, slots=True)
class _Held:
    asked: Asked
    read_ms: int
    failures: Mapping[str, Failure]


@dataclass(frozen=True, slots=True)
class HeldEvidence:
    """The failures of the commits heard of last, by record id. Safe to share between threads."""

    _held: dict[str, _Held] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, asked: Asked, *, now_ms: int) -> Mapping[str, Failure] | None:
        """Return what was read for just this less than MAX_AGE_MS ago, None if nothing was."""
        with self._lock:
            held = self._held.get(asked.key)
        if held is None or held.asked != asked:
            return None
        return held.failures if held.read_ms <= now_ms < held.read_ms + MAX_AGE_MS else None

    def put(self, asked: Asked, failures: Mapping[str, Failure], *, now_ms: int) -> None:
        """Hold what was read; the commit whose evidence was read longest ago gives way."""
        with self._lock:
            self._held.pop(asked.key, None)
            if sum(len(each.sightings) for each in failures.values()) > MAX_SIGHTINGS:
                return
            self._held[asked.key] = _Held(asked, now_ms, failures)
            if len(self._held) > MAX_COMMITS:
                del self._held[next(iter(self._held))]
