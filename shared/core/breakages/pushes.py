"""Pushes as GitHub's webhook tells of them.

https://docs.github.com/webhooks/webhook-events-and-payloads#push
"""

import re
from typing import Any

from shared.core.breakages.order import Push
from shared.core.builds.lenient import child, items, text, time_ms
from shared.core.metadata import clean_field
from shared.core.repositories import is_repo, is_sha

MAX_COMMITS = 2048
_BRANCH = "refs/heads/"
_NONE = re.compile(r"0+")


def read_push(payload: Any, *, now_ms: int) -> tuple[str, str, Push] | None:
    """Return repository, branch and push; None for tags, for a deleted branch, for nonsense.

    What stood behind a forced push the event does not tell: the push has no `base`.
    """
    repo, ref = text(child(payload, "repository"), "full_name"), text(payload, "ref") or ""
    after, branch = _sha(payload, "after"), ref.removeprefix(_BRANCH)
    if not is_repo(repo) or after is None or branch in (ref, "") or clean_field(branch) != branch:
        return None
    pushed_ms = time_ms(child(payload, "repository"), "pushed_at", now_ms=now_ms)
    shas = (_sha(each, "id") for each in items(payload, "commits")[:MAX_COMMITS])
    push = Push(
        after,
        pushed_ms or now_ms,
        _sha(payload, "before"),
        tuple(sha for sha in shas if sha is not None),
        forced=payload.get("forced") is True,
    )
    return repo or "", branch, push


def _sha(value: Any, key: str) -> str | None:
    """Return the commit under the key; zeros stand for none."""
    found = text(value, key) or ""
    return found if is_sha(found) and not _NONE.fullmatch(found) else None
