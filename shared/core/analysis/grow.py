"""From an event to its block: the lines around it that tell the same failure."""

from dataclasses import dataclass

from shared.core.analysis.engine import compile_text
from shared.core.analysis.model import ReportType
from shared.core.analysis.rules.base import Growth, Rule
from shared.core.analysis.steps import Event
from shared.core.analysis.window import Line, Surroundings

# A line that only a CI system or a shell would write ends every block.
_FOREIGN = compile_text(
    r"^travis_(?:time|fold)|^##\[(?:group|endgroup|section)\]|^The command \"|^\$ \S"
    r"|^section_(?:start|end):|^make(?:\[\d+\])?: (?:Entering|Leaving|\*\*\*)"
    r"|^npm (?:ERR!|error) code ELIFECYCLE"
)


@dataclass(slots=True)
class Block:
    """The lines of one failure; `title` is the one that names the cause.

    `severity` is what the lines prove, `step` the name of the step they stand in.
    """

    event: Event
    rule: Rule
    lines: list[Line]
    title: Line
    severity: ReportType
    step: str | None = None


def grow(event: Event) -> Block:
    """Return the block that grows from the event by its rule."""
    rule = event.rule
    lines = event.around
    at = event.number - event.around.first_number
    first = _grow_up(rule.growth, lines, at)
    last = _grow_down(rule.growth, lines, at)
    block = lines.lines(first, last + 1)
    return Block(event, rule, block, _title(rule.growth, block, lines.line(at)), rule.severity)


def _grow_up(growth: Growth, lines: Surroundings, at: int) -> int:
    first = at
    if growth.up is None:
        return first
    while first > max(0, at - growth.max_up) and growth.up.search(lines.line(first - 1).text):
        first -= 1
    return first


def _grow_down(growth: Growth, lines: Surroundings, at: int) -> int:
    indent = _indent(lines.line(at).text)
    last, blanks, foreign = at, 0, 0
    for index in range(at + 1, min(len(lines), at + 1 + growth.max_down)):
        text = lines.line(index).text
        if not text.strip():
            blanks += 1
        elif index - at <= growth.follow or _goes_on(growth, text, indent):
            last, blanks, foreign = index, 0, 0
            if growth.through is not None and growth.through.search(text):
                break
        else:
            foreign += 1
            if _ends(growth, text):
                break
        if blanks > growth.blanks or foreign > growth.gap:
            break
    return last


def _goes_on(growth: Growth, text: str, indent: int) -> bool:
    if _ends(growth, text):
        return False
    if growth.indented and _indent(text) > indent:
        return True
    if growth.down is not None:
        return growth.down.search(text) is not None
    return not growth.indented


def _ends(growth: Growth, text: str) -> bool:
    if _FOREIGN.search(text):
        return True
    return growth.until is not None and growth.until.search(text) is not None


def _title(growth: Growth, block: list[Line], first: Line) -> Line:
    if growth.title is None:
        return first
    found = [line for line in block if growth.title.search(line.text)]
    if not found:
        return first
    return found[-1] if growth.title_last else found[0]


def _indent(text: str) -> int:
    stripped = text.lstrip(" \t")
    return len(text[: len(text) - len(stripped)].expandtabs(4))
