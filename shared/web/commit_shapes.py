"""The JSON of commits and pull requests, as DESIGN keeps it."""

from collections.abc import Mapping, Sequence

from shared.core.documents import Commit
from shared.core.verdicts.model import Verdict, VerdictKind
from shared.web.views.show import iso

Json = dict[str, object]


def commit(found: Commit) -> Json:
    """Return the JSON of a commit."""
    decision, posted = found.decision, found.posted
    return {
        "repo": found.repo,
        "sha": found.sha,
        "state": decision.state.value,
        "description": decision.description,
        "failed": len(decision.verdicts),
        **{kind.value.replace(" ", "_"): decision.count(kind) for kind in VerdictKind},
        "running": list(decision.running),
        "recovered": list(decision.recovered),
        "jobs": [_job(verdict, found) for verdict in decision.verdicts],
        "pull": found.pull,
        "branch": found.branch,
        "base_branch": found.base_branch,
        "author": found.author,
        "decided": iso(found.decided_ms),
        "posted": posted and {"state": posted.state.value, "at": iso(posted.at_ms)},
        "post_problem": found.post_problem,
        "changes": [
            {"at": iso(each.at_ms), "by": each.by, "what": each.what} for each in found.changes
        ],
    }


def pull(repo: str, number: str, commits: Sequence[Commit]) -> Json:
    """Return the JSON of a pull request."""
    return {"repo": repo, "number": number, "commits": [_line(each) for each in commits]}


def _line(found: Commit) -> Mapping[str, object]:
    return {
        "sha": found.sha,
        "state": found.decision.state.value,
        "description": found.decision.description,
        "failed": len(found.decision.verdicts),
        "heard": iso(found.heard_ms),
    }


def _job(verdict: Verdict, found: Commit) -> Json:
    pin = found.pins.get(verdict.job)
    return {
        "job": verdict.job,
        "build_id": verdict.build,
        "verdict": verdict.kind.value,
        "evidence": list(verdict.evidence),
        "given_by": verdict.given_by,
        "log_id": verdict.log_id,
        "record": verdict.record_id,
        "title": verdict.title,
        "line_number": verdict.line_number,
        "seen_in": list(verdict.seen_in),
        "seen_by": list(verdict.seen_by),
        "seen_since": iso(since_ms) if (since_ms := verdict.seen_since_ms) is not None else None,
        "also_on_base": verdict.also_on_base,
        "waiting": verdict.is_due,
        "pinned_by": pin.by if pin and pin.build == verdict.build else None,
    }
