"""Assertions of Google's Identity-Aware Proxy: who stands before the service, signed by Google.

https://cloud.google.com/iap/docs/signed-headers-howto
"""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import requests
from google.auth import exceptions, jwt

from shared.errors import AssertionInvalid, KeysUnavailable

KEYS_URL = "https://www.gstatic.com/iap/verify/public_key"
ISSUER = "https://cloud.google.com/iap"
CLOCK_SKEW_S = 30
KEEP_KEYS_S = 3600.0
# A key nobody knows is asked for again, but not once for each forged assertion.
ASK_AGAIN_S = 60.0
_TIMEOUT_S = 5.0
# A header is long enough for JSON that nests deeper than Python's stack.
_UNREADABLE = (exceptions.GoogleAuthError, ValueError, TypeError, AttributeError, RecursionError)

Keys = Mapping[str, str]


class IapVerifier:
    """Satisfies `AssertionVerifier`: ES256, audience and issuer, not expired.

    `fetch_keys` returns the public keys as PEM by id; they are kept for an hour.
    """

    def __init__(
        self,
        audience: str,
        fetch_keys: Callable[[], Keys] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._audience = audience
        self._fetch = fetch_keys or fetch_public_keys
        self._clock = clock
        self._keys: Keys = {}
        self._fetched_at = float("-inf")
        self._lock = threading.Lock()

    def email(self, assertion: str) -> str:
        """Return the address that the proxy verified. Raises AssertionInvalid, KeysUnavailable."""
        try:
            claims = self._verified(assertion)
        except _UNREADABLE as exc:
            raise AssertionInvalid(str(exc)) from exc
        email = claims.get("email")
        if claims.get("iss") != ISSUER or not isinstance(email, str) or not email:
            raise AssertionInvalid("the assertion is not the proxy's, or names nobody")
        return email.lower()

    def _verified(self, assertion: str) -> Mapping[str, object]:
        library: Any = jwt  # has no types
        header = library.decode_header(assertion)
        if header.get("alg") != "ES256":
            raise AssertionInvalid("the assertion is not signed with ES256")
        keys = self._keys_with(str(header.get("kid")))
        claims: Mapping[str, object] = library.decode(
            assertion, keys, audience=self._audience, clock_skew_in_seconds=CLOCK_SKEW_S
        )
        return claims

    def _keys_with(self, key_id: str) -> Keys:
        with self._lock:
            age = self._clock() - self._fetched_at
            if age > KEEP_KEYS_S or (key_id not in self._keys and age > ASK_AGAIN_S):
                self._keys = self._fetch()
                self._fetched_at = self._clock()
            return self._keys


def fetch_public_keys() -> Keys:
    """Return the proxy's public keys, PEM by id. Raises KeysUnavailable."""
    try:
        response = requests.get(KEYS_URL, timeout=_TIMEOUT_S)
        response.raise_for_status()
        keys: Keys = response.json()
    except (requests.RequestException, ValueError) as exc:
        raise KeysUnavailable(f"{KEYS_URL}: {exc}") from exc
    return keys
