"""What an API answered, kept with the mark by which it can be asked whether it still holds."""

import base64
import hashlib
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shared.adapters.object_files import appearing_file

MAX_KEPT_BYTES = 4 << 20
MAX_AGE_SECONDS = 30 * 86_400


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The body of an answer and its ETag."""

    etag: str
    body: bytes


class AnswerCache:
    """Answers in a folder that only its owner can read; what is damaged was never kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tidied = False

    def get(self, url: str) -> KeptAnswer | None:
        """Return what the address answered last."""
        try:
            found = json.loads(self._path(url).read_bytes())
            return KeptAnswer(str(found["etag"]), base64.b64decode(found["body"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, url: str, etag: str, body: bytes) -> None:
        """Keep an answer, unless it is large."""
        if len(body) > MAX_KEPT_BYTES:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._forget_old()
        kept = {"etag": etag, "body": base64.b64encode(body).decode()}
        with appearing_file(self._path(url)) as file:
            file.write(json.dumps(kept).encode())

    def _forget_old(self) -> None:
        """Remove, once a process, what nobody was answered for long."""
        if self._tidied:
            return
        self._tidied = True
        for path in self._folder.glob("*.json"):
            with suppress(FileNotFoundError):  # another process tidies, too
                if path.stat().st_mtime < time.time() - MAX_AGE_SECONDS:
                    path.unlink()

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.blake2b(url.encode(), digest_size=16).hexdigest()}.json"
