"""The extract of a log, and links to the failures in it, as the pages show them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from shared.core.analysis.model import FailureLine
from shared.core.extract import Extract
from shared.web.views.show import Severity, count, severity

_MAX_BLOCKS = 200


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to a failure line."""

    number: int
    href: str
    text: str
    severity: Severity
    repeats: str
    step: str


@dataclass(frozen=True, slots=True)
class Block:
    """A link to failure lines that follow each other; `numbers` names them: "9", "9 to 11".

    `repeats` tells of what was collapsed into it, "" for nothing.
    """

    numbers: str
    href: str
    text: str
    severity: Severity
    repeats: str


@dataclass(frozen=True, slots=True)
class ExtractView:
    """The failure lines of one log; `note` says what is missing of them, if anything is."""

    jumps: tuple[Jump, ...]
    note: str
    record_id: str
    href: str


def line_href(path: str, number: int) -> str:
    """Return the address of a line of the log at `path`."""
    return f"{path}?line={number}#L{number}"


def extract_view(extract: Extract, record_id: str, *, limit: int | None = None) -> ExtractView:
    """Return the extract, or its first lines, with links into the log."""
    path = f"/records/{record_id}"
    shown = jumps(extract.lines, path, limit=limit or len(extract.lines))
    left = len(extract.lines) - len(shown)
    note = f"{count(left, 'more line')} in the whole extract." if left else ""
    if extract.cut and not left:
        note = "The log has more failure lines than an extract holds; the gravest are here."
    return ExtractView(tuple(shown), note, record_id, f"{path}/extracted")


def jumps(lines: Iterable[FailureLine], path: str, *, limit: int) -> list[Jump]:
    """Return links to the failure lines, in the order of the log."""
    return [
        Jump(
            number=line.number,
            href=line_href(path, line.number),
            text=line.text,
            severity=severity(line.severity),
            repeats=_more_like_it(line.repeat_count),
            step=line.step or "",
        )
        for line in list(lines)[:limit]
    ]


def blocks(
    lines: Iterable[FailureLine], href: Callable[[int], str], *, primary: int | None
) -> list[Block]:
    """Return links to the failures, lines below each other as one; `href` gives a line's address.

    A block is named by the primary line if it holds it, else by its first line.
    """
    runs: list[list[FailureLine]] = []
    for line in lines:
        if runs and runs[-1][-1].number + 1 == line.number:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_block(run, href, primary) for run in runs[:_MAX_BLOCKS]]


def _block(run: Sequence[FailureLine], href: Callable[[int], str], primary: int | None) -> Block:
    named = next((line for line in run if line.number == primary), run[0])
    first, last = count(run[0].number), count(run[-1].number)
    numbers = first if len(run) == 1 else f"{first} to {last}"
    # Lines of one block repeat together: the most frequent tells how often.
    repeats = _more_like_it(max(line.repeat_count for line in run))
    return Block(numbers, href(named.number), named.text, severity(named.severity), repeats)


def _more_like_it(repeat_count: int) -> str:
    return f"and {count(repeat_count)} more like it" if repeat_count else ""
