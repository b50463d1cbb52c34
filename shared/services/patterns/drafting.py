"""A pattern begun from what a log shows: escaped, its variable parts generalized."""

from dataclasses import dataclass

from shared.core.patterns.generalize import generalize
from shared.core.patterns.model import Expression
from shared.errors import InvalidExpression, LineNotFound
from shared.ports import LogBucket, Store
from shared.services.logs import get_record
from shared.services.patterns.lines import masked_lines
from shared.services.reports import get_report


@dataclass(frozen=True, slots=True)
class LineDraft:
    """The line, what finds it and others like it, or why that cannot be said."""

    line: str
    expression: Expression | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Drafting:
    """The use case with what it needs."""

    store: Store
    logs: LogBucket

    def from_line(self, record_id: str, number: int) -> LineDraft:
        """Return what a line of a log begins. Raises RecordNotFound, ObjectGone, LineNotFound."""
        record = get_record(self.store, record_id)
        lines = masked_lines(self.logs, record, [number])
        if not lines:
            raise LineNotFound(f"The log has {record.line_count} lines.")
        return _draft(lines[0][1])

    def from_report(self, log_id: str) -> LineDraft:
        """Return what the title of a report begins. Raises ReportNotFound."""
        return _draft(get_report(self.store, log_id).report.title)


def _draft(line: str) -> LineDraft:
    try:
        return LineDraft(line, generalize(line))
    except InvalidExpression as error:
        return LineDraft(line, None, str(error))
