"""When breakages were, as their branch tells it."""

from shared.core.breakages import figures
from shared.core.breakages.figures import with_figures
from shared.core.documents import Branch, BreakageTimes
from tests.core.breakages.branch import HOUR_MS, a_branch, broke


def times(*breakages):
    order = a_branch("abcdef")
    return with_figures(Branch("key", "acme/shop", "main"), {}, order, breakages).times


def test_a_breakage_was_from_its_cause_until_its_resolution():
    assert times(broke("b", "d"), broke("e")) == {
        "bd": BreakageTimes(HOUR_MS, 3 * HOUR_MS),
        "e": BreakageTimes(4 * HOUR_MS),
    }


def test_what_is_not_known_is_not_told():
    assert times(broke("x"), broke("a", "x")) == {}


def test_of_too_many_the_newest_are_told(monkeypatch):
    monkeypatch.setattr(figures, "MAX_TIMES", 2)
    assert times(broke("c"), broke("a"), broke("b")).keys() == {"b", "c"}
