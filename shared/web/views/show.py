"""Numbers, sizes and times as people read them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from shared.core.analysis.model import ReportType

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
# From the second on, how long ago is told in this unit: the first row that is large enough.
_AGES = (
    (_MINUTE, 1, " s"),
    (_HOUR, _MINUTE, " min"),
    (_DAY, _HOUR, " h"),
    (60 * _DAY, _DAY, " d"),
    (730 * _DAY, 30 * _DAY, " mo"),
)
_UNITS = ("B", "KB", "MB", "GB", "TB")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time: for programs, for people, and how long ago it was."""

    iso: str
    text: str
    ago: str


@dataclass(frozen=True, slots=True)
class Severity:
    """A report type as it is shown: its letter, its word; the letter picks shape and colour."""

    code: str
    word: str


_WORDS = {ReportType.CRASH: "Crash", ReportType.ERROR: "Error", ReportType.WARNING: "Warning"}


def severity(report_type: ReportType) -> Severity:
    """Return how the report type is shown."""
    return Severity(report_type.value, _WORDS[report_type])


def iso(ms: int) -> str:
    """Return the time as ISO 8601 in UTC, to the second: "2026-11-23T06:05:04Z"."""
    return f"{_utc(ms):%Y-%m-%dT%H:%M:%S}Z"


def moment(ms: int, *, now_ms: int) -> Moment:
    """Return the time ready to show."""
    return Moment(iso(ms), f"{_utc(ms):%d %b %Y, %H:%M} UTC", ago(ms, now_ms=now_ms))


def day(ms: int) -> str:
    """Return the day of the time, in UTC: "23 Nov 2026"."""
    return f"{_utc(ms):%d %b %Y}"


def ago(ms: int, *, now_ms: int) -> str:
    """Return how long before now the time was: "12 min ago"; the future is "just now"."""
    seconds = (now_ms - ms) // 1000
    if seconds < 5:
        return "just now"
    for limit, unit, name in _AGES:
        if seconds < limit:
            return f"{seconds // unit}{name} ago"
    return f"{seconds // (365 * _DAY)} y ago"


def size(byte_count: int) -> str:
    """Return a number of bytes in the unit that suits it, with at most one decimal: "1.4 MB"."""
    amount = float(byte_count)
    for unit in _UNITS:
        if amount < 999.5 or unit == _UNITS[-1]:
            break
        amount /= 1000
    digits = 1 if unit != "B" and amount < 9.95 else 0
    return f"{amount:.{digits}f} {unit}"


def duration(ms: float) -> str:
    """Return a length of time in the two units that suit it: "4.2 s", "12 min 05 s", "3 d 4 h"."""
    seconds = round(ms / 1000)
    if seconds < 10:
        return f"{ms / 1000:.1f} s"
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min {seconds % _MINUTE:02} s"
    if seconds < _DAY:
        return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE:02} min"
    return f"{seconds // _DAY} d {seconds % _DAY // _HOUR} h"


def percent(share: float, *, digits: int = 1) -> str:
    """Return a share of 0 to 1 in percent: "96.4 %"; whole ones without decimals."""
    return f"{100 * share:.{0 if share in (0, 1) else digits}f} %"


def count(number: int, noun: str = "", plural: str = "") -> str:
    """Return the number with its noun: "1 line", "1,204 lines"."""
    if not noun:
        return f"{number:,}"
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _utc(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
