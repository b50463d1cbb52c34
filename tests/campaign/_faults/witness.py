"""Whether a status is true at the moment it is posted."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from shared.bootstrap import App
from shared.services.patterns.active import ActivePatterns
from tests.services.commits.replay import recomputed

# What of a call does not tell it from another of the same turn.
_NOT_TOLD = ("now_ms", "limit")
_FOR_EVER = 10**15


@dataclass
class Reads:
    """What a request has read since the last look at what was heard of a commit, and when."""

    answers: dict[tuple[str, ...], object] = field(default_factory=dict)
    times: list[int] = field(default_factory=list)
    since: float = 0.0

    def remember(self, port: str, target: Any) -> Any:
        """Stand before the port and keep its answers."""
        return _Remembering(self, port, target)

    def begin(self) -> None:
        """Forget all: a new turn at a commit begins."""
        self.answers.clear()
        self.times.clear()
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
    active: ActivePatterns
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
    app: App
    reads: Reads
    write: Callable[[dict[str, object]], None]

    def post(self, repo: str, sha: str, state: Any, description: str, **named: Any) -> None:
        told, answers = (state, description), replace(self.reads, answers=dict(self.reads.answers))
        times = (self.reads.times[0], self.reads.times[-1])
        truth = "now" if self._is(told, sha, self._stored(times)) else "false"
        if truth == "false" and self._is(told, sha, self._read(answers, times)):
            truth = "read"
        age_ms = int((time.monotonic() - self.reads.since) * 1000)
        said = {"sha": sha, "state": state, "description": description}
        self.write(said | {"truth": truth, "age_ms": age_ms})
        self.base.statuses.post(repo, sha, state, description, **named)

    def list_runs(self, repo: str, sha: str) -> Any:
        return self.base.statuses.list_runs(repo, sha)

    def _is(self, told: tuple[Any, str], sha: str, known: Iterator[_Known]) -> bool:
        for each in known:
            try:
                decided = recomputed(each, sha).decision
            except KeyError:  # it would take what was not read
                continue
            if (decided.state, decided.description) == told:
                return True
        return False

    def _stored(self, times: tuple[int, ...]) -> Iterator[_Known]:
        base = self.base
        for now_ms in dict.fromkeys(times):
            active = ActivePatterns(base.patterns, base.derived, lambda: 0)
            yield _Known(base.store, base.commits, active, now_ms)

    def _read(self, reads: Reads, times: tuple[int, ...]) -> Iterator[_Known]:
        store, commits, patterns, derived = (
            _Remembered(reads, name) for name in ("store", "commits", "patterns", "derived")
        )
        # The set that was read in this turn or, where one that was held served, the one held. That
        # is shared with other requests: it may be newer by now. Snapshots never change.
        read = ActivePatterns(patterns, self.base.derived, lambda: 0, _FOR_EVER)
        held = replace(
            self.app.active_patterns, patterns=patterns, derived=derived, max_age_ms=_FOR_EVER
        )
        for now_ms in dict.fromkeys(times):
            yield _Known(store, commits, read, now_ms)
            yield _Known(store, commits, held, now_ms)
