"""Whether this process is ready to be used; only the local service ever says no, at its start."""

_ready = True


def set_ready(ready: bool) -> None:
    """Say whether `/health` may answer 200."""
    global _ready  # noqa: PLW0603 - one fact of the process
    _ready = ready


def is_ready() -> bool:
    """Return what was said last; True where nobody said anything."""
    return _ready
