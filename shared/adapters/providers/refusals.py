"""What a provider's refusals mean, in sentences that say what to do."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from shared.adapters.providers.http import Refused
from shared.errors import ProviderRefused, RepositoryNotFound, SourceUnreadable

GONE = (404, 410)
# How stores of files answer a link whose time is over; 400 is how Azure's does.
EXPIRED = (400, 401, 403, 404, 410)


@contextmanager
def translated_refusals(token: str, repo: str, *, passes: Collection[int] = ()) -> Iterator[None]:
    """Turn Refused into an error that names the token or the repository; some statuses pass."""
    try:
        yield
    except Refused as refused:
        if refused.status in passes:
            raise
        raise _meaning(refused, token, repo) from refused


def _meaning(refused: Refused, token: str, repo: str) -> Exception:
    if refused.status == 401:
        return ProviderRefused(
            f"{refused}: no token, or one that was taken back. Set {token} to one that is good."
        )
    if refused.status == 403:
        return ProviderRefused(f"{refused}: the token in {token} may not read builds of {repo}.")
    if refused.status in (301, 302, 307, 308):
        return RepositoryNotFound(f"{refused}: {repo} was renamed. Use its new name.")
    if refused.status in GONE:
        return RepositoryNotFound(
            f"{refused}: there is no {repo}, or the token in {token} does not see it, or it has"
            " no such branch or pull request."
        )
    return SourceUnreadable(f"{refused}, which nobody here expected.")
