"""Builds over time: how each ended, how long it ran, how large its log is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.core.builds.files import FAILURE, SUCCESS
from shared.core.builds.stats import has_log
from shared.core.documents import Build, BuildFacts
from shared.web.views.build_rows import result_view
from shared.web.views.pictures import WIDTH, Mark, Picture, columns
from shared.web.views.show import count, day, duration, size

_HEIGHT = 72
_LEAST_BUILDS = 4
_LOOKS = {SUCCESS: "col-pass", FAILURE: "col-fail"}
_OTHER = "col-other"
_ABSENT = "col-absent"

Amount = Callable[[BuildFacts], int | None]
Shown = Callable[[BuildFacts], str]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Two pictures over the same builds, the oldest first."""

    durations: Picture
    sizes: Picture


def timeline(newest_first: Sequence[Build]) -> Timeline | None:
    """Return the pictures of these builds; None for so few that a list says it better."""
    if len(newest_first) < _LEAST_BUILDS:
        return None
    builds = [build.facts for build in reversed(newest_first)]
    return Timeline(
        _picture(builds, lambda facts: facts.duration_ms, _duration, _results(builds)),
        _picture(builds, _log_bytes, _size, _logs(builds)),
    )


def _picture(
    builds: Sequence[BuildFacts],
    amount: Callable[[BuildFacts], int | None],
    shown: Shown,
    what: str,
) -> Picture:
    marks = [_mark(slot, facts, amount(facts), shown(facts)) for slot, facts in enumerate(builds)]
    largest = max(builds, key=lambda facts: amount(facts) or 0)
    return Picture(
        width=WIDTH,
        height=_HEIGHT,
        columns=columns(marks, slots=len(builds), height=_HEIGHT),
        label=f"{what}; at most {shown(largest)}",
        first=day(builds[0].order_ms),
        last=day(builds[-1].order_ms),
        top=shown(largest),
    )


def _mark(slot: int, facts: BuildFacts, amount: int | None, shown: str) -> Mark:
    look = _ABSENT if amount is None else _LOOKS.get(facts.result or "", _OTHER)
    word = result_view(facts.result).word
    return Mark(slot, amount or 0, look, f"{facts.build_id}: {word}, {shown}")


def _duration(facts: BuildFacts) -> str:
    return "length unknown" if facts.duration_ms is None else duration(facts.duration_ms)


def _log_bytes(facts: BuildFacts) -> int | None:
    return facts.log_bytes if has_log(facts) else None


def _size(facts: BuildFacts) -> str:
    if not has_log(facts):
        return "no log"
    return "log not read" if facts.log_bytes is None else size(facts.log_bytes)


def _results(builds: Sequence[BuildFacts]) -> str:
    passed = sum(facts.result == SUCCESS for facts in builds)
    failed = sum(facts.result == FAILURE for facts in builds)
    rest = len(builds) - passed - failed
    return f"{count(len(builds), 'build')}: {passed} passed, {failed} failed, {rest} neither"


def _logs(builds: Sequence[BuildFacts]) -> str:
    without = sum(not has_log(facts) for facts in builds)
    return f"{count(len(builds), 'build')}, {without} without a log"
