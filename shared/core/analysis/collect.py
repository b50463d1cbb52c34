"""The first pass: from chunks to a bounded number of events with their surroundings.

An event is a line that a rule found. Which events explain the failure is decided later, when the
whole log has been seen; until then the first and the last of each tier and step are kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.core.analysis.clean import clean_bytes
from shared.core.analysis.clean_window import SAMPLE_BYTES, Scanner, prefixes_of
from shared.core.analysis.model import ReportType
from shared.core.analysis.prefixes import Prefixes
from shared.core.analysis.rules.base import Rule
from shared.core.analysis.rules.markers import MARKERS, MarkerKind
from shared.core.analysis.rules.table import NOTHING, RULES, look_up, marker_group
from shared.core.analysis.steps import Event, Known, Ring, Step
from shared.core.analysis.triggers import TRIGGER
from shared.core.analysis.window import Surroundings, Window

LOOK_AHEAD = 24 * 1024
LOOK_BACK = 6 * 1024
_KEPT_OF_PASSED = 4
_MAX_STEPS = 400
_MAX_MEMO = 8_000
_MAX_MEMO_BYTES = 1_000  # longer lines are looked up anew
_MAX_SPOKEN = 1000
_LINE_FEED = 10
_MAX_AROUND = 300  # some 30 KB each
_THINNER = (20, 8, 3, 1, 0)
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
        self._data = b""  # what is not yet dropped: LOOK_BACK behind the position, and all after
        self._position = 0  # where the scan goes on in _data
        self._first_number = 1  # of the first line in _data
        self._prefixes: Prefixes | None = None
        self._memo: dict[bytes, Known] = {}
        self._spoken: list[bytes] = []
        self._around: Surroundings | None = None
        self._around_start = self._around_end = 0  # absolute offsets
        self._base = 0  # absolute offset of _data
        self._steps = [Step(1)]
        self._rings: dict[int, Ring] = {}  # of the last step, by rule
        self._passed: bool | None = None
        self._succeeded_at: int | None = None
        self._bytes = 0
        self._made = 0
        self._dropped = False

    def feed(self, chunk: bytes) -> None:
        self._bytes += len(chunk)
        self._data += chunk
        if self._prefixes is None and len(self._data) < SAMPLE_BYTES:
            return
        limit = self._data.rfind(b"\n", 0, max(0, len(self._data) - LOOK_AHEAD)) + 1
        self._scan(limit)

    def finish(self) -> Collected:
        self._scan(len(self._data))
        data = self._data
        start = data.rfind(b"\n", 0, max(0, len(data) - LOOK_AHEAD)) + 1
        tail_number = self._first_number + data.count(b"\n", 0, start)
        lines = self._first_number - 1 + data.count(b"\n")
        open_line = bool(data) and not data.endswith(b"\n")
        prefixes = self._prefixes or Prefixes()
        return Collected(
            [step for step in self._steps if step.events or step.passed is False],
            prefixes,
            self._passed,
            self._succeeded_at,
            lines + open_line,
            self._bytes,
            Surroundings(data[start:].removesuffix(b"\n"), tail_number, prefixes),
            self._dropped,
            tuple(self._spoken),
        )

    def _scan(self, limit: int) -> None:
        if self._prefixes is None:
            self._prefixes = prefixes_of(self._data)
        if limit > self._position:
            self._read(Window(self._data, self._first_number), limit)
            if self._scanner:
                self._scanner.scan(self._data[self._position : limit], self._prefixes)
            self._position = limit
        self._drop_read()

    def _read(self, window: Window, limit: int) -> None:
        data, memo, done = self._data, self._memo, self._position
        for match in TRIGGER.finditer(data, done, limit):
            offset, end = match.span()
            if offset < done:
                continue
            if data[offset] == _LINE_FEED:  # some words begin with the line feed before them
                offset += 1
            done = end
            start = data.rfind(b"\n", 0, offset) + 1
            raw = data[start:end]
            key = raw if _STATUS in raw else raw.translate(_SAME_DIGITS)
            known = memo.get(key) or self._remember(key, raw)
            if known.found is not NOTHING:
                self._take(window, start, raw, known)

    def _drop_read(self) -> None:
        keep_from = self._data.rfind(b"\n", 0, max(0, self._position - LOOK_BACK)) + 1
        if keep_from:
            self._first_number += self._data.count(b"\n", 0, keep_from)
            self._data = self._data[keep_from:]
            self._position -= keep_from
            self._base += keep_from

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

    def _take(self, window: Window, start: int, raw: bytes, known: Known) -> None:
        known.count += 1
        found = known.found
        if known.count > _MANY and found.marker is None:
            return
        number = window.number_at(start)
        if found.rule is not None:
            around = self._around
            if around is None or self._base + start + LOOK_BACK > self._around_end:
                around = self._new_surroundings(start, number)
            ring = self._rings.get(found.rule) or self._ring(RULES[found.rule], found.rule)
            ring.add(Event(number, known, around, raw))
        if found.marker is not None:
            self._mark(number, self._clean(raw), found.marker)

    def _ring(self, rule: Rule, index: int) -> Ring:
        kind = (rule.tier, rule.severity is ReportType.WARNING)
        ring = self._rings[index] = self._steps[-1].events.setdefault(kind, Ring())
        return ring

    def _new_surroundings(self, start: int, number: int) -> Surroundings:
        data = self._data
        first = data.rfind(b"\n", 0, max(0, start - LOOK_BACK)) + 1
        last = min(len(data), start + LOOK_AHEAD)
        end = data.find(b"\n", start + LOOK_AHEAD - LOOK_BACK, last)
        last = last if end < 0 else end
        first_number = number - data.count(b"\n", first, start)
        assert self._prefixes is not None
        self._around = Surroundings(data[first:last], first_number, self._prefixes)
        self._around_end = self._base + last
        self._made += 1
        if self._made % _MAX_AROUND == 0:
            self._bound_memory()
        return self._around

    def _mark(self, number: int, line: bytes, index: int) -> None:
        marker, group = MARKERS[index], marker_group(index, line)
        step = self._steps[-1]
        if marker.kind is MarkerKind.CLOSE:
            self._close(step, number, passed=int(group or b"0") == 0)
        elif marker.kind is MarkerKind.OPEN:
            self._open(step, number, group.decode("utf-8", "replace")[:200])
        elif marker.kind is MarkerKind.FAILED:
            self._passed = False
            if step.passed is None and not any(s.passed is False for s in self._steps):
                step.passed, step.end_number = False, number
        elif marker.kind is MarkerKind.PASSED:
            self._passed = True
        elif marker.kind is MarkerKind.COMPLETE:
            self._passed = self._passed is None
        elif marker.kind is MarkerKind.SUCCEEDED:
            self._succeeded_at = number
        else:
            self._open(step, number, "cleaning up")
            self._steps[-1].after = True

    def _close(self, step: Step, number: int, *, passed: bool) -> None:
        step.passed, step.end_number = passed, number
        if passed:
            _thin(step)
        else:
            self._passed = False
        self._begin(Step(number + 1, after=step.after))

    def _open(self, step: Step, number: int, name: str) -> None:
        if not step.events and step.passed is None:
            step.name, step.first_number = name, number
            return
        self._begin(Step(number, name, after=step.after))

    def _begin(self, step: Step) -> None:
        self._steps.append(step)
        self._rings = {}
        if len(self._steps) > 2 * _MAX_STEPS:
            failed = [step for step in self._steps if step.passed is False][-_MAX_STEPS // 2 :]
            recent = self._steps[-_MAX_STEPS // 2 :]
            kept = {id(step) for step in failed} | {id(step) for step in recent}
            self._steps = [step for step in self._steps if id(step) in kept]
            self._dropped = True

    def _bound_memory(self) -> None:
        """Drop events, from the middle of each step first, until few surroundings are held."""
        for kept in _THINNER:
            events = (event for step in self._steps for event in step.all_events())
            if len({id(event.around) for event in events}) <= _MAX_AROUND:
                return
            self._dropped = True
            for step in self._steps:
                for ring in step.events.values():
                    ring.keep(kept, kept)


def _thin(step: Step) -> None:
    """Keep little of a step that passed: its warnings and what it printed about errors."""
    for ring in step.events.values():
        ring.keep(_KEPT_OF_PASSED, 0)
