"""Assertions of an Identity-Aware Proxy whose key the tests have."""

import time
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from google.auth import jwt
from google.auth.crypt import es256

AUDIENCE = "/projects/1/global/backendServices/2"
ISSUER = "https://cloud.google.com/iap"
KEY_ID = "key-1"


class Proxy:
    """Signs assertions; `keys` is what its verifiers are given."""

    def __init__(self, key_id: str = KEY_ID) -> None:
        private = ec.generate_private_key(ec.SECP256R1())
        self._signer: Any = es256.ES256Signer(private, key_id=key_id)
        public = private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.keys: Mapping[str, str] = {key_id: public.decode()}

    def assertion(self, email: str | None, *, age_s: int = 0, **claims: Any) -> str:
        """Return an assertion issued that long ago, good for ten minutes."""
        issued = int(time.time()) - age_s
        said = {"iss": ISSUER, "aud": AUDIENCE, "iat": issued, "exp": issued + 600, "email": email}
        encoded: bytes = jwt.encode(self._signer, said | claims)
        return encoded.decode()
