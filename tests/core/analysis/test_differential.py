"""The fast scan sees what a plain slow reading of every line sees."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.core.analysis.clean import clean_bytes
from shared.core.analysis.collect import collect
from shared.core.analysis.prefixes import Prefixes
from shared.core.analysis.rules.base import Tier
from shared.core.analysis.rules.exclusions import EXCLUSIONS, WEAK_EXCLUSIONS
from shared.core.analysis.rules.table import RULES, look_up
from shared.core.analysis.triggers import WORDS
from tests.core.analysis.test_rules import SAMPLES

PLAIN_RULES = [re.compile(rule.pattern.encode()) for rule in RULES]
PLAIN_EXCLUSIONS = [re.compile(pattern.encode()) for pattern in EXCLUSIONS]
PLAIN_WEAK_EXCLUSIONS = [re.compile(pattern.encode()) for pattern in WEAK_EXCLUSIONS]

WORD = st.sampled_from(
    [*WORDS, *SAMPLES.values(), "0", "12", "src/a.c:3:", "]", "[", "(", " ", "  ", "x", "é", "="]
)
LINES = st.lists(WORD, max_size=6).map(lambda words: "".join(words).replace("\n", " "))


def plain_look_up(line: bytes) -> int | None:
    """Ask every pattern, one by one, with Python's own engine."""
    first = next((i for i, rule in enumerate(PLAIN_RULES) if rule.search(line)), None)
    if first is None or any(pattern.search(line) for pattern in PLAIN_EXCLUSIONS):
        return None
    weak = RULES[first].tier >= Tier.LEVEL
    if weak and any(pattern.search(line) for pattern in PLAIN_WEAK_EXCLUSIONS):
        return None
    return first


@settings(max_examples=1500, deadline=None)
@given(LINES)
def test_one_line_gets_the_rule_that_the_plain_reading_gives(text: str) -> None:
    line = text.encode()
    fast, plain = look_up(line).rule, plain_look_up(line)
    if fast != plain:  # where a rule names the words it needs, only lines with one are asked
        assert plain is not None
        needs = RULES[plain].needs
        assert needs
        assert not any(need in text.lower() for need in needs)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=40))
def test_the_scan_keeps_the_lines_that_reading_each_line_keeps(texts: list[str]) -> None:
    lines = [text.encode() for text in texts]
    collected = collect([b"\n".join(lines)])
    if collected.prefixes.names or any(step.passed for step in collected.steps):
        return  # what is stripped, and what passed, is another test's business
    expected = [number for number, line in enumerate(lines, 1) if is_candidate(line)]
    found = {event.number for step in collected.steps for event in step.all_events()}
    assert sorted(found) == expected


def is_candidate(line: bytes) -> bool:
    triggered = any(is_in(word.encode(), b"\n" + line.lower()) for word in WORDS)
    return triggered and look_up(clean_bytes(line)).rule is not None


def is_in(word: bytes, line: bytes) -> bool:
    """Tell whether the line holds the word; the bare option -Werror is none."""
    if word == b"error":
        line = re.sub(rb"-werror(?![,=\]])", b"", line)
    return word in line


def test_prefixes_are_stripped_before_the_rules_are_asked() -> None:
    assert Prefixes().strip(b"12:00 error") == b"12:00 error"
