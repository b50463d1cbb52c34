"""The use cases of patterns with what each needs."""

import time
from functools import cached_property
from typing import TYPE_CHECKING

from shared.bootstrap.adapters import Adapters

if TYPE_CHECKING:
    from shared.services.patterns.active import ActivePatterns
    from shared.services.patterns.curate import Curation
    from shared.services.patterns.drafting import Drafting
    from shared.services.patterns.dry_run import DryRuns
    from shared.services.patterns.exchange import Exchange
    from shared.services.patterns.plan import Planning
    from shared.services.patterns.rescan import Rescanning
    from shared.services.patterns.scanning import Scanning


class PatternCases(Adapters):
    """What curates patterns and looks for them; imported where they are made, as adapters are."""

    @cached_property
    def active_patterns(self) -> "ActivePatterns":
        """What is looked for in new logs; where reading it is cheap, read anew for each log."""
        from shared.services.patterns.active import MAX_AGE_MS, ActivePatterns

        max_age_ms = 0 if self.settings.stores == "embedded" else MAX_AGE_MS
        return ActivePatterns(self.patterns, self.derived, self.now_ms, max_age_ms)

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
