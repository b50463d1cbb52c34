"""Rate limits of one process: a bucket of permits for each name, refilled as time passes."""

import math
import threading
from collections import OrderedDict

MAX_NAMES = 10_000


class Limit:
    """At most `burst` at once and `per_minute` in the long run, for each name.

    Nothing is shared: another instance of the service counts for itself. Of more than 10,000
    names the one that was not seen for longest is forgotten, as if it had rested.
    """

    def __init__(self, *, per_minute: int, burst: int) -> None:
        self._per_ms = per_minute / 60_000
        self._burst = float(burst)
        self._permits: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, name: str, *, now_ms: int) -> int:
        """Take a permit and return 0; without one return the seconds until there is one."""
        with self._lock:
            permits = self._refilled(name, now_ms)
            allowed = permits >= 1
            self._put(name, permits - 1 if allowed else permits, now_ms)
        return 0 if allowed else self._seconds_until_one(permits)

    def wait_seconds(self, name: str, *, now_ms: int) -> int:
        """Return 0 if there is a permit, else the seconds until there is one; take none."""
        with self._lock:
            permits = self._refilled(name, now_ms)
        return 0 if permits >= 1 else self._seconds_until_one(permits)

    def _refilled(self, name: str, now_ms: int) -> float:
        permits, then_ms = self._permits.get(name, (self._burst, now_ms))
        return min(self._burst, permits + max(0, now_ms - then_ms) * self._per_ms)

    def _put(self, name: str, permits: float, now_ms: int) -> None:
        self._permits[name] = (permits, now_ms)
        self._permits.move_to_end(name)
        while len(self._permits) > MAX_NAMES:
            self._permits.popitem(last=False)

    def _seconds_until_one(self, permits: float) -> int:
        return max(1, math.ceil((1 - permits) / self._per_ms / 1000))
