"""What a pattern would hit, on the logs that are stored, before it is saved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from shared.core.documents import Record, Report
from shared.core.dry_runs import MAX_FOUND, DryRun, Example, FoundIn
from shared.core.patterns.expression import check
from shared.core.patterns.hits import Hits
from shared.core.patterns.model import ActivePattern, Expression, Hit
from shared.core.patterns.pattern_set import PatternSet
from shared.core.patterns.scan import LogScanner, scan_log
from shared.errors import ObjectGone
from shared.ports import LogBucket, Patterns, Store
from shared.services.logs import open_log
from shared.services.patterns.lines import masked_lines

MAX_LOGS = 10_000
MAX_SECONDS = 20.0
MAX_EXAMPLES = 20
MAX_REPORTS = 100
_EXAMPLES_OF_LOG = 3
_PAGE = 200


@dataclass(frozen=True, slots=True)
class DryRuns:
    """The use case with what it needs; `seconds` is a clock that only grows."""

    store: Store
    patterns: Patterns
    logs: LogBucket
    seconds: Callable[[], float]

    def run(
        self,
        expression: Expression,
        *,
        now_ms: int,
        max_logs: int = MAX_LOGS,
        max_seconds: float = MAX_SECONDS,
    ) -> DryRun:
        """Return what the expression finds in the newest logs. Raises InvalidExpression.

        It stops after so many logs or seconds, whichever is first.
        """
        check(expression)
        started, compiled = self.seconds(), PatternSet([ActivePattern("", 1, expression)])
        found = DryRun(of=min(max_logs, self.patterns.count_records(since_ms=0)))
        shown: set[str] = set()
        for record in self._newest(now_ms, max_logs):
            if self.seconds() - started >= max_seconds:
                break
            hits = self._scan(record, compiled, found)
            for hit in hits.hits:
                found.generic_only = hit.generic and (found.generic_only or found.hits == 1)
                if record.fingerprint and not record.passed:
                    shown.add(record.fingerprint)
                _keep(found, record, hit, hits)
                found.examples += self._examples(record, hits, MAX_EXAMPLES - len(found.examples))
        found.reports = self._reports(sorted(shown))
        found.milliseconds = round((self.seconds() - started) * 1000)
        return found

    def _newest(self, now_ms: int, max_logs: int) -> Iterator[Record]:
        cursor, left = None, max_logs
        while left > 0:
            page = self.store.list_records(now_ms=now_ms, limit=min(_PAGE, left), cursor=cursor)
            yield from page.items
            left, cursor = left - len(page.items), page.next
            if cursor is None:
                return

    def _scan(self, record: Record, compiled: PatternSet, found: DryRun) -> Hits:
        """Scan one log, and count it."""
        hits = Hits()
        if compiled.in_scope(record.context):
            found.in_scope += 1
            try:
                log = open_log(self.logs, record)
                hits = scan_log(log, LogScanner(compiled, record.context))
            except ObjectGone:
                found.unscannable += 1
        found.scanned += 1
        hit = len(hits.hits)
        if record.passed:
            found.passing, found.passing_hits = found.passing + 1, found.passing_hits + hit
        else:
            found.failing, found.failing_hits = found.failing + 1, found.failing_hits + hit
        return hits

    def _examples(self, record: Record, hits: Hits, count: int) -> list[Example]:
        """Return the first lines that match, as they are shown: clean, credentials masked."""
        numbers = dict.fromkeys(match.line_number for match in hits.matches)
        wanted = list(islice(numbers, min(count, _EXAMPLES_OF_LOG)))
        lines = masked_lines(self.logs, record, wanted) if wanted else []
        return [Example(record.record_id, number, text) for number, text in lines]

    def _reports(self, fingerprints: Iterable[str]) -> list[Report]:
        documents = self.store.get_fingerprints(islice(fingerprints, MAX_REPORTS))
        ids = {found.value.log_id for found in documents.values() if found.value.is_alive}
        return [found.value for found in self.store.get_reports(ids).values()]


def _keep(found: DryRun, record: Record, hit: Hit, hits: Hits) -> None:
    """Keep a failing log with what is needed to tell which verdicts would change."""
    if record.passed or len(found.found) >= MAX_FOUND:
        return
    numbers = tuple(match.line_number for match in hits.matches)
    found.found.append(FoundIn(record, hit, numbers))
