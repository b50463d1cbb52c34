"""The ways to tell failures apart: the one in force, and the one before it.

A change of what is hashed makes a new version. The one before stays here for as long as stores
may hold its fingerprints: ingest computes both, and a failure that the new version does not know
is looked up as the old one named it, so that ids, counts and issues survive (docs/upgrades.md).
"""

from collections.abc import Callable
from dataclasses import dataclass

from shared.core.analysis.choose import Chosen
from shared.core.analysis.fingerprint import FINGERPRINT_VERSION, fingerprint_of
from shared.core.analysis.identity import fine_key

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One way to tell failures apart.

    Its fingerprints begin with `name`, "v1"; `key` gives the lines that are hashed of a log.
    `from_before` gives its key for a key of the version before, where that follows from it alone,
    None where it takes the log.
    """

    name: str
    key: Callable[[Chosen], Key]
    from_before: Callable[[Key], Key] | None = None

    def fingerprint(self, chosen: Chosen) -> str:
        """Return what this version calls the failure."""
        return fingerprint_of(self.key(chosen), self.name)


@dataclass(frozen=True, slots=True)
class Versions:
    """The version in force; `before` is the one whose fingerprints it takes over, None: none."""

    current: Version
    before: Version | None = None


VERSIONS = Versions(Version(FINGERPRINT_VERSION, fine_key))
