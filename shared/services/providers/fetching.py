"""Fetching the logs of single failed builds that events tell of, once and by the sweep.

An event leaves a document, so its sender need not wait; who works it off is one for each provider,
by lease. Where the provider asks for rest, nobody gives that lease back before its end.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from shared.core import ids
from shared.core.documents import PendingFetch
from shared.errors import ChangeConflict, ProviderRefused, ProviderResting, TrackerError
from shared.ports import Changes, Commits, PendingFetches, Store, Stored
from shared.services.commits.saying import Tell, is_served, tell_nobody
from shared.services.providers.scan import Fetched, ProviderScan

MAX_AT_ONCE = 20
MAX_ATTEMPTS = 8
FIRST_PAUSE_MS = 60_000
MAX_PAUSE_MS = 3_600_000
MAX_REST_MS = 86_400_000
LEASE_MS = 600_000
MAX_TROUBLE_CHARS = 300


@dataclass(slots=True)
class FetchCounts:
    """What one sweep did: logs that are there now, builds tried again later, and given up."""

    fetched: int = 0
    later: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Fetching:
    """The use case with what it needs.

    It is for repositories that fit one of the globs; `scan` makes what fetches from a provider, by
    its name. `tell` writes a line of each build that is given up.
    """

    store: Store
    fetches: PendingFetches
    commits: Commits
    scan: Callable[[str], ProviderScan]
    clock_ms: Callable[[], int]
    repositories: tuple[str, ...]
    tell: Tell = tell_nobody

    def want(self, fetch: PendingFetch) -> bool:
        """Keep that the build's log is to be fetched; False if so it was, or its log is there."""
        if not self._is_wanted(fetch):
            return False
        try:
            self.store.save(Changes([Stored(fetch, None)]))
        except ChangeConflict:
            return False
        return True

    def run(self, providers: tuple[str, ...], *, deadline_ms: int) -> FetchCounts:
        """Fetch what is due; a query for each provider where nothing is.

        What was begun is tried again, whoever is killed; after MAX_ATTEMPTS no more.
        """
        counts = FetchCounts()
        for provider in providers:
            self._work_off(provider, counts, deadline_ms)
        return counts

    def _is_wanted(self, fetch: PendingFetch) -> bool:
        """Tell whether its log is ours to fetch, and came by no other way."""
        if not self.repositories or not is_served(fetch.repo, self.repositories):
            return False
        key = ids.commit_key(fetch.repo, fetch.sha)
        found = self.commits.get_commits([key]).get(key)
        runs = found.value.runs if found else ()
        return not any(run.build == fetch.build and run.records for run in runs)

    def _work_off(self, provider: str, counts: FetchCounts, deadline_ms: int) -> None:
        lease, holder = f"fetch-{provider}", uuid.uuid4().hex
        due = self.fetches.list_due(provider, now_ms=self.clock_ms(), limit=MAX_AT_ONCE)
        try:
            for stored in due:
                if self.clock_ms() >= deadline_ms or not self._lease(lease, holder, LEASE_MS):
                    break
                self._take(provider, stored, counts)
        except ProviderResting as rest:
            self._lease(lease, holder, min(rest.retry_after_ms, MAX_REST_MS))
            return
        except ProviderRefused:  # so would be every other build
            pass
        if due:
            self.store.drop_lease(lease, holder)

    def _lease(self, name: str, holder: str, for_ms: int) -> bool:
        now_ms = self.clock_ms()
        return self.store.take_lease(name, holder, now_ms=now_ms, until_ms=now_ms + for_ms)

    def _take(self, provider: str, stored: Stored[PendingFetch], counts: FetchCounts) -> None:
        """Fetch one log. Raises ProviderResting and ProviderRefused, once that was noted."""
        if not self._is_wanted(stored.value):
            self._save(Changes(removed=[stored]))
            return
        tried = self._tried(stored)
        if tried is None:
            return
        try:
            trouble = self._fetch(provider, tried.value)
        except (ProviderResting, ProviderRefused) as problem:
            self._put_off(tried, str(problem), counts)
            raise
        except TrackerError as problem:
            trouble = str(problem)
        if trouble:
            self._put_off(tried, trouble, counts)
        else:
            counts.fetched += 1
            self._save(Changes(removed=[tried]))

    def _fetch(self, provider: str, fetch: PendingFetch) -> str:
        """Fetch the log; return why it is not there now, "" if it is."""
        found = self.scan(provider).fetch(fetch.repo, fetch.build)
        if found is None:
            return "the provider does not say that the build failed"
        outcome, trouble = found
        return trouble if outcome is Fetched.FAILED else ""

    def _tried(self, stored: Stored[PendingFetch]) -> Stored[PendingFetch] | None:
        """Count the attempt before it is made, so that one which kills its sweep ends too.

        None where another sweep has it.
        """
        fetch = stored.value
        pause_ms = min(FIRST_PAUSE_MS << fetch.attempts, MAX_PAUSE_MS)
        due_ms = self.clock_ms() + max(pause_ms, LEASE_MS)
        tried = replace(fetch, attempts=fetch.attempts + 1, due_ms=due_ms)
        if not self._save(Changes([replace(stored, value=tried)])):
            return None
        return self.fetches.get(fetch.key)

    def _put_off(self, tried: Stored[PendingFetch], why: str, counts: FetchCounts) -> None:
        fetch = tried.value
        if fetch.attempts >= MAX_ATTEMPTS:
            counts.given_up += 1
            named = {"provider": fetch.provider, "repo": fetch.repo, "build": fetch.build}
            self.tell("WARNING", "log not fetched", **named, reason=why[:MAX_TROUBLE_CHARS])
            self._save(Changes(removed=[tried]))
            return
        counts.later += 1
        pause_ms = min(FIRST_PAUSE_MS << (fetch.attempts - 1), MAX_PAUSE_MS)
        later = replace(fetch, due_ms=self.clock_ms() + pause_ms, trouble=why[:MAX_TROUBLE_CHARS])
        self._save(Changes([replace(tried, value=later)]))

    def _save(self, changes: Changes) -> bool:
        """Write it; False where another sweep was faster."""
        try:
            self.store.save(changes)
        except ChangeConflict:
            return False
        return True
