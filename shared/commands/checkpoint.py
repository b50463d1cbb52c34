"""Where a long command stands, in a small file that is there whole or not at all."""

import hashlib
import json
import time
from pathlib import Path

PAUSE_SECONDS = 1.0


class Checkpoint:
    """The last name done without a gap, of one task; written at most once a second."""

    def __init__(self, folder: Path, task: str) -> None:
        digest = hashlib.blake2b(task.encode("utf-8", "replace"), digest_size=6).hexdigest()
        self.path = folder / f"backfill-{digest}.json"
        self._task = task
        self._saved = 0.0

    def read(self) -> str:
        """Return the name to go on behind; empty to begin at the beginning."""
        try:
            found = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return ""
        after = found.get("after") if isinstance(found, dict) else None
        return after if isinstance(after, str) else ""

    def save(self, after: str) -> None:
        """Keep the name, unless one was kept a moment ago."""
        if time.monotonic() - self._saved < PAUSE_SECONDS:
            return
        self._saved = time.monotonic()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        hidden = self.path.with_suffix(".tmp")
        hidden.write_text(json.dumps({"task": self._task, "after": after}))
        hidden.rename(self.path)

    def clear(self) -> None:
        """Forget it: all was done."""
        self.path.unlink(missing_ok=True)
