"""The one place that chooses adapters. Nothing is opened before it is used."""

import time
from functools import cache, cached_property
from typing import TYPE_CHECKING

from shared.config import Settings, read_settings
from shared.core.limits import Limit
from shared.ports import (
    Archive,
    AssertionVerifier,
    DerivedBucket,
    LogBucket,
    Patterns,
    Store,
    Tokens,
)

if TYPE_CHECKING:
    from shared.services.access import TokenCheck
    from shared.services.cleaning import Cleaning
    from shared.services.ingest import Ingest
    from shared.services.patterns.active import ActivePatterns
    from shared.services.patterns.curate import Curation
    from shared.services.patterns.dry_run import DryRuns
    from shared.services.patterns.plan import Planning
    from shared.services.patterns.rescan import Rescanning
    from shared.services.patterns.scanning import Scanning


class App:
    """What a function works with: settings, clock, and the stores, opened at first use.

    A path that needs no store imports no client: adapters are imported where they are made.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def now_ms(self) -> int:
        """Return the time, in milliseconds since the Unix epoch."""
        return time.time_ns() // 1_000_000

    @cached_property
    def store(self) -> Store:
        """The documents."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestoreStore

            return FirestoreStore(project=self.settings.project_id)
        from shared.adapters.sqlite import SqliteStore

        return SqliteStore(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def logs(self) -> LogBucket:
        """The bucket that build logs are dropped in."""
        if self.settings.stores == "cloud":
            from shared.adapters.gcs import GcsBucket

            return GcsBucket(self.settings.bucket, project=self.settings.project_id)
        from shared.adapters.directory import DirectoryBucket

        return DirectoryBucket(self.settings.data_dir / "bucket", name=self.settings.bucket)

    @cached_property
    def derived(self) -> DerivedBucket:
        """The bucket of what can be derived again."""
        if self.settings.stores == "cloud":
            from shared.adapters.gcs import GcsDerived

            return GcsDerived(self.settings.derived_bucket, project=self.settings.project_id)
        from shared.adapters.directory import DirectoryDerived

        return DirectoryDerived(self.settings.data_dir / "derived")

    @cached_property
    def patterns(self) -> Patterns:
        """Patterns, what they hit, and the ledger of scans."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestorePatterns

            return FirestorePatterns(project=self.settings.project_id)
        from shared.adapters.sqlite import SqlitePatterns

        return SqlitePatterns(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def active_patterns(self) -> "ActivePatterns":
        """What is looked for in new logs; where reading it is cheap, read anew for each log."""
        from shared.services.patterns.active import MAX_AGE_MS, ActivePatterns

        max_age_ms = 0 if self.settings.stores == "embedded" else MAX_AGE_MS
        return ActivePatterns(self.patterns, self.derived, self.now_ms, max_age_ms)

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens that people and programs sign in with."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestoreTokens

            return FirestoreTokens(project=self.settings.project_id)
        from shared.adapters.sqlite.tokens import SqliteTokens

        return SqliteTokens(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def archive(self) -> Archive:
        """All documents, for moving them to another store."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestoreArchive

            return FirestoreArchive(project=self.settings.project_id)
        from shared.adapters.sqlite import SqliteArchive

        return SqliteArchive(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def cleaning(self) -> "Cleaning":
        """What removes expired records where the store does not do so itself."""
        from shared.services.cleaning import Cleaning

        days = self.settings.log_days
        return Cleaning(self.store, self.patterns, self.logs, self.derived, log_days=days)

    @cached_property
    def token_check(self) -> "TokenCheck":
        """The use case that knows visitors by their tokens."""
        from shared.services.access import TokenCheck

        return TokenCheck(self.tokens)

    @cached_property
    def iap(self) -> AssertionVerifier | None:
        """What knows visitors that come through the Identity-Aware Proxy; None without one."""
        if not self.settings.iap_audience:
            return None
        from shared.adapters.iap import IapVerifier

        return IapVerifier(self.settings.iap_audience)

    @cached_property
    def session_key(self) -> str:
        """The key that cookies and forms are signed with; empty where none was given.

        A service that lives in a folder makes itself one; instances in the cloud share theirs.
        """
        settings = self.settings
        if settings.session_key or not (settings.local or settings.stores == "embedded"):
            return settings.session_key
        from shared.adapters.key_file import read_or_make_key

        return read_or_make_key(settings.data_dir / "session.key")

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


@cache
def get_app() -> App:
    """Return this process's App, made from the environment at the first call."""
    return App(read_settings())
