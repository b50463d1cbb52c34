"""Names of repositories and commits, as people and programs give them."""

import re

_SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}/[A-Za-z0-9._-]{1,100}")


def is_repo(text: str | None) -> bool:
    """Tell whether the text may name a repository: "owner/name"."""
    return text is not None and _REPO.fullmatch(text) is not None and ".." not in text


def is_sha(text: str | None) -> bool:
    """Tell whether the text is a whole commit id, in small letters."""
    return text is not None and _SHA.fullmatch(text) is not None
