"""Names of logs in the bucket that a program chooses: stable, readable, the same every time."""

import hashlib
import re

MAX_PART_CHARS = 80
_UNFIT = re.compile(r"[^A-Za-z0-9._=+-]+")


def log_name(*parts: str) -> str:
    """Return the name of a log, "ci/acme/shop/unit/17.log.gz"; the last part is its build.

    A part that cannot stand in a name as it is gets a hash of what it was, so that no two jobs
    share one.
    """
    return "/".join(_fit(part) for part in parts) + ".log.gz"


def _fit(part: str) -> str:
    fit = _UNFIT.sub("-", part).strip(".-")[:MAX_PART_CHARS]
    if fit == part and part:
        return part
    digest = hashlib.blake2b(part.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{fit}-{digest}" if fit else digest
