"""Which events explain the failure: specific before generic, cause before consequence."""

import math
from collections.abc import Container, Iterator
from dataclasses import dataclass

from shared.core.analysis.coarse import coarse_skeleton
from shared.core.analysis.collect import Collected
from shared.core.analysis.fingerprint import line_id
from shared.core.analysis.model import ReportType
from shared.core.analysis.rules.base import Rule, Tier
from shared.core.analysis.steps import Event, Step
from shared.core.analysis.stops import Stops, before_stop
from shared.core.analysis.window import Line

_TIER = {
    Tier.BLOCK: 102,
    Tier.FORM: 90,
    Tier.TRACE: 80,
    Tier.LEVEL: 45,
    Tier.KEYWORD: 25,
    Tier.CONTEXT: 22,
    Tier.GENERIC: 0,
}
# Nearness to the place where the log stops counts most for words that prove little alone.
_NEAR = {
    Tier.BLOCK: (0, 1),
    Tier.FORM: (4, 50),
    Tier.TRACE: (25, 60),
    Tier.LEVEL: (40, 15),
    Tier.KEYWORD: (40, 15),
    Tier.CONTEXT: (40, 15),
    Tier.GENERIC: (5, 50),
}
_FAILED_STEP, _LATER_FAILED_STEP, _OTHER_STEP, _PASSED_STEP, _AFTER = 30, 20, -20, -60, -60
_WARNING = -70
# So many lines before a stop, nearness tells no more between forms that name causes: of equals
# the first is the cause.
_FAR = 200
_OFTEN = 8  # forms that stand more often than this are noise; below, a test that failed again
_RED = 8
_BASELINE = -100
_LATER_RUN = -6
_MOST_COMMON = 8


@dataclass(slots=True)
class Ranked:
    """An event with its score; higher scores explain better. `lines`: its block, if known."""

    event: Event
    rule: Rule
    step: Step
    score: float
    lines: list[Line] | None = None


def rank(collected: Collected, baseline: Container[str]) -> list[Ranked]:
    """Return all events, best first; of equals, the earlier."""
    first_failed = next((step for step in collected.steps if step.passed is False), None)
    ranked: list[Ranked] = []
    open_step = collected.steps[-1] if collected.steps and first_failed is None else None
    for step in collected.steps:
        place = _step_score(step, first_failed)
        end = collected.line_count if step is open_step else None
        ranked += _rank_step(step, place, baseline, Stops(step, end))
    return sorted(ranked, key=lambda r: (-r.score, r.event.number))


def _rank_step(
    step: Step, place: float, baseline: Container[str], stops: Stops
) -> Iterator[Ranked]:
    for event in step.all_events():
        score = place + _score(event, stops)
        if baseline and line_id(coarse_skeleton(event.text.encode("utf-8", "replace"))) in baseline:
            score += _BASELINE
        yield Ranked(event, event.rule, step, score)
    yield from _rank_context(step, place, stops)


def _rank_context(step: Step, place: float, stops: Stops) -> Iterator[Ranked]:
    starts = stops.run_starts()
    for wrapper in starts:
        context = before_stop(wrapper)
        if context is None:
            continue
        event, lines = context
        score = place + _TIER[Tier.CONTEXT] + _NEAR[Tier.CONTEXT][0]
        if wrapper is not starts[-1]:  # the earlier run stopped what the later one closes
            score += _LATER_RUN
        yield Ranked(event, event.rule, step, score, lines)


def _score(event: Event, stops: Stops) -> float:
    rule = event.rule
    score = float(_TIER[rule.tier] + 2 * rule.weight)
    distance = stops.distance(event.number)
    most, half = _NEAR[rule.tier]
    if distance is not None and (rule.tier > Tier.FORM or distance <= _FAR):
        score += most / (1 + distance / half)
    if rule.severity is ReportType.WARNING:
        score += _WARNING
    if event.red:
        score += _RED
    rarity = 1 if rule.tier <= Tier.FORM else 2
    often = _OFTEN if rule.tier is Tier.FORM else 1
    common = max(1, event.known.count / often)
    return score - min(_MOST_COMMON, rarity * math.log2(common))


def _step_score(step: Step, first_failed: Step | None) -> float:
    score = _AFTER if step.after else 0
    if step.passed:
        return score + _PASSED_STEP
    if step.passed is False:
        later = step is not first_failed and step.name != (first_failed and first_failed.name)
        return score + (_LATER_FAILED_STEP if later else _FAILED_STEP)
    return score + (_OTHER_STEP if first_failed else 0)
