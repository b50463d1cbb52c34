"""Which logs show one failure: the grouping of reports without a store."""

from shared.core.analysis.model import Analysis


class ReportGroups:
    """Reports met so far, by fingerprint; `join` gives each log its report's name."""

    def __init__(self) -> None:
        self._reports: dict[str, str] = {}

    def join(self, analysis: Analysis) -> str | None:
        """Return the name of the report that the log joins, None for a log without failure."""
        if analysis.fingerprint is None:
            return None
        name = f"r{len(self._reports) + 1}"
        return self._reports.setdefault(analysis.fingerprint, name)
