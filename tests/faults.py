"""Staged trouble: a port that fails, or a process that dies, before or after a chosen call.

store = Faulty(SqliteStore(path), before={"save_record": 2}, error=StoreUnavailable("staged"))
store = Faulty(SqliteStore(path), after={ANY: 3})      # the third call, then kill -9
calls = Calls(); Faulty(store, calls=calls), Faulty(logs, calls=calls)   # one count for both
"""

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

ANY = "any method"
# How services change a port; every other method reads.
WRITES = frozenset({"save_record", "save", "take_lease", "drop_lease", "put", "writing"})


class Calls(Counter[str]):
    """How often each method was called, and under ANY how often any was. Counts from 1."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()

    def count(self, method: str) -> dict[str, int]:
        """Count one call; return its number among its method's and among all calls."""
        with self._lock:
            self.update((method, ANY))
            return {method: self[method], ANY: self[ANY]}

    @property
    def writes(self) -> int:
        """Calls of methods that change something."""
        return sum(self[method] for method in WRITES)

    @property
    def reads(self) -> int:
        """Calls of all other methods."""
        return self[ANY] - self.writes


class Faulty:
    """Stands in for the target; every call goes through to it, except where trouble is staged.

    `before` and `after` map a method's name, or ANY, to the number of the call. A call that fails
    before has done nothing, one that fails after has done all and its answer is lost. With
    `error` that is raised, without it the process kills itself as by `kill -9`. `told` is called
    with where it is ("after save_record") right before.
    """

    def __init__(
        self,
        target: object,
        *,
        before: Mapping[str, int] | None = None,
        after: Mapping[str, int] | None = None,
        error: Exception | None = None,
        calls: Calls | None = None,
        told: Callable[[str], object] = len,
    ) -> None:
        self.calls = Calls() if calls is None else calls
        self._target = target
        self._before = before or {}
        self._after = after or {}
        self._error = error
        self._told = told

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._target, name)
        return self._staged(name, attribute) if callable(attribute) else attribute

    def _staged(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            numbers = self.calls.count(name)
            self._fail_if("before", self._before, numbers)
            result = method(*args, **kwargs)
            self._fail_if("after", self._after, numbers)
            return result

        return call

    def _fail_if(self, when: str, staged: Mapping[str, int], numbers: Mapping[str, int]) -> None:
        if not any(staged.get(name) == number for name, number in numbers.items()):
            return
        self._told(f"{when} {next(iter(numbers))}")
        if self._error is not None:
            raise self._error
        os.kill(os.getpid(), signal.SIGKILL)
