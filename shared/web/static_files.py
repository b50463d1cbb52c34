"""The style sheet, pictures and the viewer's script, held in memory.

Browsers cache them for good, under an address with a digest.

They lie under /assets: the functions framework's own application takes /static for itself.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".js": "text/javascript; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is served."""

    data: bytes
    content_type: str
    digest: str


@cache
def files() -> dict[str, StaticFile]:
    """Return every file by name; nothing else is ever served."""
    return {path.name: _read(path) for path in FOLDER.iterdir() if path.suffix in _TYPES}


def url(name: str) -> str:
    """Return the address of the file; it changes when the file does."""
    return f"/assets/{name}?v={files()[name].digest}"


def _read(path: Path) -> StaticFile:
    data = path.read_bytes()
    digest = hashlib.blake2b(data, digest_size=8).hexdigest()
    return StaticFile(data, _TYPES[path.suffix], digest)
