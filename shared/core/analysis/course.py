"""The course of one log: its steps, how each ended, and the bounded number of events they keep."""

from shared.core.analysis.model import ReportType
from shared.core.analysis.rules.markers import MARKERS, MarkerKind
from shared.core.analysis.rules.table import RULES, marker_group
from shared.core.analysis.steps import Event, Ring, Step

_KEPT_OF_PASSED = 4
_MAX_STEPS = 100
_MAX_AROUND = 96  # surroundings, some 30 KB each
_THINNER = (20, 8, 3, 1, 0)


class Course:
    """Steps in log order; the last one is open.

    `passed` tells how the whole ended, None where nothing said so; `succeeded_at` is the number
    of the last line by which a tool was content.
    """

    def __init__(self) -> None:
        self.passed: bool | None = None
        self.succeeded_at: int | None = None
        self.dropped = False
        self._steps = [Step(1)]
        self._rings: dict[int, Ring] = {}  # of the last step, by rule

    def told_steps(self) -> list[Step]:
        """Return the steps that hold events or failed."""
        return [step for step in self._steps if step.events or step.passed is False]

    def add(self, event: Event, rule: int) -> None:
        """Keep the event, which the rule with this index found, in the open step."""
        ring = self._rings.get(rule) or self._ring(rule)
        ring.add(event)

    def _ring(self, index: int) -> Ring:
        rule = RULES[index]
        kind = (rule.tier, rule.severity is ReportType.WARNING)
        ring = self._rings[index] = self._steps[-1].events.setdefault(kind, Ring())
        return ring

    def mark(self, number: int, line: bytes, index: int) -> None:
        """Note what the marker with this index says in the clean line."""
        marker, group = MARKERS[index], marker_group(index, line)
        step = self._steps[-1]
        if marker.kind is MarkerKind.CLOSE:
            self._close(step, number, passed=int(group or b"0") == 0)
        elif marker.kind is MarkerKind.OPEN:
            self._open(step, number, group.decode("utf-8", "replace")[:200])
        elif marker.kind is MarkerKind.FAILED:
            self.passed = False
            if step.passed is None and not any(s.passed is False for s in self._steps):
                step.passed, step.end_number = False, number
        elif marker.kind is MarkerKind.PASSED:
            self.passed = True
        elif marker.kind is MarkerKind.COMPLETE:
            self.passed = self.passed is None
        elif marker.kind is MarkerKind.SUCCEEDED:
            self.succeeded_at = number
        else:
            self._open(step, number, "cleaning up")
            self._steps[-1].after = True

    def _close(self, step: Step, number: int, *, passed: bool) -> None:
        step.passed, step.end_number = passed, number
        if passed:
            _thin(step)
        else:
            self.passed = False
        self._begin(Step(number + 1, after=step.after))

    def _open(self, step: Step, number: int, name: str) -> None:
        if not step.events and step.passed is None:
            step.name, step.first_number = name, number
            return
        self._begin(Step(number, name, after=step.after))

    def _begin(self, step: Step) -> None:
        self._steps.append(step)
        self._rings = {}
        if len(self._steps) > 2 * _MAX_STEPS:
            failed = [step for step in self._steps if step.passed is False][-_MAX_STEPS // 2 :]
            recent = self._steps[-_MAX_STEPS // 2 :]
            kept = {id(step) for step in failed} | {id(step) for step in recent}
            self._steps = [step for step in self._steps if id(step) in kept]
            self.dropped = True

    def bound_memory(self) -> None:
        """Drop events, from the middle of each step first, until few surroundings are held."""
        rings = [ring for step in self._steps for ring in step.events.values()]
        for kept in _THINNER:
            if len({id(event.around) for ring in rings for event in ring.events()}) <= _MAX_AROUND:
                return
            self.dropped = True
            for ring in rings:
                ring.keep(kept, kept)


def _thin(step: Step) -> None:
    """Keep little of a step that passed: its warnings and what it printed about errors."""
    for ring in step.events.values():
        ring.keep(_KEPT_OF_PASSED, 0)
