"""What a use case asks of the store, counted as Firestore bills it: documents read and written."""

import threading
import time
from collections import Counter, defaultdict

from shared.adapters.collections import place_of


class CountingPatterns:
    """Pass every call on to the patterns; count documents read where the store's are counted."""

    def __init__(self, patterns, store):
        self._patterns = patterns
        self._store = store

    def __getattr__(self, name):
        method = getattr(self._patterns, name)

        def call(*args, **kwargs):
            found = method(*args, **kwargs)
            items = getattr(found, "items", None)
            if callable(items) or isinstance(found, list | tuple):
                count = len(found)
            elif items is not None:
                count = len(items)
            else:
                count = 1
            return self._store._read(name, found, max(1, count))

        return call


class CountingStore:
    """Pass every call on to the store; count documents read and written, and when each was."""

    def __init__(self, store):
        self._store = store
        self._lock = threading.Lock()
        self.reads = Counter()
        self.writes = Counter()
        self.write_times = defaultdict(list)

    def __getattr__(self, name):
        return getattr(self._store, name)

    def get_record(self, record_id):
        return self._read("record", self._store.get_record(record_id), 1)

    def get_fingerprint(self, fingerprint):
        return self._read("fingerprint", self._store.get_fingerprint(fingerprint), 1)

    def get_reports(self, log_ids):
        return self._read("report", self._store.get_reports(ids := list(log_ids)), len(ids))

    def get_fingerprints(self, fingerprints):
        ids = list(fingerprints)
        return self._read("fingerprint", self._store.get_fingerprints(ids), len(ids))

    def get_jobs(self, jobs):
        return self._read("job", self._store.get_jobs(names := list(jobs)), len(names))

    def find_similar(self, bands, *, limit):
        found = self._store.find_similar(bands, limit=limit)
        return self._read("fingerprint", found, len(found))

    def get_issues(self, issue_ids):
        return self._read("issue", self._store.get_issues(ids := list(issue_ids)), len(ids))

    def find_coarse(self, coarse, *, limit):
        found = self._store.find_coarse(coarse, limit=limit)
        return self._read("fingerprint", found, len(found))

    def list_reports(self, *query, **options):
        page = self._store.list_reports(*query, **options)
        return self._read("report", page, len(page.items))

    def list_records(self, **options):
        page = self._store.list_records(**options)
        return self._read("record", page, len(page.items))

    def list_unfolded(self, *, limit):
        found = self._store.list_unfolded(limit=limit)
        return self._read("record", found, len(found))

    def count_unfolded(self, fingerprints):
        return self._read("count", self._store.count_unfolded(fingerprints), 2)

    def seen_bounds(self, fingerprint, *, folded=False):
        return self._read("record", self._store.seen_bounds(fingerprint, folded=folded), 2)

    def save_record(self, record, *, replaces=None, failure=None, sign=None):
        self._store.save_record(record, replaces=replaces, failure=failure, sign=sign)
        self._wrote("record", record.record_id)
        if sign is not None:
            self._wrote("sign", sign.sign_id)
        if failure is not None:
            self._wrote("fingerprint", failure.fingerprint.fingerprint)
        if failure is not None and failure.report is not None:
            self._wrote("report", failure.report.log_id)
        if failure is not None and failure.issue is not None:
            self._wrote("issue", failure.issue.issue_id)

    def save(self, changes):
        self._store.save(changes)
        for stored in (*changes.written, *changes.removed):
            place = place_of(stored.value)
            self._wrote(_singular(place.collection), place.name)

    def forget(self):
        """Start counting anew."""
        with self._lock:
            self.reads, self.writes = Counter(), Counter()
            self.write_times = defaultdict(list)

    def counted(self):
        """Return reads, writes and their times, as they can be sent to another process."""
        return self.reads, self.writes, dict(self.write_times)

    def add(self, counted):
        """Add what another counted by the same clock."""
        reads, writes, write_times = counted
        with self._lock:
            self.reads.update(reads)
            self.writes.update(writes)
            for document, times in write_times.items():
                self.write_times[document].extend(times)

    def most_writes_in_a_second(self, kinds=("fingerprint", "report", "issue", "job")):
        """Return the largest number of writes of one shared document within any second."""
        return max(
            (
                sum(1 for other in times if at <= other < at + 1.0)
                for (kind, _), times in self.write_times.items()
                if kind in kinds
                for at in times
            ),
            default=0,
        )

    def _read(self, kind, found, count):
        with self._lock:
            self.reads[kind] += count
        return found

    def _wrote(self, kind, document_id):
        with self._lock:
            self.writes[kind] += 1
            self.write_times[kind, document_id].append(time.monotonic())


def _singular(collection):
    return collection[:-3] + "y" if collection.endswith("ies") else collection.removesuffix("s")
