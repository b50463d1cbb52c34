"""What the version in force calls a failure that an older version named."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shared.core.analysis.analyze import analyze
from shared.core.analysis.fingerprint import fingerprint_of, version_of
from shared.core.analysis.model import Analysis
from shared.core.analysis.versions import VERSIONS, Versions
from shared.core.documents import Fingerprint, Record
from shared.core.failures import fingerprint_document, succeeding
from shared.core.ids import first_life
from shared.core.streams import MAX_LOG_BYTES
from shared.errors import ObjectGone
from shared.ports import DerivedBucket, LogBucket, Store
from shared.services.baselines import read_baseline
from shared.services.logs import open_log

LOGS_READ = 3


@dataclass(frozen=True, slots=True)
class Successor:
    """The fingerprint that takes over; `from_log` says that logs were read to find it."""

    fingerprint: Fingerprint
    from_log: bool

    @property
    def before(self) -> str:
        """The fingerprint that it takes over from."""
        return self.fingerprint.succeeds[0]


@dataclass(frozen=True, slots=True)
class Succession:
    """The use case with what it needs."""

    store: Store
    logs: LogBucket
    derived: DerivedBucket
    versions: Versions = VERSIONS
    max_log_bytes: int = MAX_LOG_BYTES

    def needs(self, fingerprint: Fingerprint) -> bool:
        """Tell whether a living failure goes by an older version's name alone."""
        old = version_of(fingerprint.fingerprint) != self.versions.current.name
        return old and fingerprint.is_alive and fingerprint.succeeded_by is None

    def of(self, old: Fingerprint, *, now_ms: int) -> Successor | None:
        """Return what takes over: by its key alone where that will do, else by its newest logs.

        None where neither tells: no log of it is kept, or these show something else by now.
        """
        current, rekey = self.versions.current, self.versions.current.from_before
        if rekey is not None and old.key and self._is_before(old):
            key = rekey(old.key)
            new = replace(old, fingerprint=fingerprint_of(key, current.name), key=key)
            return Successor(_fresh(new, old), from_log=False)
        shown = list(self._shown(old, now_ms))
        if not shown or len({each.fingerprint for each in shown}) > 1:
            return None
        return Successor(_fresh(fingerprint_document(shown[0], ""), old), from_log=True)

    def _shown(self, old: Fingerprint, now_ms: int) -> Iterator[Analysis]:
        """Yield what the newest logs of the failure say, where they still show it."""
        newest = self.store.list_records(
            now_ms=now_ms, limit=LOGS_READ, fingerprints=[old.fingerprint]
        )
        for record in newest.items:
            analysis = self._analyze(record)
            if analysis is not None and self._shows(analysis, old):
                yield analysis

    def _shows(self, analysis: Analysis, old: Fingerprint) -> bool:
        """Tell whether the log shows this failure: its job's baseline may have changed since."""
        if analysis.fingerprint is None:
            return False
        plain = first_life(old.fingerprint)
        return analysis.fingerprint_before == plain or not self._is_before(old)

    def _is_before(self, old: Fingerprint) -> bool:
        """Tell whether the fingerprint is of the one version that is still computed."""
        before = self.versions.before
        return before is not None and version_of(old.fingerprint) == before.name

    def _analyze(self, record: Record) -> Analysis | None:
        baseline = read_baseline(self.derived, record.context.job)
        try:
            stream = open_log(self.logs, record, max_bytes=self.max_log_bytes)
            analysis = analyze(stream, baseline=baseline, versions=self.versions)
        except ObjectGone:
            return None
        return analysis if stream.problem is None else None


def _fresh(fingerprint: Fingerprint, old: Fingerprint) -> Fingerprint:
    """Return the successor as one that was never seen, in the report of the old one."""
    bare = Fingerprint(
        fingerprint.fingerprint,
        old.log_id,
        old.report_type,
        fingerprint.key,
        coarse=fingerprint.coarse,
        signature=fingerprint.signature,
        bands=fingerprint.bands,
    )
    return succeeding(bare, old)
