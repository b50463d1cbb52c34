"""Reports that may be the same failure: for people to look at, never joined by themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.core.documents import Fingerprint, Report
from shared.core.near_duplicates import similarity
from shared.ports import Store
from shared.services.reports import follow_reports

MAX_FINGERPRINTS_COMPARED = 3
MAX_CANDIDATES = 10
MAX_SIMILAR = 6
MIN_SIMILARITY = 0.5


@dataclass(frozen=True, slots=True)
class Similar:
    """Another report; `similarity` of its text, None where only its kind of failure is the same."""

    report: Report
    similarity: float | None


def similar_reports(
    store: Store, report: Report, fingerprints: Sequence[Fingerprint]
) -> list[Similar]:
    """Return other reports of the same coarse fingerprint or with much the same text."""
    best: dict[str, float | None] = {}
    for other, alike in _candidates(store, fingerprints[:MAX_FINGERPRINTS_COMPARED]):
        if (best.get(other) or 0.0) <= (alike or 0.0):
            best[other] = alike
    reports = follow_reports(store, best)
    found: dict[str, Similar] = {}
    for log_id, alike in sorted(best.items(), key=lambda item: (-(item[1] or 0.0), item[0])):
        if log_id in reports:
            each = reports[log_id].value
            found.setdefault(each.log_id, Similar(each, alike))
    found.pop(report.log_id, None)
    return list(found.values())[:MAX_SIMILAR]


def _candidates(
    store: Store, fingerprints: Sequence[Fingerprint]
) -> Iterator[tuple[str, float | None]]:
    """Yield ids of reports and how alike they are, own ones too."""
    for own in fingerprints:
        if own.coarse:
            for found in store.find_coarse(own.coarse, limit=MAX_CANDIDATES):
                yield found.value.log_id, _alike(own, found.value)
        if own.bands:
            for found in store.find_similar(own.bands, limit=MAX_CANDIDATES):
                alike = _alike(own, found.value)
                if alike is not None and alike >= MIN_SIMILARITY:
                    yield found.value.log_id, alike


def _alike(own: Fingerprint, other: Fingerprint) -> float | None:
    if not own.signature or not other.signature:
        return None
    return similarity(own.signature, other.signature)
