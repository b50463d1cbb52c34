"""A version after the one in force, for tests: it masks the name of a type, and tells no case."""

import re

from shared.core.analysis.identity import fine_key
from shared.core.analysis.versions import Version, Versions
from shared.services.upgrade.run import Upgrading
from shared.services.upgrade.succession import Succession

_NAMED = re.compile(r"(type_[a-z])[a-z]*", re.IGNORECASE)


def rekey(key):
    """Return the key of the next version: "type_alpha" and "Type_awful" are one there."""
    return tuple(_NAMED.sub(lambda match: match[1].lower(), line) for line in key)


BEFORE = Version("v1", fine_key)
NEXT = Version("v2", lambda chosen: rekey(fine_key(chosen)))
READING_LOGS = Versions(NEXT, BEFORE)
BY_KEY = Versions(Version("v2", NEXT.key, rekey), BEFORE)
WITHOUT_BEFORE = Versions(NEXT)


def upgrading(world, versions=BY_KEY):
    succession = Succession(world.store, world.logs, world.derived, versions)
    return Upgrading(succession, world.archive)


def upgrade(world, versions=BY_KEY, **options):
    from tests.services.conftest import NOON

    return upgrading(world, versions).run(now_ms=NOON, **options)
