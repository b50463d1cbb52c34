"""What is read off a pattern holds for every line that the pattern matches."""

import re

import pytest

from shared.core.analysis.literals import required_words, starts_line
from shared.core.analysis.rules.base import Rule
from shared.core.analysis.rules.table import RULES
from tests.core.analysis.test_rules import SAMPLES


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        pytest.param(r"fatal error: \d+", {"fatal error: "}, id="run"),
        pytest.param(r"[Ee]rror: x", {"error: x"}, id="either-case"),
        pytest.param(r"^E\b\.go:", {"e.go:"}, id="places-take-no-character"),
        pytest.param(r"cannot|[^c]an't", {"cannot", "an't"}, id="alternatives"),
        pytest.param(r"(?:FAIL|panic)+: ", {"fail", "panic"}, id="repeated-group"),
        pytest.param(r"(?P<what>signal) \d{1,3}", {"signal"}, id="named-group"),
        pytest.param(r"(?:error)?: x=\(1\)", {": x=(1)"}, id="optional-group"),
        pytest.param(r"abc{0,2}def", {"def"}, id="optional-character"),
        pytest.param(r"errors*", {"error"}, id="repeat-takes-one-character"),
        pytest.param(r"[]a]\x41\n", None, id="nothing-known"),
        pytest.param(r"error|\d+", None, id="one-alternative-unknown"),
    ],
)
def test_words_that_every_match_holds(pattern: str, words: set[str] | None) -> None:
    assert required_words(pattern) == (None if words is None else frozenset(words))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param(r"^error|\A(?:a|b)", True, id="each-alternative"),
        pytest.param(r"(?:^a|^b)c", True, id="within-a-group"),
        pytest.param(r"^error|fatal", False, id="one-alternative-not"),
        pytest.param(r"(?:^|\s)error", False, id="or-a-blank"),
        pytest.param(r"(?:^a)?error", False, id="optional-group"),
        pytest.param(r"\^error|[^e]rror", False, id="other-carets"),
        pytest.param(r"", False, id="empty"),
    ],
)
def test_whether_every_match_starts_the_line(pattern: str, expected: bool) -> None:
    assert starts_line(pattern) is expected


@pytest.mark.parametrize("rule", [pytest.param(r, id=r.name) for r in RULES if r.name in SAMPLES])
def test_what_is_read_off_each_rule_holds_for_its_sample(rule: Rule) -> None:
    sample = SAMPLES[rule.name]
    words = required_words(rule.pattern)
    assert words is None or any(word in sample.lower() for word in words)
    found = re.search(rule.pattern, sample)
    assert found is not None
    assert found.start() == 0 or not starts_line(rule.pattern)
