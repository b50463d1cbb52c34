"""How single settings are read: numbers, names, addresses."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from shared.errors import TrackerError

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")
MAX_DIGITS = 18


class InvalidSetting(TrackerError):
    """A setting that cannot be used; the message says what to set instead."""


def names(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return names or globs, parted by blanks or commas."""
    return tuple(environment.get(name, "").replace(",", " ").split())


def target(environment: Mapping[str, str], name: str) -> str:
    """Return an address that is told of things: encrypted, unless it is this machine's own.

    Raises InvalidSetting.
    """
    url = environment.get(name, "").strip()
    try:
        parts = urlsplit(url)
        own = parts.hostname in LOOPBACK_HOSTS
        fits = bool(parts.hostname) and parts.scheme in (("https", "http") if own else ("https",))
        fits = fits and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        fits = False
    if url and not fits:
        raise InvalidSetting(f"{name} cannot be used; set it to an address with https://.")
    return url


def number(
    environment: Mapping[str, str], name: str, default: int, *, at_most: int | None = None
) -> int:
    """Return a whole number above zero, the default where it is not set. Raises InvalidSetting."""
    text = environment.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS) or int(text) == 0:
        shown = text[: 2 * MAX_DIGITS]
        raise InvalidSetting(f"{name} is {shown!r}; set it to a whole number above zero.")
    if at_most is not None and int(text) > at_most:
        raise InvalidSetting(f"{name} is {text}; set it to {at_most} at most.")
    return int(text)
