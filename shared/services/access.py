"""Tokens: made, listed, taken back, and checked on every request."""

import secrets
import threading
from collections import OrderedDict

from shared.core.access import (
    SECRET_DIGITS,
    TOKEN_ID_DIGITS,
    AccessToken,
    Role,
    Visitor,
    hash_secret,
    read_token,
    write_token,
)
from shared.errors import TokenExpired, TokenInvalid, TokenNotFound
from shared.ports import Tokens

# A token that is taken back may be good for this long in an instance that used it just before.
CACHE_MS = 10_000
MAX_CACHED = 1_000
MAX_LISTED = 1_000


def create_token(
    tokens: Tokens,
    name: str,
    role: Role,
    *,
    now_ms: int,
    repos: tuple[str, ...] = (),
    expires_ms: int | None = None,
) -> str:
    """Store a new token and return its text, which nobody can ask for again."""
    token_id = secrets.token_hex(TOKEN_ID_DIGITS // 2)
    secret = secrets.token_hex(SECRET_DIGITS // 2)
    token = AccessToken(token_id, name, role, hash_secret(secret), now_ms, repos, expires_ms)
    tokens.add(token)
    return write_token(token_id, secret)


def revoke_token(tokens: Tokens, token_id: str, *, now_ms: int) -> None:
    """Take the token back, for good. Raises TokenNotFound."""
    if not tokens.revoke(token_id, now_ms=now_ms):
        raise TokenNotFound(token_id)


def has_active_token(tokens: Tokens, *, now_ms: int) -> bool:
    """Tell whether anyone can sign in."""
    return any(token.state(now_ms) == "active" for token in tokens.list(limit=MAX_LISTED))


class TokenCheck:
    """Knows visitors by their tokens; one read a token and 10 seconds, however many requests.

    Ids that nobody has are not remembered: whoever makes them up cannot fill the memory.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._cached: OrderedDict[str, tuple[AccessToken, int]] = OrderedDict()
        self._lock = threading.Lock()

    def sign_in(self, text: str, *, now_ms: int) -> AccessToken:
        """Return the token of this text. Raises TokenInvalid or TokenExpired."""
        parts = read_token(text)
        token = self._get(parts[0], now_ms) if parts else None
        if parts is None or token is None or not token.is_opened_by(parts[1]):
            raise TokenInvalid
        return _active(token, now_ms)

    def visitor(self, token_id: str, *, now_ms: int) -> Visitor:
        """Return who once signed in with the token. Raises TokenInvalid or TokenExpired."""
        token = self._get(token_id, now_ms)
        if token is None:
            raise TokenInvalid
        return _active(token, now_ms).visitor

    def is_cached(self, text: str, *, now_ms: int) -> bool:
        """Tell whether checking this text costs no read."""
        parts = read_token(text)
        return parts is not None and self._look_up(parts[0], now_ms) is not None

    def _get(self, token_id: str, now_ms: int) -> AccessToken | None:
        token = self._look_up(token_id, now_ms)
        if token is None:
            token = self._tokens.get(token_id)
            if token is not None:
                self._remember(token, now_ms)
        return token

    def _look_up(self, token_id: str, now_ms: int) -> AccessToken | None:
        with self._lock:
            token, read_ms = self._cached.get(token_id, (None, 0))
        return token if read_ms <= now_ms < read_ms + CACHE_MS else None

    def _remember(self, token: AccessToken, now_ms: int) -> None:
        with self._lock:
            self._cached[token.token_id] = (token, now_ms)
            self._cached.move_to_end(token.token_id)
            while len(self._cached) > MAX_CACHED:
                self._cached.popitem(last=False)


def _active(token: AccessToken, now_ms: int) -> AccessToken:
    state = token.state(now_ms)
    if state == "revoked":
        raise TokenInvalid
    if state == "expired":
        raise TokenExpired
    return token
