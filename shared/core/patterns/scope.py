"""Which logs a pattern is looked for in."""

from fnmatch import fnmatchcase

from shared.core.documents import BuildContext
from shared.core.patterns.model import Scope


def in_scope(scope: Scope, context: BuildContext) -> bool:
    """Tell whether a build is in scope, whatever the step; what is not known of it matches `*`."""
    return (
        _fits(scope.repo, context.repo)
        and _fits(scope.job, context.job)
        and _fits(scope.branch, context.branch)
    )


def _fits(glob: str | None, name: str | None) -> bool:
    return glob is None or fnmatchcase(name or "", glob)
