"""Single lines of a stored log as patterns see them, and as they may be shown: masked."""

from collections.abc import Sequence
from itertools import chain

from shared.core.analysis.clean import bound_text
from shared.core.analysis.clean_window import line_text, prefixes_of
from shared.core.analysis.prefixes import Prefixes
from shared.core.analysis.secrets import mask_credentials
from shared.core.documents import Record
from shared.core.log_lines import Span, read_spans
from shared.ports import LogBucket
from shared.services.logs import open_log

_MAX_LINE_BYTES = 4000


def masked_lines(logs: LogBucket, record: Record, numbers: Sequence[int]) -> list[tuple[int, str]]:
    """Return the clean lines of these numbers, in order, credentials masked. Raises ObjectGone."""
    chunks = iter(open_log(logs, record))
    first = next(chunks, b"")
    prefixes = prefixes_of(first)
    spans = [Span(number, number) for number in sorted(set(numbers))]
    lines = read_spans(chain([first], chunks), spans, max_line_bytes=_MAX_LINE_BYTES)
    return [(line.number, _shown(line_text(line.data, prefixes))) for line in lines]


def log_prefixes(logs: LogBucket, record: Record) -> Prefixes:
    """Return what the lines of the log carry before their text. Raises ObjectGone."""
    return prefixes_of(next(iter(open_log(logs, record)), b""))


def _shown(text: str) -> str:
    return bound_text(mask_credentials(text))
