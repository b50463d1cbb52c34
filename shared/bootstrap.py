"""The one place that chooses adapters. Nothing is opened before it is used."""

import time
from functools import cache, cached_property
from typing import TYPE_CHECKING

from shared.config import Settings, read_settings
from shared.ports import DerivedBucket, LogBucket, Store

if TYPE_CHECKING:
    from shared.services.ingest import Ingest


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
    def ingest(self) -> "Ingest":
        """The use case of the main job."""
        from shared.services.ingest import Ingest

        return Ingest(
            self.store,
            self.logs,
            self.derived,
            max_log_bytes=self.settings.max_log_bytes,
            retention_days=self.settings.retention_days,
            folds_at_once=self.settings.stores == "embedded",
        )


@cache
def get_app() -> App:
    """Return this process's App, made from the environment at the first call."""
    return App(read_settings())
