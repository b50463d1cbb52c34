"""The use cases with what each needs."""

import time
from functools import cached_property
from typing import TYPE_CHECKING

from shared.bootstrap.pattern_cases import PatternCases
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
    from shared.services.providers.fetching import Fetching
    from shared.services.providers.scan import ProviderScan

# Who fetches single logs has others to fetch: a longer rest is for the next sweep to keep.
MAX_WAIT_S = 5.0


class App(PatternCases):
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
        saying = Saying(
            lambda: self.statuses,
            settings.pages_url,
            settings.repositories,
            emit,
            settings.github.lively_posts,
        )
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
