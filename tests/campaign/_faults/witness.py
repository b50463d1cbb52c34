"""Whether a status is true at the moment it is posted."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from shared.bootstrap import App
from shared.services.patterns.active import ActivePatterns, KnownSet
from tests.services.commits.replay import recomputed

# What of a call does not tell it from another of the same turn.
_NOT_TOLD = ("now_ms", "limit")


@dataclass
class Reads:
    """What a request has read since the last look at what was heard of a commit, and when."""

    answers: dict[tuple[str, ...], object] = field(default_factory=dict)
    times: list[int] = field(default_factory=list)
    known: KnownSet | None = None
    since: float = 0.0

    def remember(self, port: str, target: Any) -> Any:
        """Stand before the port and keep its answers."""
        return _Remembering(self, port, target)

    def remember_set(self, active: ActivePatterns) -> Any:
        """Stand before what knows the patterns, which other requests renew, and keep its set."""
        return _RememberingSet(self, active)

    def begin(self) -> None:
        """Forget all: a new turn at a commit begins."""
        self.answers.clear()
        self.times.clear()
        self.known = None
        self.since = time.monotonic()


class _Remembering:
    def __init__(self, reads: Reads, port: str, target: Any) -> None:
        self._reads, self._port, self._target = reads, port, target

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._target, name)
        if not callable(attribute):
            return attribute

        def call(*args: Any, **kwargs: Any) -> Any:
            args = tuple(list(each) if isinstance(each, Iterator) else each for each in args)
            if name == "list_undecided" and kwargs.get("limit", 0) > 1:
                self._reads.begin()
            answer = attribute(*args, **kwargs)
            self._reads.answers[_key(self._port, name, args, kwargs)] = answer
            return answer

        return call


class _RememberingSet:
    def __init__(self, reads: Reads, active: ActivePatterns) -> None:
        self._reads, self._active = reads, active

    def __getattr__(self, name: str) -> Any:
        return getattr(self._active, name)

    def current(self) -> KnownSet:
        self._reads.known = self._active.current()
        return self._reads.known


@dataclass(frozen=True)
class _RememberedSet:
    """The set of patterns that a turn rested on."""

    patterns: Any
    known: KnownSet | None

    def current(self) -> KnownSet:
        if self.known is None:
            raise KeyError("no set of patterns was asked for")
        return self.known


class _Remembered:
    """A port that answers what was read before, and nothing else."""

    def __init__(self, reads: Reads, port: str) -> None:
        self._answers, self._port = dict(reads.answers), port

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: self._answers[_key(self._port, name, args, kwargs)]


def _key(port: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[str, ...]:
    told = {key: value for key, value in kwargs.items() if key not in _NOT_TOLD}
    return (port, name, *map(_plain, args), repr(sorted(told.items())))


def _plain(value: Any) -> str:
    named = isinstance(value, str | bytes) or not hasattr(value, "__iter__")
    return repr(value if named else sorted(value))


@dataclass(frozen=True)
class _Known:
    """What `recomputed` asks for, at a time."""

    store: Any
    commits: Any
    active: ActivePatterns | _RememberedSet
    now_ms: int

    def clock(self) -> int:
        return self.now_ms


@dataclass(frozen=True)
class Witness:
    """Stands before the host of statuses and writes of each whether it was true.

    A status is true if it equals what follows from all that is stored at this moment. Others
    write meanwhile; so one that is not is compared with what follows from just what was read for
    it: then it was true when it was read, and what came since has the commit decided again.
    """

    base: App
    reads: Reads
    write: Callable[[dict[str, object]], None]

    def post(self, repo: str, sha: str, state: Any, description: str, **named: Any) -> None:
        told, reads = (state, description), replace(self.reads, answers=dict(self.reads.answers))
        times = (reads.times[0], reads.times[-1])
        truth, found = "now", self._decided(sha, self._stored(times))
        if told not in found:
            found += (read := self._decided(sha, self._read(reads, times)))
            truth = "read" if told in read else "false"
        age_ms = int((time.monotonic() - reads.since) * 1000)
        said = {"sha": sha, "state": state, "description": description, "decided": found}
        self.write(said | {"truth": truth, "age_ms": age_ms})
        self.base.statuses.post(repo, sha, state, description, **named)

    def list_runs(self, repo: str, sha: str) -> Any:
        return self.base.statuses.list_runs(repo, sha)

    def _decided(self, sha: str, known: Iterator[_Known]) -> list[tuple[Any, str]]:
        found = []
        for each in known:
            try:
                decided = recomputed(each, sha).decision
            except KeyError as exc:  # it would take what was not read
                found.append((None, f"not read: {exc}"))
            else:
                found.append((decided.state, decided.description))
        return found

    def _stored(self, times: tuple[int, ...]) -> Iterator[_Known]:
        base = self.base
        for now_ms in dict.fromkeys(times):
            active = ActivePatterns(base.patterns, base.derived, lambda: 0)
            yield _Known(base.store, base.commits, active, now_ms)

    def _read(self, reads: Reads, times: tuple[int, ...]) -> Iterator[_Known]:
        store, commits, patterns = (
            _Remembered(reads, name) for name in ("store", "commits", "patterns")
        )
        for now_ms in dict.fromkeys(times):
            yield _Known(store, commits, _RememberedSet(patterns, reads.known), now_ms)
