"""A line that tells how far a long command is: on a terminal it is rewritten in place."""

import time
from typing import TextIO

_WIDTH = 24


class ProgressLine:
    """Shows done, rate and what is left; at most a few times a second, elsewhere each 10 s."""

    def __init__(self, out: TextIO, what: str) -> None:
        self._out, self._what = out, what
        self._in_place = out.isatty()
        self._pause = 0.2 if self._in_place else 10.0
        self._started = self._shown = time.monotonic()

    def show(self, done: int, total: int | None, note: str, *, last: bool = False) -> None:
        """Show the state; `total` is None while nobody knows it."""
        now = time.monotonic()
        if not last and now - self._shown < self._pause:
            return
        self._shown = now
        rate = done / max(1e-9, now - self._started)
        text = f"{done:,} {self._what}  {rate:,.0f}/s  {self._left(done, total, rate)}  {note}"
        start, end = ("\r\x1b[K", "\n" if last else "") if self._in_place else ("", "\n")
        self._out.write(f"{start}{text}{end}")
        self._out.flush()

    def _left(self, done: int, total: int | None, rate: float) -> str:
        if total is None:
            return "counting what there is"
        filled = _WIDTH * done // max(1, total)
        minutes, seconds = divmod(round(max(0, total - done) / max(rate, 1e-9)), 60)
        bar = "#" * min(_WIDTH, filled) + "." * max(0, _WIDTH - filled)
        return f"[{bar}] of {total:,}, {minutes}:{seconds:02} left"
