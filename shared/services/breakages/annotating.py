"""Annotating what broke a branch: created, changed, deleted; and what has to be decided again.

Each use case reads, decides and writes anew until nobody changed in between what it had read.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from shared.core import ids
from shared.core.breakages.checking import Problem, full_sha, problem_of
from shared.core.breakages.order import BranchOrder
from shared.core.breakages.span import touched
from shared.core.documents import BranchNews, Breakage, Change, Notice
from shared.core.notices.events import Event, breakage_found, breakage_resolved
from shared.errors import ChangeConflict, InvalidBreakage, NotPossible
from shared.ports import BranchHistory, Breakages, Changes, Store, Stored
from shared.services.breakages.listing import breakages_of
from shared.services.breakages.reading import get_breakage
from shared.services.changes import until_unchallenged
from shared.services.commits.along_branches import touches_of_places
from shared.services.notices.noting import Noting

MAX_CHANGES = 50


@dataclass(frozen=True, slots=True)
class Annotated:
    """A breakage, None once deleted, and the commits whose verdicts the change may change."""

    breakage: Breakage | None
    touched: Sequence[str]


@dataclass(frozen=True, slots=True)
class Annotating:
    """The use case with what it needs; with `noting` people are told, in the same commit.

    So is kept which commits are to be decided again, for the sweep.
    """

    store: Store
    breakages: Breakages
    history: BranchHistory
    noting: Noting | None = None

    def create(self, draft: Breakage, *, actor: str, now_ms: int) -> Annotated:
        """Keep the annotation; its commits may be named by their first digits, its id is ours.

        Raises InvalidBreakage; NotPossible where another one says the same.
        """

        def attempt() -> Annotated:
            order = self.history.order(draft.repo, draft.branch)
            new = _placed(draft, order)
            self._check(new, order)
            new = self._named(new, Change(now_ms, actor, "annotated"))
            annotated = Annotated(new, touched(None, new, order))
            self._save(Changes([Stored(new, None)]), new, annotated, now_ms, _events(None, new))
            return annotated

        return until_unchallenged(attempt)

    def change(
        self,
        breakage_id: str,
        edit: Callable[[Breakage], Breakage],
        *,
        actor: str,
        now_ms: int,
        seen: int | None = None,
    ) -> Annotated:
        """Give the annotation other commits, jobs, mode or notes; its branch stays.

        `edit` returns what it shall say in place of what it says; `seen` is the revision that was
        shown to who edits. Raises BreakageNotFound, InvalidBreakage, NotPossible.
        """

        def attempt() -> Annotated:
            found = get_breakage(self.breakages, breakage_id)
            _require(found.value, seen)
            order = self.history.order(found.value.repo, found.value.branch)
            new = _placed(_with_content(found.value, edit(found.value)), order, known=found.value)
            if new == found.value:
                return Annotated(new, ())
            self._check(new, order, before=found.value)
            new = replace(new, revision=new.revision + 1)
            new = _noted(new, Change(now_ms, actor, _what_changed(found.value, new)))
            annotated = Annotated(new, touched(found.value, new, order))
            changes = Changes([Stored(new, found.version)])
            self._save(changes, new, annotated, now_ms, _events(found.value, new))
            return annotated

        return until_unchallenged(attempt)

    def delete(self, breakage_id: str, *, now_ms: int) -> Annotated:
        """Take the annotation back. Raises BreakageNotFound."""

        def attempt() -> Annotated:
            found = get_breakage(self.breakages, breakage_id)
            order = self.history.order(found.value.repo, found.value.branch)
            annotated = Annotated(None, touched(found.value, None, order))
            self._save(Changes(removed=[found]), found.value, annotated, now_ms)
            return annotated

        return until_unchallenged(attempt)

    def _check(self, new: Breakage, order: BranchOrder, *, before: Breakage | None = None) -> None:
        jobs = self.history.jobs(new.repo, new.branch) if new.jobs else ()
        others = breakages_of(self.breakages, new.repo, new.branch)
        problem = problem_of(new, order, jobs, others, before=before)
        if problem is not None:
            raise _error(problem)

    def _named(self, new: Breakage, change: Change) -> Breakage:
        """Return it with an id that is free: two who annotate the same at once want the same."""
        for attempt in range(100):
            key = ids.breakage_id(new.repo, new.branch, new.cause_sha, new.jobs, attempt)
            found = self.breakages.get(key)
            if found is None:
                named = replace(new, breakage_id=key, created_ms=change.at_ms)
                return _noted(named, change)
            if (found.value.cause_sha, found.value.jobs) == (new.cause_sha, new.jobs):
                raise ChangeConflict("another says the same since this was checked")
        raise ChangeConflict("no id was free")

    def _save(
        self,
        changes: Changes,
        about: Breakage,
        annotated: Annotated,
        now_ms: int,
        events: Sequence[Event] = (),
    ) -> None:
        """Write the change with what is told of it, and with what has to follow it."""
        notices: list[Stored[Notice]] = self.noting.new(events) if self.noting else []
        news = _news(about, now_ms)
        touches = touches_of_places(about.repo, about.branch, annotated.touched, now_ms=now_ms)
        self.store.save(replace(changes, written=[*changes.written, news, *notices, *touches]))


def _placed(draft: Breakage, order: BranchOrder, known: Breakage | None = None) -> Breakage:
    """Return it with its commits in full, those that it had as they are, and its jobs in order."""
    kept = {known.cause_sha, known.resolved_sha} if known else set()

    def full(name: str, sha: str) -> str:
        found = sha if sha in kept else full_sha(sha, order, field=name)
        if isinstance(found, Problem):
            raise _error(found)
        return found

    cause = full("cause_sha", draft.cause_sha)
    resolved = draft.resolved_sha
    if resolved is not None:
        resolved = full("resolved_sha", resolved)
    jobs = None if draft.jobs is None else tuple(sorted(set(draft.jobs)))
    return replace(draft, cause_sha=cause, resolved_sha=resolved, jobs=jobs)


def _with_content(known: Breakage, wanted: Breakage) -> Breakage:
    return replace(
        known,
        cause_sha=wanted.cause_sha,
        resolved_sha=wanted.resolved_sha,
        jobs=wanted.jobs,
        mode=wanted.mode,
        notes=wanted.notes,
    )


def _noted(breakage: Breakage, change: Change) -> Breakage:
    """Return it with the change noted: who annotated it first is never forgotten."""
    first, rest = breakage.changes[:1], breakage.changes[1:]
    return replace(breakage, changes=(*first, *(*rest, change)[-(MAX_CHANGES - 1) :]))


def _require(breakage: Breakage, seen: int | None) -> None:
    """Raise NotPossible where the annotation changed since that revision was shown."""
    if seen not in (None, breakage.revision):
        raise NotPossible(
            "stale_version",
            f"The breakage was changed meanwhile; it is at revision {breakage.revision}. Read it"
            " again and repeat the change.",
        )


def _what_changed(before: Breakage, after: Breakage) -> str:
    names = ("cause_sha", "resolved_sha", "jobs", "mode", "notes")
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    return f"changed {', '.join(changed)}"


def _events(before: Breakage | None, after: Breakage) -> list[Event]:
    """Return what is worth telling of the change."""
    events = [breakage_found(after)] if before is None else []
    known = before.resolved_sha if before else None
    if after.resolved_sha is not None and after.resolved_sha != known:
        events.append(breakage_resolved(after))
    return events


def _news(breakage: Breakage, now_ms: int) -> Stored[BranchNews]:
    """Return what has the figures of its branch follow the change."""
    return Stored(BranchNews(uuid.uuid4().hex, breakage.repo, breakage.branch, now_ms), None)


def _error(problem: Problem) -> InvalidBreakage | NotPossible:
    if problem.is_conflict:
        return NotPossible(problem.code, problem.message)
    return InvalidBreakage(problem.code, problem.message, problem.field)
