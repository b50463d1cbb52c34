"""The ledger's arithmetic: how a scan is cut into ranges, what is due, how far it has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shared.core.documents import Change, RangeKind, Record, Scan, ScanRange, ScanState
from shared.core.documents.patterns import hit_key, side_keys
from shared.core.patterns.model import Hit

ABOVE_ALL_IDS = "g"  # ids of records are hex digits
_ID_SPACE = 1 << 16


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan has come: logs dealt with, logs a second, seconds left as far as known."""

    scan: Scan
    logs_done: int
    hits: int
    unscannable: int
    rate: float | None = None
    seconds_left: float | None = None


def cut_ids(count: int) -> list[tuple[str, str]]:
    """Return so many equal parts of the space of record ids: where each starts, where it ends.

    2 -> ("", "8000"), ("8000", "g")
    """
    edges = [f"{_ID_SPACE * number // count:04x}" for number in range(1, count)]
    return list(zip(["", *edges], [*edges, ABOVE_ALL_IDS], strict=True))


def walk_ranges(scan: Scan, *, fan_out: int, before: Sequence[str] = ()) -> list[ScanRange]:
    """Return ranges that read every log of the scan, and one for older logs with old hits.

    `before` are the versions that had these hits.
    """
    ranges = [
        ScanRange(scan.scan_id, number, RangeKind.WALK, first, last, scan.since_ms)
        for number, (first, last) in enumerate(cut_ids(fan_out))
    ]
    holding = tuple(side for key in before for side in side_keys(key))
    if holding and scan.since_ms is not None:
        last, since_ms = ABOVE_ALL_IDS, scan.since_ms
        rescan = ScanRange(
            scan.scan_id, fan_out, RangeKind.RESCAN, "", last, since_ms, holding=holding
        )
        ranges.append(rescan)
    return ranges


def retract_ranges(scan: Scan, keys: Sequence[str], *, fan_out: int) -> list[ScanRange]:
    """Return ranges that take away the hits of these versions."""
    holding = tuple(side for key in keys for side in side_keys(key))
    return [
        ScanRange(scan.scan_id, number, RangeKind.RETRACT, first, last, holding=holding)
        for number, (first, last) in enumerate(cut_ids(fan_out))
    ]


def late_range(scan: Scan, number: int, *, grace_ms: int) -> ScanRange:
    """Return the range that closes the scan: for what was recorded by those who knew no better."""
    return ScanRange(
        scan.scan_id,
        number,
        RangeKind.LATE,
        since_ms=scan.created_ms - grace_ms,
        lease_until_ms=scan.created_ms + grace_ms,
    )


def take(part: ScanRange, holder: str, *, until_ms: int, set_number: int) -> ScanRange:
    """Return the range in other hands: from its write on, the former holder's commits fail."""
    return replace(
        part, holder=holder, lease_until_ms=until_ms, fence=part.fence + 1, set_number=set_number
    )


def give_back(part: ScanRange, *, free_ms: int = 0) -> ScanRange:
    """Return the range without a holder, free from then on."""
    return replace(part, holder=None, lease_until_ms=free_ms)


def finish(part: ScanRange) -> ScanRange:
    """Return the range, done."""
    return replace(part, holder=None, done=True)


def end(
    scan: Scan, state: ScanState, ranges: Iterable[ScanRange], *, by: str, why: str, now_ms: int
) -> Scan:
    """Return the scan, ended with what its ranges have done."""
    progress = progress_of(scan, ranges, now_ms=now_ms)
    done = state is ScanState.DONE
    return replace(
        scan,
        state=state,
        finished_ms=now_ms,
        logs_done=progress.logs_done,
        logs_total=progress.logs_done if done else scan.logs_total,
        hits=progress.hits,
        unscannable=progress.unscannable,
        ended=Change(now_ms, by, why),
    )


def progress_of(scan: Scan, ranges: Iterable[ScanRange], *, now_ms: int) -> Progress:
    """Return how far the scan has come; the ranges of one that ended are not asked."""
    if not scan.state.is_open:
        seconds = _seconds(scan.started_ms, scan.finished_ms)
        rate = scan.logs_done / seconds if seconds else None
        return Progress(scan, scan.logs_done, scan.hits, scan.unscannable, rate)
    parts = list(ranges)
    counted = (RangeKind.WALK, RangeKind.RETRACT)
    done = sum(part.logs for part in parts if part.kind in counted)
    seconds = _seconds(scan.started_ms, now_ms)
    rate = done / seconds if seconds and done else None
    return Progress(
        scan,
        done,
        sum(part.hits for part in parts),
        sum(part.unscannable for part in parts),
        rate,
        max(0, scan.logs_total - done) / rate if rate else None,
    )


def is_due(part: ScanRange, scan: Scan, record: Record, *, now_ms: int) -> bool:
    """Tell whether the range has to look at the record, or somebody did already."""
    return (
        record.pattern_set < scan.set_number and record.expires_ms > now_ms and counts(part, record)
    )


def counts(part: ScanRange, record: Record) -> bool:
    """Tell whether the record is one of those that the range is for.

    Logs with old hits that are read by the walk need no second reading.
    """
    since_ms = part.since_ms or 0
    if part.kind is RangeKind.WALK:
        return record.seen_ms >= since_ms
    return part.kind is not RangeKind.RESCAN or record.seen_ms < since_ms


def concerns(scan: Scan, before: Record, after: Record) -> bool:
    """Tell whether the scan's patterns hit the record, or did before they were retracted."""
    keys = {hit_key(hit.pattern_id, hit.version) for hit in (*before.hits, *after.hits)}
    return not keys.isdisjoint(scan.patterns)


def retracted(scan: Scan, record: Record) -> Record:
    """Return the record without hits of the scan's patterns."""
    gone = {key.partition("@")[0] for key in scan.patterns}
    return without_patterns(record, {hit.pattern_id for hit in record.hits} - gone)


def without_patterns(record: Record, keep: Iterable[str]) -> Record:
    """Return the record without hits of patterns other than these."""
    kept = set(keep)
    hits: tuple[Hit, ...] = tuple(hit for hit in record.hits if hit.pattern_id in kept)
    return replace(record, hits=hits, matches=record.matches if hits else None)


def _seconds(start_ms: int | None, end_ms: int | None) -> float:
    return (end_ms - start_ms) / 1000 if start_ms is not None and end_ms is not None else 0.0
