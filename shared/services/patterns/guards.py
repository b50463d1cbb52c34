"""What a pattern is asked before it is saved: whether it can be right. A reason overrules it."""

from shared.core.curation import Proposal
from shared.core.patterns.model import Scope
from shared.core.patterns.scope import in_scope
from shared.errors import NotPossible
from shared.ports import Store
from shared.services.patterns.acts import By
from shared.services.patterns.dry_run import DryRuns

FLAKY = "flaky"
# The dry run that guards a label must not keep a person waiting as long as one asked for.
GUARD_LOGS = 2_000
GUARD_SECONDS = 5.0
SCOPE_LOGS = 1_000
_PAGE = 200


def guard_scope(store: Store, scope: Scope, by: By) -> None:
    """Refuse a scope that none of the newest logs is in: it is likelier mistyped than ahead.

    Raises NotPossible, unless a reason is given or no log is stored yet.
    """
    if (scope.repo, scope.job, scope.branch) == (None, None, None) or by.reason.strip():
        return
    seen, cursor = 0, None
    while seen < SCOPE_LOGS:
        page = store.list_records(now_ms=by.now_ms, limit=_PAGE, cursor=cursor)
        if any(in_scope(scope, record.context) for record in page.items):
            return
        seen, cursor = seen + len(page.items), page.next
        if cursor is None:
            break
    if seen:
        raise NotPossible(
            "scope_matches_nothing",
            f"None of the newest {seen} logs is in this scope, so nothing would be looked for."
            " Check its spelling, or give a reason to save it all the same.",
        )


def guard_label(dry_runs: DryRuns, proposal: Proposal, by: By) -> None:
    """Refuse to call flaky what a dry run speaks against. Raises NotPossible, unless for a reason.

    That is what hits many passing logs, or only lines that name no cause.
    """
    if FLAKY not in proposal.labels or by.reason.strip():
        return
    found = dry_runs.run(
        proposal.expression, now_ms=by.now_ms, max_logs=GUARD_LOGS, max_seconds=GUARD_SECONDS
    )
    if found.doubts is not None:
        code, sentence = found.doubts
        raise NotPossible(
            code, f"{sentence} Narrow it down, or give a reason to call it flaky all the same."
        )
