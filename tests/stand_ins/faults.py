"""Trouble that every address has once, and then no more; which, follows from the address."""

import hashlib
import threading
from collections import Counter
from dataclasses import replace

from tests.scripted_server import Answer

LIMITED = Answer(429, {"message": "slow down"}, {"Retry-After": "0"})
DOWN = Answer(503, b"<html>down</html>", {"Retry-After": "0"})
EXPIRED = Answer(403, b"<Error><Code>AccessDenied</Code></Error>")


def cut(answer):
    """Return the answer as it comes when the connection breaks in the middle."""
    body = answer.body if isinstance(answer.body, bytes) else b""
    return replace(answer, body=body[: len(body) // 2], says_bytes=len(body))


class OnceEach:
    """`kinds` are answers, or functions of the good one; of `of` addresses one has each kind."""

    def __init__(self, *kinds, of=6):
        self._kinds, self._of = kinds, of
        self._lock = threading.Lock()
        self.met = Counter()

    def spoil(self, address, good):
        """Return what is answered: trouble the first time, at some addresses; else the good."""
        with self._lock:
            self.met[address] += 1
            if self.met[address] > 1:
                return good
        number = int.from_bytes(hashlib.blake2b(address.encode(), digest_size=4).digest()) % (
            len(self._kinds) * self._of
        )
        if number >= len(self._kinds):
            return good
        kind = self._kinds[number]
        return kind(good) if callable(kind) else kind


class NoFaults:
    """All is well, unless a test sets `spoil`."""

    def __init__(self):
        self.spoil = lambda _address, good: good
