"""The first pass: from chunks to a bounded number of events with their surroundings.

An event is a line that a rule found. Which events explain the failure is decided later, when the
whole log has been seen; until then the first and the last of each tier and step are kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.core.analysis.clean import clean_bytes
from shared.core.analysis.clean_window import SAMPLE_BYTES, Scanner, prefixes_of
from shared.core.analysis.course import Course
from shared.core.analysis.prefixes import Prefixes
from shared.core.analysis.rules.table import NOTHING, look_up
from shared.core.analysis.steps import Event, Known, Step
from shared.core.analysis.triggers import TRIGGERED_LINE
from shared.core.analysis.window import Surroundings

LOOK_AHEAD = 24 * 1024
LOOK_BACK = 6 * 1024
_MAX_MEMO = 8_000
_MAX_MEMO_BYTES = 1_000  # longer lines are looked up anew
_MAX_SPOKEN = 1000
_BOUND_EVERY = 32  # new surroundings
_MANY = 60  # so often, a line is part of the noise
_STATUS = b"xit"  # where exit statuses stand, every digit counts
# Which digit stands where decides nothing but zero or not, exit statuses apart; so lines that
# differ in digits are looked up once.
_SAME_DIGITS = bytes.maketrans(b"23456789", b"11111111")


@dataclass(slots=True)
class Collected:
    """What the first pass leaves: steps with their events, and sizes.

    `spoken` holds the first distinct lines that any rule found: what a passing log says in spite
    of passing.
    """

    steps: list[Step]
    prefixes: Prefixes
    passed: bool | None
    succeeded_at: int | None
    line_count: int
    byte_count: int
    tail: Surroundings
    dropped: bool
    spoken: tuple[bytes, ...]


def collect(chunks: Iterable[bytes], scanner: Scanner | None = None) -> Collected:
    """Read all chunks of one log, once; a scanner is given the same lines on the way."""
    collector = _Collector(scanner)
    for chunk in chunks:
        collector.feed(chunk)
    return collector.finish()


class _Collector:
    def __init__(self, scanner: Scanner | None) -> None:
        self._scanner = scanner
        # What is not yet dropped: LOOK_BACK behind the position, and all after. It begins with a
        # line feed, so that every line stands behind one.
        self._data = b"\n"
        self._base = -1  # absolute offset of _data
        self._position = 0  # of the line feed behind which the scan goes on
        self._counted_to = 0  # offset in _data up to which line feeds are counted
        self._line_feeds = 0
        self._prefixes: Prefixes | None = None
        self._memo: dict[bytes, Known] = {}
        self._spoken: list[bytes] = []
        self._around: Surroundings | None = None
        self._around_end = 0  # absolute offset
        self._made = 0
        self._course = Course()
        self._bytes = 0

    def feed(self, chunk: bytes) -> None:
        self._bytes += len(chunk)
        self._data += chunk
        if self._prefixes is None and len(self._data) <= SAMPLE_BYTES:
            return
        self._scan(self._data.rfind(b"\n", 0, max(1, len(self._data) - LOOK_AHEAD)))

    def finish(self) -> Collected:
        self._scan(len(self._data))
        course, data = self._course, self._data
        line_feeds = self._number_at(len(data))
        open_line = not data.endswith(b"\n")
        return Collected(
            course.told_steps(),
            self._prefixes or Prefixes(),
            course.passed,
            course.succeeded_at,
            line_feeds - 1 + open_line,
            self._bytes,
            self._tail(line_feeds),
            course.dropped,
            tuple(self._spoken),
        )

    def _tail(self, line_feeds: int) -> Surroundings:
        data = self._data
        start = data.rfind(b"\n", 0, max(1, len(data) - LOOK_AHEAD)) + 1
        first_number = line_feeds - data.count(b"\n", start)
        last_lines = data[start:].removesuffix(b"\n")
        return Surroundings(last_lines, first_number, self._prefixes or Prefixes())

    def _scan(self, limit: int) -> None:
        if self._prefixes is None:
            self._prefixes = prefixes_of(self._data[1 : SAMPLE_BYTES + 1])
        if limit > self._position:
            self._read(limit)
            if self._scanner:
                self._scanner.scan(self._data[self._position + 1 : limit + 1], self._prefixes)
            self._position = limit
        self._drop_read()

    def _read(self, limit: int) -> None:
        memo, data = self._memo, self._data
        for match in TRIGGERED_LINE.finditer(data, self._position, limit):
            # With the line feed before it. Cut out here: the engine never frees what group() gives
            # of a match that finditer() found.
            start, end = match.span()
            raw = data[start:end]
            key = raw if _STATUS in raw else raw.translate(_SAME_DIGITS)
            known = memo.get(key) or self._remember(key, raw[1:])
            if known.found is not NOTHING:
                self._take(start + 1, raw[1:], known)

    def _drop_read(self) -> None:
        keep_from = self._data.rfind(b"\n", 0, max(1, self._position - LOOK_BACK))
        if keep_from:
            self._number_at(keep_from)
            self._data = self._data[keep_from:]
            self._position -= keep_from
            self._counted_to -= keep_from
            self._base += keep_from

    def _number_at(self, start: int) -> int:
        """Return the number of the line that starts there; earlier ones cannot be asked for."""
        if start > self._counted_to:
            self._line_feeds += self._data.count(b"\n", self._counted_to, start)
            self._counted_to = start
        return self._line_feeds

    def _remember(self, key: bytes, raw: bytes) -> Known:
        line = self._clean(raw)
        known = Known(look_up(line))
        if len(self._memo) >= _MAX_MEMO:
            self._memo.clear()
        if len(key) <= _MAX_MEMO_BYTES:
            self._memo[key] = known
        if known.found.rule is not None and len(self._spoken) < _MAX_SPOKEN:
            self._spoken.append(line)
        return known

    def _clean(self, raw: bytes) -> bytes:
        assert self._prefixes is not None
        return self._prefixes.strip(clean_bytes(raw))

    def _take(self, start: int, raw: bytes, known: Known) -> None:
        known.count += 1
        rule, marker = known.found.rule, known.found.marker
        if known.count > _MANY and marker is None:
            return
        number = self._number_at(start)
        if rule is not None:
            around = self._around
            if around is None or self._base + start + LOOK_BACK > self._around_end:
                around = self._new_surroundings(start, number)
            self._course.add(Event(number, known, around, raw), rule)
        if marker is not None:
            self._course.mark(number, self._clean(raw), marker)

    def _new_surroundings(self, start: int, number: int) -> Surroundings:
        data = self._data
        first = data.rfind(b"\n", 0, max(1, start - LOOK_BACK)) + 1
        last = min(len(data), start + LOOK_AHEAD)
        end = data.find(b"\n", start + LOOK_AHEAD - LOOK_BACK, last)
        last = last if end < 0 else end
        first_number = number - data.count(b"\n", first, start)
        assert self._prefixes is not None
        self._around = Surroundings(data[first:last], first_number, self._prefixes)
        self._around_end = self._base + last
        self._made += 1
        if self._made % _BOUND_EVERY == 0:
            self._course.bound_memory()
        return self._around
