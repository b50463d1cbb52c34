"""The use cases with what each needs."""

import time
from functools import cached_property
from typing import TYPE_CHECKING

from shared.bootstrap.adapters import Adapters
from shared.core.limits import Limit

if TYPE_CHECKING:
    from shared.core.main_branches import MainBranches
    from shared.ports import BranchHistory
    from shared.services.access import TokenCheck
    from shared.services.breakages.annotating import Annotating
    from shared.services.breakages.covering import Covering
    from shared.services.breakages.keeping import BranchKeeping
    from shared.services.builds.keeping import BuildKeeper
    from shared.services.cleaning import Cleaning
    from shared.services.commits.deciding import Deciding
    from shared.services.commits.previews import Previews
    from shared.services.copies import Copies
    from shared.services.ingest import Ingest
    from shared.services.notices.noting import Noting
    from shared.services.notices.telling import Telling
    from shared.services.patterns.active import ActivePatterns
    from shared.services.patterns.curate import Curation
    from shared.services.patterns.drafting import Drafting
    from shared.services.patterns.dry_run import DryRuns
    from shared.services.patterns.exchange import Exchange
    from shared.services.patterns.plan import Planning
    from shared.services.patterns.rescan import Rescanning
    from shared.services.patterns.scanning import Scanning
    from shared.services.providers.fetching import Fetching
    from shared.services.providers.scan import ProviderScan

# Who fetches single logs has others to fetch: a longer rest is for the next sweep to keep.
MAX_WAIT_S = 5.0


class App(Adapters):
    """What a function works with; use cases are imported where they are made, as adapters are."""

    @cached_property
    def main_branches(self) -> "MainBranches":
        """The branches that everyone builds on."""
        from shared.core.main_branches import MainBranches

        return MainBranches(self.settings.main_branches)

    @cached_property
    def branch_history(self) -> "BranchHistory":
        """What was heard of branches."""
        from shared.services.breakages.history import KeptHistory

        return KeptHistory(self.branches)

    @cached_property
    def branch_keeping(self) -> "BranchKeeping":
        """The worker of branches."""
        from shared.services.breakages.keeping import BranchKeeping
        from shared.services.fold import HotDocumentPace, no_pace

        cloud = self.settings.stores == "cloud"
        return BranchKeeping(
            self.store,
            self.branches,
            self.commits,
            self.breakages,
            self.now_ms,
            HotDocumentPace(time.monotonic, time.sleep) if cloud else no_pace,
        )

    @cached_property
    def covering(self) -> "Covering":
        """What knows the breakages at a commit's place."""
        from shared.services.breakages.covering import Covering

        return Covering(self.breakages, self.branch_history)

    @cached_property
    def annotating(self) -> "Annotating":
        """The use case that annotates what broke branches."""
        from shared.services.breakages.annotating import Annotating

        return Annotating(self.store, self.breakages, self.branch_history, self.noting)

    @cached_property
    def noting(self) -> "Noting | None":
        """The use case that notes what is worth telling; None where nobody is told."""
        settings = self.settings.notices
        if not settings.are_noted:
            return None
        from shared.services.notices.noting import Noting

        return Noting(self.store, self.notices, self.now_ms, self.main_branches)

    @cached_property
    def telling(self) -> "Telling":
        """The use case that tells people."""
        from shared.clients import notice_targets
        from shared.services.notices.telling import Telling

        return Telling(self.store, self.notices, notice_targets(self.settings), self.now_ms)

    @cached_property
    def build_keeper(self) -> "BuildKeeper":
        """The use case that keeps builds."""
        from shared.services.builds.keeping import BuildKeeper

        return BuildKeeper(
            self.store,
            self.builds,
            self.logs,
            retention_days=self.settings.retention_days,
            quiet_ms=self.settings.build_quiet_hours * 3_600_000,
            deciding=self.deciding,
        )

    @cached_property
    def deciding(self) -> "Deciding":
        """The worker of commits."""
        from shared.services.commits.deciding import Deciding
        from shared.services.commits.saying import Saying
        from shared.telemetry import emit

        settings = self.settings
        saying = Saying(lambda: self.statuses, settings.pages_url, settings.repositories, emit)
        return Deciding(
            self.store,
            self.commits,
            self.active_patterns,
            self.now_ms,
            saying if settings.github.can_post else None,
            settings.retention_days,
            mains=self.main_branches,
            covering=self.covering,
            noting=self.noting,
        )

    @cached_property
    def fetching(self) -> "Fetching | None":
        """The use case that fetches logs of builds that events tell of; None where none are."""
        globs = self.settings.scan_repositories
        if not globs:
            return None
        from shared.services.providers.fetching import Fetching
        from shared.telemetry import emit

        return Fetching(
            self.store,
            self.pending_fetches,
            self.commits,
            self._provider_scan,
            self.now_ms,
            globs,
            emit,
        )

    def _provider_scan(self, provider: str) -> "ProviderScan":
        """Return what fetches logs now: it neither waits long nor tries again by itself."""
        from shared.clients import build_provider
        from shared.services.providers.scan import ProviderScan

        asked = build_provider(provider, self.now_ms, max_wait_s=MAX_WAIT_S)
        return ProviderScan(asked, self.ingest, self.now_ms, time.sleep, attempts=1)

    @cached_property
    def previews(self) -> "Previews":
        """The use case that tells which verdicts a pattern would change."""
        from shared.services.commits.previews import Previews

        return Previews(self.deciding)

    @cached_property
    def active_patterns(self) -> "ActivePatterns":
        """What is looked for in new logs; where reading it is cheap, read anew for each log."""
        from shared.services.patterns.active import MAX_AGE_MS, ActivePatterns

        max_age_ms = 0 if self.settings.stores == "embedded" else MAX_AGE_MS
        return ActivePatterns(self.patterns, self.derived, self.now_ms, max_age_ms)

    @cached_property
    def cleaning(self) -> "Cleaning":
        """What removes expired records where the store does not do so itself."""
        from shared.services.cleaning import Cleaning

        days = self.settings.log_days
        return Cleaning(self.store, self.patterns, self.logs, self.copies, log_days=days)

    @cached_property
    def copies(self) -> "Copies":
        """What knows which logs share a copy."""
        from shared.services.copies import Copies

        return Copies(self.commits, self.derived)

    @cached_property
    def token_check(self) -> "TokenCheck":
        """The use case that knows visitors by their tokens."""
        from shared.services.access import TokenCheck

        return TokenCheck(self.tokens)

    @cached_property
    def sign_in_limit(self) -> Limit:
        """Failed attempts to sign in, for each address; of this process alone."""
        return Limit(per_minute=30, burst=30)

    @cached_property
    def write_limit(self) -> Limit:
        """Writes for each sign-in; of this process alone."""
        per_minute = self.settings.writes_per_minute
        return Limit(per_minute=per_minute, burst=per_minute)

    @cached_property
    def ingest(self) -> "Ingest":
        """The use case of the main job."""
        from shared.services.ingest import Ingest

        return Ingest(
            self.store,
            self.logs,
            self.derived,
            self.active_patterns,
            max_log_bytes=self.settings.max_log_bytes,
            retention_days=self.settings.retention_days,
            folds_at_once=self.settings.stores == "embedded",
            builds=self.build_keeper,
            noting=self.noting,
            deciding=self.deciding,
            commits=self.commits,
        )

    @cached_property
    def dry_runs(self) -> "DryRuns":
        """The use case that tries a pattern on stored logs."""
        from shared.services.patterns.dry_run import DryRuns

        return DryRuns(self.store, self.patterns, self.logs, time.monotonic)

    @cached_property
    def planning(self) -> "Planning":
        """The use case of scans: started, watched, cancelled."""
        from shared.services.patterns.plan import Planning

        settings = self.settings
        grace_ms = settings.scan_grace_seconds * 1000
        return Planning(
            self.store, self.patterns, settings.scan_fan_out, settings.scan_days, grace_ms
        )

    @cached_property
    def curation(self) -> "Curation":
        """The use case of patterns: created, edited, retired, restored."""
        from shared.services.patterns.curate import Curation

        return Curation(self.store, self.patterns, self.derived, self.dry_runs, self.planning)

    @cached_property
    def drafting(self) -> "Drafting":
        """The use case that begins a pattern from a line."""
        from shared.services.patterns.drafting import Drafting

        return Drafting(self.store, self.logs)

    @cached_property
    def exchange(self) -> "Exchange":
        """The use case of patterns in files."""
        from shared.services.patterns.exchange import Exchange

        return Exchange(self.patterns, self.curation)

    @cached_property
    def rescanning(self) -> "Rescanning":
        """The use case of one log: scanned again, pinned, labelled."""
        from shared.services.patterns.rescan import Rescanning

        settings = self.settings
        return Rescanning(
            self.store,
            self.logs,
            self.active_patterns,
            settings.max_log_bytes,
            folds_at_once=settings.stores == "embedded",
        )

    @cached_property
    def scanning(self) -> "Scanning":
        """The worker that does scans."""
        from shared.services.patterns.scanning import EMBEDDED_LEASE_MS, LEASE_MS, Scanning

        embedded = self.settings.stores == "embedded"
        return Scanning(
            self.store,
            self.patterns,
            self.active_patterns,
            self.rescanning,
            self.now_ms,
            lease_ms=EMBEDDED_LEASE_MS if embedded else LEASE_MS,
            threads=self.settings.scan_threads,
        )
