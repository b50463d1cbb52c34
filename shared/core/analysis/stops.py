"""Where the log says that something stopped, and what stood right before."""

from bisect import bisect_left
from collections import Counter

from shared.core.analysis.engine import compile_text
from shared.core.analysis.rules.base import BEFORE_STOP, Tier
from shared.core.analysis.rules.table import RULES, Found
from shared.core.analysis.steps import Event, Known, Step
from shared.core.analysis.window import Line, Surroundings

_RUN_GAP = 12  # lines between wrappers that tell one stop
_REACH, _RUNS = 100, 2
_MAX_LINES = 12
_SHORT = 8
_FEW, _MAX_ABOVE, _LIST, _HEADING = 3, 20, 6, 2
_SKIPPED = compile_text(
    r"^\s*$|^travis_|^make(?:\[\d+\])?: (?:Entering|Leaving)|^\$ |^section_|^##\["
)
_BARRIER = compile_text(r"^\$ \S|^travis_(?:time|fold):start|^##\[|^\+ |^\s*$|^section_")
_COMMAND, _END_OF_COMMAND = compile_text(r'^The command "'), compile_text(r'^[^"]*" exited with')
_MAX_COMMAND = 60
_KNOWN = Known(Found(RULES.index(BEFORE_STOP), None), 1)


class Stops:
    """The places in one step where wrappers stand: "make: *** Error 1" and the like."""

    def __init__(self, step: Step, end_of_log: int | None) -> None:
        """`end_of_log` is given for a step that nothing closed: there the log just stops."""
        self.wrappers = [e for e in step.all_events() if e.rule.tier is Tier.GENERIC]
        self._numbers = [event.number for event in self.wrappers]
        if step.end_number is not None:
            self._numbers.append(step.end_number)
        elif end_of_log is not None:
            self._numbers.append(end_of_log)
        self._numbers.sort()

    def distance(self, number: int) -> int | None:
        """Return how many lines after `number` the next stop is; None where there is none."""
        index = bisect_left(self._numbers, number)
        return self._numbers[index] - number if index < len(self._numbers) else None

    def run_starts(self) -> list[Event]:
        """Return the first wrapper of the last run of wrappers, and of one not far above it."""
        starts: list[Event] = []
        for wrapper in reversed(self.wrappers):
            gap = starts[-1].number - wrapper.number if starts else 0
            if starts and gap <= _RUN_GAP:
                starts[-1] = wrapper
            elif gap <= _REACH and len(starts) < _RUNS:
                starts.append(wrapper)
            else:
                break
        return starts


def before_stop(wrapper: Event) -> tuple[Event, list[Line]] | None:
    """Return what stands right before a wrapper, as an event of its own with its lines."""
    lines = wrapper.around
    at = _begin(wrapper) - 1
    while at >= 0 and _SKIPPED.search(lines.line(at).text):
        if lines.line(at).text.startswith("$ "):
            return None
        at -= 1
    first = at
    while first > 0 and at - first < _MAX_LINES and not _BARRIER.search(lines.line(first - 1).text):
        first -= 1
    if at < 0:
        return None
    if at - first >= _MAX_LINES:
        first = at - _SHORT + 1
    last_paragraph = first
    if at - first < _FEW:
        first = _paragraph_above(lines, first)
    block = lines.lines(first, at + 1)
    few = at - last_paragraph
    said = _telling(block, few)
    if said.number < block[-1].number - few:  # a list stands above, the last lines only close it
        block = block[: -few - 1]
    block = _without_routine(lines, block, said)
    event = Event(said.number, _KNOWN, wrapper.around, b"")
    return event, block


def _begin(wrapper: Event) -> int:
    """Return the index of the wrapper, or of the line where the command that it quotes begins."""
    at = wrapper.number - wrapper.around.first_number
    if not _END_OF_COMMAND.search(wrapper.text):
        return at
    for index in range(at - 1, max(-1, at - _MAX_COMMAND), -1):
        if _COMMAND.search(wrapper.around.line(index).text):
            return index
    return at


def _without_routine(lines: Surroundings, block: list[Line], said: Line) -> list[Line]:
    """Return the block from below the last line that the log says twice up to there."""
    before = lines.lines(0, said.number - lines.first_number)
    times = Counter(line.text for line in before)
    if times[said.text]:
        return block
    at = block.index(said)
    while at > 0 and times[block[at - 1].text] <= 1:
        at -= 1
    return block[at:]


def _telling(block: list[Line], few: int) -> Line:
    """Return the line that says most: the last with words, or the head of a list above it."""
    if len(block) - few > _LIST:
        return next((line for line in block if len(line.text.split()) > _HEADING), block[0])
    return next((line for line in reversed(block) if len(line.text.split()) > 1), block[-1])


def _paragraph_above(lines: Surroundings, first: int) -> int:
    """Return where the paragraph above begins: a few last lines alone often say little."""
    above = first
    while above > 0 and first - above < 2 and not lines.line(above - 1).text.strip():
        above -= 1
    start = above
    while (
        start > 0 and above - start < _MAX_ABOVE and not _BARRIER.search(lines.line(start - 1).text)
    ):
        start -= 1
    return first if start == above or above - start >= _MAX_ABOVE else start
