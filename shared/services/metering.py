"""What one run of a use case asks of its ports: how often, and for how long."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

P = TypeVar("P")


class Meter:
    """Counts calls and milliseconds of the ports it was put before; for one run, in one thread."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._started = clock()
        self._spent: dict[str, float] = {}
        self.calls: Counter[str] = Counter()

    def before(self, stage: str, port: P) -> P:
        """Return the port with every call counted and its time added to the stage."""
        return _Metered(self, stage, port)  # type: ignore[return-value] # it has all of its methods

    def measure(self, stage: str, call: Callable[[], Any]) -> Any:
        """Return what the call returns, its time added to the stage."""
        began = self._clock()
        try:
            return call()
        finally:
            self._spent[stage] = self._spent.get(stage, 0.0) + self._clock() - began

    def milliseconds(self) -> dict[str, int]:
        """Return the time of each stage, of what is none of them, and of all, since the start."""
        total = self._clock() - self._started
        stages = {f"{stage}_ms": _ms(spent) for stage, spent in self._spent.items()}
        own = total - sum(self._spent.values())
        return {**stages, "own_ms": _ms(own), "total_ms": _ms(total)}


class _Metered:
    """Stands before a port."""

    def __init__(self, meter: Meter, stage: str, port: object) -> None:
        self._meter, self._stage, self._port = meter, stage, port

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._port, name)
        return self._metered(name, attribute) if callable(attribute) else attribute

    def _metered(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self._meter.calls[f"{self._stage}.{name}"] += 1
            found = self._meter.measure(self._stage, lambda: method(*args, **options))
            return self._blocks(found) if isinstance(found, Iterator) else found

        return call

    def _blocks(self, blocks: Iterator[Any]) -> Iterator[Any]:
        """Yield what the iterator yields: it works while it is asked, not when it is made."""
        end = object()
        while (block := self._meter.measure(self._stage, lambda: next(blocks, end))) is not end:
            yield block


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
