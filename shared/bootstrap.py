"""The one place that chooses adapters. Nothing is opened before it is used."""

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from shared.config import Settings, read_settings
from shared.core.builds.dataset import Column
from shared.core.builds.places import SourcePlace
from shared.core.limits import Limit
from shared.ports import (
    Archive,
    AssertionVerifier,
    Breakages,
    Builds,
    Commits,
    CommitStatuses,
    DerivedBucket,
    LogBucket,
    LogSource,
    Notices,
    Patterns,
    Store,
    TableFile,
    Tokens,
)

if TYPE_CHECKING:
    from shared.services.access import TokenCheck
    from shared.services.builds.keeping import BuildKeeper
    from shared.services.cleaning import Cleaning
    from shared.services.commits.deciding import Deciding
    from shared.services.commits.previews import Previews
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

    def log_source(self, place: SourcePlace) -> LogSource:
        """Return the source that builds are brought in from."""
        if place.kind == "own":
            return self.logs
        if place.kind == "gcsweb":
            from shared.adapters.gcsweb import GcswebSource

            return GcswebSource(place.root)
        if place.kind == "bucket":
            from shared.adapters.gcs import GcsBucket

            return GcsBucket(place.root.removeprefix("gs://"), project=self.settings.project_id)
        from shared.adapters.directory import DirectoryBucket

        return DirectoryBucket(Path(place.root), name=place.root)

    @cached_property
    def derived(self) -> DerivedBucket:
        """The bucket of what can be derived again."""
        if self.settings.stores == "cloud":
            from shared.adapters.gcs import GcsDerived

            return GcsDerived(self.settings.derived_bucket, project=self.settings.project_id)
        from shared.adapters.directory import DirectoryDerived

        return DirectoryDerived(self.settings.data_dir / "derived")

    @cached_property
    def builds(self) -> Builds:
        """The documents of builds and jobs."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestoreBuilds

            return FirestoreBuilds(project=self.settings.project_id)
        from shared.adapters.sqlite import SqliteBuilds

        return SqliteBuilds(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def patterns(self) -> Patterns:
        """Patterns, what they hit, and the ledger of scans."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestorePatterns

            return FirestorePatterns(project=self.settings.project_id)
        from shared.adapters.sqlite import SqlitePatterns

        return SqlitePatterns(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def breakages(self) -> Breakages:
        """The documents of breakages."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestoreBreakages

            return FirestoreBreakages(project=self.settings.project_id)
        from shared.adapters.sqlite import SqliteBreakages

        return SqliteBreakages(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def notices(self) -> Notices:
        """The documents of what people are told."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestoreNotices

            return FirestoreNotices(project=self.settings.project_id)
        from shared.adapters.sqlite import SqliteNotices

        return SqliteNotices(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def noting(self) -> "Noting | None":
        """The use case that notes what is worth telling; None where nobody is told."""
        settings = self.settings.notices
        if not settings.webhook_url and not settings.slack_url:
            return None
        from shared.core.notices.appearing import MainBranches
        from shared.services.notices.noting import Noting

        return Noting(self.store, self.notices, self.now_ms, MainBranches(settings.main_branches))

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
    def commits(self) -> Commits:
        """Commits and what was heard of them."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestoreCommits

            return FirestoreCommits(project=self.settings.project_id)
        from shared.adapters.sqlite import SqliteCommits

        return SqliteCommits(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def statuses(self) -> CommitStatuses:
        """Where statuses are posted."""
        from shared.adapters.github import GitHubStatuses

        github = self.settings.github
        return GitHubStatuses(
            api_url=github.api_url,
            token=github.token,
            app_id=github.app_id,
            private_key=github.private_key,
        )

    @cached_property
    def deciding(self) -> "Deciding":
        """The worker of commits."""
        from shared.services.commits.deciding import Deciding
        from shared.services.commits.saying import Saying

        settings = self.settings
        saying = Saying(lambda: self.statuses, settings.pages_url, settings.repositories)
        return Deciding(
            self.store,
            self.commits,
            self.active_patterns,
            self.now_ms,
            saying if settings.github.can_post else None,
            settings.retention_days,
        )

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
            builds=self.build_keeper,
            noting=self.noting,
            deciding=self.deciding,
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


def table_files(
    folder: Path, name: str, columns: Sequence[Column], formats: Sequence[str]
) -> AbstractContextManager[Sequence[TableFile]]:
    """Return the files of one table, "parquet" and "jsonl", open for rows.

    Raises LibraryMissing for a format whose library is not installed.
    """
    from shared.adapters.tables import open_table

    return open_table(folder, name, columns, formats)


@cache
def get_app() -> App:
    """Return this process's App, made from the environment at the first call."""
    return App(read_settings())
