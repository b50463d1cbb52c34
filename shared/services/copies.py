"""Equal logs share one seekable copy: the first writes it, the others name its index.

Who uses a copy is asked of the records of equal content, never counted: nothing can be miscounted
by whoever is killed. A copy that is gone too early costs a page its speed, no more.
"""

from dataclasses import dataclass

from shared.core.documents import Record
from shared.core.leftovers import derived_prefixes
from shared.core.log_index import content_of, copy_of, unpack_index
from shared.ports import Commits, DerivedBucket

ASKED_TO_SHARE = 5
ASKED_TO_REMOVE = 100


@dataclass(frozen=True, slots=True)
class Copies:
    """The use case with what it needs."""

    commits: Commits
    derived: DerivedBucket

    def shared(self, content_hash: str, line_count: int, *, kept_until_ms: int) -> str | None:
        """Return the index of a copy of an equal log that is kept until then, if there is one."""
        for known in self.commits.find_copies(content_hash, limit=ASKED_TO_SHARE):
            lasts = known.expires_ms >= kept_until_ms and known.line_count == line_count
            data = self.derived.get(known.index) if known.index and lasts else None
            if data is not None and unpack_index(data).line_count == line_count:
                return known.index
        return None

    def remove(self, record_id: str, *, now_ms: int, with_noise: bool = True) -> int:
        """Remove what was derived from the record's log, of every generation; return how much.

        A copy stays that others use.
        """
        prefixes = derived_prefixes(record_id, with_noise=with_noise)
        names = [name for prefix in prefixes for name in self.derived.list(prefix)]
        kept: set[str] = set()
        for name in names:
            if self._is_used(name, record_id, now_ms):
                kept |= {name, copy_of(name)}
        gone = [name for name in names if name not in kept]
        for name in gone:
            self.derived.delete(name)
        return len(gone)

    def leave(self, record: Record, *, now_ms: int) -> None:
        """Remove the copy that a record used, once the record is gone and nobody else uses it."""
        index = record.index
        if index is not None and not self._is_used(index, record.record_id, now_ms):
            for name in (index, copy_of(index)):
                self.derived.delete(name)

    def _is_used(self, index: str, by_other_than: str, now_ms: int) -> bool:
        content = content_of(index)
        return content is not None and any(
            each.index == index and each.record_id != by_other_than and each.expires_ms > now_ms
            for each in self.commits.find_copies(content, limit=ASKED_TO_REMOVE)
        )
