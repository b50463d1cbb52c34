"""All rules in the order in which they are asked, compiled into one set."""

from dataclasses import dataclass

from shared.core.analysis.engine import any_of
from shared.core.analysis.gate import Gate, first_match
from shared.core.analysis.rules import (
    compiled,
    general,
    go,
    javascript,
    jvm,
    kernel,
    native,
    python,
    rust,
    script,
    services,
    testing,
)
from shared.core.analysis.rules.base import BEFORE_STOP, Rule, Tier
from shared.core.analysis.rules.exclusions import EXCLUSIONS, WEAK_EXCLUSIONS
from shared.core.analysis.rules.markers import MARKERS

# Order matters: a line takes the first rule that finds it. Wrappers stand before the levels, so
# that "Process completed with exit code 1" stays generic although it holds an error level.
RULES: tuple[Rule, ...] = (
    BEFORE_STOP,
    *go.PANICS,
    *rust.PANICS,
    *services.STATUSES,
    *native.RULES,
    *kernel.RULES,
    general.CALLSTACK,
    *general.WRAPPERS[:5],
    *jvm.RULES,
    *compiled.RULES,
    *rust.RULES,
    *go.RULES,
    *python.RULES,
    *javascript.RULES,
    *script.RULES,
    *testing.RULES,
    *services.RULES,
    *rust.PLAIN,
    *general.WRAPPERS[5:],
    *general.LEVELS,
    *general.KEYWORDS,
)
# Rules and markers are asked through one gate: markers have the bits above those of the rules.
_GATE = Gate(
    [rule.pattern for rule in RULES] + [marker.pattern for marker in MARKERS],
    [rule.needs for rule in RULES] + [()] * len(MARKERS),
)
_RULE_BITS = (1 << len(RULES)) - 1
_RULES = _GATE.tests[: len(RULES)]
_MARKERS = _GATE.tests[len(RULES) :]
_EXCLUDED = any_of(EXCLUSIONS)
_WEAKLY_EXCLUDED = any_of(WEAK_EXCLUSIONS)


@dataclass(frozen=True, slots=True)
class Found:
    """What the table says about a line: the index of its rule and of its marker, if any."""

    rule: int | None
    marker: int | None


NOTHING = Found(None, None)


def look_up(line: bytes) -> Found:
    """Return the first rule and the first marker of a clean line; exclusions forbid rules."""
    asked = _GATE.asked(line)
    rule = first_match(_RULES, asked & _RULE_BITS, line)
    if rule is not None and _excluded(line, RULES[rule]):
        rule = None
    marker = first_match(_MARKERS, asked >> len(RULES), line)
    return Found(rule, marker) if rule is not None or marker is not None else NOTHING


def _excluded(line: bytes, rule: Rule) -> bool:
    if rule.tier >= Tier.LEVEL and _WEAKLY_EXCLUDED.is_match(line):
        return True
    return _EXCLUDED.is_match(line)


def marker_group(index: int, line: bytes) -> bytes:
    """Return the text of the marker's group: the name of a step or its exit status."""
    match = _GATE.patterns[len(RULES) + index].search(line)
    groups = [group for group in match.groups() if group] if match else []
    return groups[0] if groups else b""
