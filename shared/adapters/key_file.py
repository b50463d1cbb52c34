"""A secret key in a file that its owner alone can read, made once."""

import os
import secrets
from pathlib import Path

_KEY_BYTES = 32


def read_or_make_key(path: Path) -> str:
    """Return the key in the file; of several processes that make it at once, one does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    while not path.exists():
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(_KEY_BYTES))
        try:
            os.link(draft, path)  # all of it or nothing, and only where no file is
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
