"""Which logs show one failure: the grouping of reports without a store."""

from collections.abc import Callable, Sequence

from shared.core.analysis.model import Analysis

# Gives the key by which near-duplicates are found: a signature and its band values, or None.
Signed = tuple[str, Sequence[str]]
Sign = Callable[[Analysis], Signed | None]
Similarity = Callable[[str, str], float]


class ReportGroups:
    """Reports met so far; `join` gives each log the name of its report.

    An equal fingerprint decides; on a miss, a near-duplicate does, where `sign` and `similarity`
    tell of one that is alike enough.
    """

    def __init__(self, sign: Sign, similarity: Similarity, joined: float) -> None:
        self._sign, self._similarity, self._joined = sign, similarity, joined
        self._reports: dict[str, str] = {}
        self._near: dict[str, list[tuple[str, str]]] = {}

    def join(self, analysis: Analysis) -> str | None:
        """Return the name of the report that the log joins, None for a log without failure."""
        if analysis.fingerprint is None:
            return None
        known = self._reports.get(analysis.fingerprint)
        if known is None:
            known = self._reports[analysis.fingerprint] = self._near_or_new(analysis)
        return known

    def _near_or_new(self, analysis: Analysis) -> str:
        new = f"r{len(self._reports) + 1}"
        signed = self._sign(analysis)
        if signed is None:
            return new
        signature, bands = signed
        met = {entry for band in bands for entry in self._near.get(band, ())}
        found = [(self._similarity(signature, other), name) for other, name in met]
        likeness, nearest = max(found, default=(0.0, new))
        name = nearest if likeness >= self._joined else new
        for band in bands:
            self._near.setdefault(band, []).append((signature, name))
        return name
