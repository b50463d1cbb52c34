"""Fingerprints: versioned hashes of the skeletons that identify a failure scenario."""

import hashlib
from collections.abc import Iterable

FINGERPRINT_VERSION = "v1"


def fingerprint_of(key: Iterable[str]) -> str:
    """Return the fingerprint of a key, its lines in order: "v1:" and 32 hex digits."""
    digest = hashlib.blake2b("\n".join(key).encode("utf-8", "replace"), digest_size=16)
    return f"{FINGERPRINT_VERSION}:{digest.hexdigest()}"


def line_id(skeleton: bytes) -> str:
    """Return the short id of one skeleton."""
    return hashlib.blake2b(skeleton, digest_size=8).hexdigest()
