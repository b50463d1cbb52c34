"""Fingerprints that belong together: versions of one failure, and what joined for being alike."""

from collections.abc import Iterable, Mapping

from shared.core.documents import Fingerprint


def with_versions(keys: Iterable[str], fingerprints: Mapping[str, Fingerprint]) -> set[str]:
    """Return the keys and what names the same failures in other versions, nothing beside them.

    What two versions cut differently stays: a name of several failures, one of which is no key.
    """
    found = set(keys)
    while more := _versions(found, fingerprints) - found:
        found |= more
    return found


def with_followers(keys: Iterable[str], fingerprints: Mapping[str, Fingerprint]) -> set[str]:
    """Return the keys, their versions, and all that joined for being like one of these."""
    found = set(keys)
    while more := (_versions(found, fingerprints) | _alike(found, fingerprints)) - found:
        found |= more
    return found


def _alike(found: set[str], fingerprints: Mapping[str, Fingerprint]) -> set[str]:
    return {key for key, each in fingerprints.items() if each.near in found}


def _versions(found: set[str], fingerprints: Mapping[str, Fingerprint]) -> set[str]:
    """Return what succeeds, or is succeeded by, those found alone."""
    successors: dict[str, set[str]] = {key: set() for key in fingerprints}
    for key, each in fingerprints.items():
        for before in each.succeeds:
            successors.setdefault(before, set()).add(key)
    later = {
        key for key, each in fingerprints.items() if each.succeeds and found >= set(each.succeeds)
    }
    earlier = {key for key in fingerprints if successors[key] and found >= successors[key]}
    return later | earlier
