"""Who may come in: tokens, and the proxy that vouches for people."""

from collections.abc import Sequence
from typing import Protocol

from shared.core.access import AccessToken


class Tokens(Protocol):
    """The tokens that people and programs sign in with."""

    def get(self, token_id: str) -> AccessToken | None:
        """Return the token, expired or taken back or not."""

    def add(self, token: AccessToken) -> None:
        """Create the token. Raises IdTaken."""

    def revoke(self, token_id: str, *, now_ms: int) -> bool:
        """Note when the token was taken back, the first time; False if there is none."""

    def list(self, *, limit: int) -> Sequence[AccessToken]:
        """Return the tokens, those taken back too, in no order."""


class AssertionVerifier(Protocol):
    """Knows whether a proxy in front of the service vouches for someone."""

    def email(self, assertion: str) -> str:
        """Return the verified address, lower case. Raises AssertionInvalid, KeysUnavailable."""
