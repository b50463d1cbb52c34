"""Fingerprints: versioned hashes of the skeletons that identify a failure scenario."""

import hashlib
from collections.abc import Iterable

FINGERPRINT_VERSION = "v1"
"""The version in force (versions.py says what has to come with a higher one)."""
COARSE_VERSION = "v1"


def fingerprint_of(key: Iterable[str], version: str) -> str:
    """Return the fingerprint of a key, its lines in order: version, colon, 32 hex digits."""
    digest = hashlib.blake2b("\n".join(key).encode("utf-8", "replace"), digest_size=16)
    return f"{version}:{digest.hexdigest()}"


def version_of(fingerprint: str) -> str:
    """Return the version of a fingerprint, "v1", whichever its life."""
    return fingerprint.partition(":")[0]


def line_id(skeleton: bytes) -> str:
    """Return the short id of one skeleton."""
    return hashlib.blake2b(skeleton, digest_size=8).hexdigest()
