"""What a pattern would hit, on the logs that are stored, before it is saved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from shared.core.analysis.clean import bound_text
from shared.core.analysis.clean_window import line_text, prefixes_of
from shared.core.analysis.secrets import mask_credentials
from shared.core.documents import Record, Report
from shared.core.log_lines import Span, read_spans
from shared.core.patterns.expression import check
from shared.core.patterns.hits import Hits
from shared.core.patterns.model import ActivePattern, Expression
from shared.core.patterns.pattern_set import PatternSet
from shared.core.patterns.scan import LogScanner, scan_log
from shared.errors import ObjectGone
from shared.ports import LogBucket, Patterns, Store
from shared.services.logs import open_log

MAX_LOGS = 10_000
MAX_SECONDS = 20.0
MAX_EXAMPLES = 20
MAX_REPORTS = 100
MAX_PASSING_SHARE = 0.1
_EXAMPLES_OF_LOG = 3
_PAGE = 200
_MAX_LINE_BYTES = 4000


@dataclass(frozen=True, slots=True)
class Example:
    """A line that the pattern finds, as it is shown."""

    record_id: str
    line_number: int
    line: str


@dataclass(slots=True)
class DryRun:
    """What one pattern finds in the newest logs.

    `scanned` of at most `of` logs were looked at, those out of scope too; `failing` and `passing`
    of them are logs of that kind, `..._hits` those that the pattern hits. `generic_only` says that
    every line found is one that names no cause. `reports` are those that failing logs with hits
    show, at most MAX_REPORTS; `unscannable` logs are gone.
    """

    of: int = 0
    scanned: int = 0
    failing: int = 0
    passing: int = 0
    failing_hits: int = 0
    passing_hits: int = 0
    unscannable: int = 0
    generic_only: bool = False
    milliseconds: int = 0
    examples: list[Example] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    @property
    def hits(self) -> int:
        """How many logs the pattern hits."""
        return self.failing_hits + self.passing_hits

    @property
    def doubts(self) -> tuple[str, str] | None:
        """Why logs that it hits should not be called flaky: a code and a sentence; None if not."""
        if self.passing and self.passing_hits > MAX_PASSING_SHARE * self.passing:
            return "hits_passing_logs", (
                f"It hits {self.passing_hits} of {self.passing} passing logs, more than one in"
                " ten, so it says little about failures."
            )
        if self.hits and self.generic_only:
            return "only_generic_lines", (
                'It finds only lines that name no cause, such as "Process completed with exit'
                ' code 1".'
            )
        return None


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
        spans = [Span(n, n) for n in islice(numbers, min(count, _EXAMPLES_OF_LOG))]
        if not spans:
            return []
        chunks = iter(open_log(self.logs, record))
        first = next(chunks, b"")
        prefixes = prefixes_of(first)
        lines = read_spans(chain([first], chunks), spans, max_line_bytes=_MAX_LINE_BYTES)
        return [
            Example(record.record_id, line.number, _shown(line_text(line.data, prefixes)))
            for line in lines
        ]

    def _reports(self, fingerprints: Iterable[str]) -> list[Report]:
        documents = self.store.get_fingerprints(islice(fingerprints, MAX_REPORTS))
        ids = {found.value.log_id for found in documents.values() if found.value.is_alive}
        return [found.value for found in self.store.get_reports(ids).values()]


def _shown(text: str) -> str:
    return bound_text(mask_credentials(text))
