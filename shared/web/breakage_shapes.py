"""The JSON of breakages. Fields may be added; those that are here are kept."""

from shared.core.documents import Breakage
from shared.services.breakages.annotating import Annotated
from shared.services.breakages.reading import Reach
from shared.web.shapes import Json
from shared.web.views.show import iso


def breakage(found: Breakage) -> Json:
    """Return the JSON of a breakage."""
    return {
        "breakage_id": found.breakage_id,
        "repo": found.repo,
        "branch": found.branch,
        "cause_sha": found.cause_sha,
        "resolved_sha": found.resolved_sha,
        "jobs": None if found.jobs is None else list(found.jobs),
        "mode": found.mode,
        "notes": found.notes,
        "ongoing": found.is_ongoing,
        "revision": found.revision,
        "created": iso(found.created_ms),
        "changes": [
            {"at": iso(each.at_ms), "by": each.by, "what": each.what} for each in found.changes
        ],
    }


def shown(found: Breakage, reach: Reach) -> Json:
    """Return the JSON of one breakage, with how many commits it covers by now."""
    return {**breakage(found), "commits": reach.commits}


def annotated(found: Breakage, act: Annotated) -> Json:
    """Return the JSON of a breakage after a change, with how many commits are decided again."""
    return {**breakage(found), "decided_again": len(act.touched)}
