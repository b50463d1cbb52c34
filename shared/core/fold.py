"""Counters from records: what a batch of records changes in the tallies.

The fold takes records whose content differs from what was counted of them and moves the tallies
by the difference, so a record that was replaced, or taken back, needs no case of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shared.core.documents import Contribution, Fingerprint, Record, Report, Tally
from shared.core.tallies import Bounds, add, remove, total, with_bounds


@dataclass(frozen=True, slots=True)
class Folded:
    """The documents that a batch of records changes, by id, with their new content."""

    records: Mapping[str, Record]
    fingerprints: Mapping[str, Fingerprint]
    reports: Mapping[str, Report]


def touched_fingerprints(records: Iterable[Record]) -> set[str]:
    """Return the fingerprints whose counts these records change."""
    changes = (change for record in records for change in (record.counted, record.contribution))
    return {change.fingerprint for change in changes if change and change.fingerprint}


def dropped_fingerprints(records: Iterable[Record]) -> set[str]:
    """Return the fingerprints that lose an occurrence: their first and last may have moved."""
    return {
        record.counted.fingerprint
        for record in records
        if record.counted and record.counted.fingerprint and not _stays(record.counted, record)
    }


def _stays(counted: Contribution, record: Record) -> bool:
    """Tell whether the occurrence is where it was: a log whose hits changed, for example."""
    now = record.contribution
    return now is not None and (now.fingerprint, now.seen_ms) == (
        counted.fingerprint,
        counted.seen_ms,
    )


def fold(
    records: Iterable[Record],
    fingerprints: Mapping[str, Fingerprint],
    reports: Mapping[str, Report],
    bounds: Mapping[str, Bounds | None],
) -> Folded:
    """Return what the records change, and the records marked as counted.

    `fingerprints` holds all of the touched reports', `bounds` the first and last `seen_ms` that
    each dropped fingerprint has without the records that wait for a fold. A fingerprint that is
    not there was deleted: nothing to count.
    """
    records = list(records)
    touched = touched_fingerprints(records) & fingerprints.keys()
    tallies = {key: fingerprints[key].tally for key in touched}
    for key in bounds.keys() & touched:
        tallies[key] = with_bounds(tallies[key], bounds[key])
    owners = {key: key for key in touched}
    for record in records:
        _move(tallies, record.counted, record.contribution, owners)
    changed = {key: replace(fingerprints[key], tally=tally) for key, tally in tallies.items()}
    return Folded(
        {record.record_id: replace(record, counted=record.contribution) for record in records},
        changed,
        _sum_reports(reports, {**fingerprints, **changed}),
    )


def join(
    stays: Report, goes: Report, fingerprints: Mapping[str, Fingerprint]
) -> tuple[list[Report], list[Fingerprint]]:
    """Return both reports and the fingerprints of the second once they belong to the first.

    `fingerprints` holds those of both. Counts move with them; the id that goes leads to the other.
    """
    moved = [
        replace(fingerprints[key], log_id=stays.log_id)
        for key in goes.fingerprints
        if key in fingerprints
    ]
    owned = {**fingerprints, **{each.fingerprint: each for each in moved}}
    summed = _sum_reports({stays.log_id: stays}, owned)[stays.log_id]
    gone = replace(
        goes,
        fingerprints=(),
        had=goes.fingerprints,
        tally=Tally(),
        merged_into=stays.log_id,
    )
    return [replace(summed, members=(*stays.members, goes.log_id)), gone], moved


def divide(
    whole: Report, part: Report, keys: Iterable[str], fingerprints: Mapping[str, Fingerprint]
) -> tuple[list[Report], list[Fingerprint]]:
    """Return both reports and the fingerprints that now belong to the second.

    `fingerprints` holds those of the first, `keys` those of them that leave. Counts move along.
    One that was joined for being like a fingerprint that stays behind is on its own now.
    """
    leaving = set(keys)
    moved = [
        replace(fingerprints[key], log_id=part.log_id, **_without_near(fingerprints[key], leaving))
        for key in whole.fingerprints
        if key in leaving
    ]
    owned = {**fingerprints, **{each.fingerprint: each for each in moved}}
    summed = _sum_reports({whole.log_id: whole, part.log_id: part}, owned)
    return [summed[whole.log_id], summed[part.log_id]], moved


def _without_near(fingerprint: Fingerprint, leaving: set[str]) -> dict[str, Any]:
    return {} if fingerprint.near in leaving else {"near": None, "similarity": None}


def redirect(fingerprint: Fingerprint, merged: Mapping[str, str]) -> Fingerprint:
    """Return the fingerprint pointing to where its report was merged, by `merged` ids."""
    log_id = fingerprint.log_id
    return replace(fingerprint, log_id=merged.get(log_id, log_id))


def with_unfolded(reports: Iterable[Report], records: Iterable[Record]) -> list[Report]:
    """Return the reports as they will be once these records are folded."""
    reports = list(reports)
    owners = {key: report.log_id for report in reports for key in report.fingerprints}
    tallies = {report.log_id: report.tally for report in reports}
    for record in records:
        _move(tallies, record.counted, record.contribution, owners)
    return [replace(report, tally=tallies[report.log_id]) for report in reports]


def _move(
    tallies: dict[str, Tally],
    counted: Contribution | None,
    now: Contribution | None,
    owners: Mapping[str, str],
) -> None:
    """Take away what was counted and add what is there now, in the tally of each one's owner."""
    for change, apply in ((counted, remove), (now, add)):
        owner = owners.get(change.fingerprint or "") if change is not None else None
        if change is not None and owner is not None:
            tallies[owner] = apply(tallies[owner], change)


def _sum_reports(
    reports: Mapping[str, Report], fingerprints: Mapping[str, Fingerprint]
) -> dict[str, Report]:
    """Return the reports with the fingerprints that point to them, and the sum of their counts."""
    owned: dict[str, list[Fingerprint]] = {log_id: [] for log_id in reports}
    for fingerprint in fingerprints.values():
        if fingerprint.log_id in owned:
            owned[fingerprint.log_id].append(fingerprint)
    return {
        log_id: replace(
            report,
            fingerprints=_in_order(report.fingerprints, owned[log_id]),
            tally=total(fingerprint.tally for fingerprint in owned[log_id]),
        )
        for log_id, report in reports.items()
    }


def _in_order(known: Sequence[str], owned: Iterable[Fingerprint]) -> tuple[str, ...]:
    """Return the fingerprints a report owns: those it knew first, in their order."""
    keys = [fingerprint.fingerprint for fingerprint in owned]
    return tuple(
        [key for key in known if key in keys] + [k for k in sorted(keys) if k not in known]
    )
