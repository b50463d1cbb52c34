"""The one place that chooses adapters. Nothing is opened before it is used."""

import time
from functools import cached_property
from pathlib import Path

from shared.config import Settings
from shared.core.builds.places import SourcePlace
from shared.ports import (
    Archive,
    AssertionVerifier,
    Branches,
    Breakages,
    Builds,
    Commits,
    CommitStatuses,
    DerivedBucket,
    LogBucket,
    LogSource,
    Notices,
    Patterns,
    PendingFetches,
    Store,
    Tokens,
)


class Adapters:
    """Settings, clock, and what lies behind the ports, opened at first use.

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
    def branches(self) -> Branches:
        """The documents of branches that everyone builds on."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestoreBranches

            return FirestoreBranches(project=self.settings.project_id)
        from shared.adapters.sqlite import SqliteBranches

        return SqliteBranches(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def notices(self) -> Notices:
        """The documents of what people are told."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestoreNotices

            return FirestoreNotices(project=self.settings.project_id)
        from shared.adapters.sqlite import SqliteNotices

        return SqliteNotices(self.settings.data_dir / "faultline.sqlite3")

    @cached_property
    def pending_fetches(self) -> PendingFetches:
        """The documents of logs that are to be fetched."""
        if self.settings.stores == "cloud":
            from shared.adapters.firestore import FirestorePendingFetches

            return FirestorePendingFetches(project=self.settings.project_id)
        from shared.adapters.sqlite import SqlitePendingFetches

        return SqlitePendingFetches(self.settings.data_dir / "faultline.sqlite3")

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
