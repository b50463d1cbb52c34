"""What may be shown beside the best line when another rule found it.

A form that names the cause needs no weaker words; a weak word gains nothing from others as weak,
but from sure ones.
"""

from shared.core.analysis.rules.base import Rule, Tier

_NAMES_CAUSE = 2
_TELLING = frozenset(Tier) - {Tier.GENERIC}
_BESIDE_CAUSE = frozenset({Tier.BLOCK})
_SURE = frozenset({Tier.BLOCK, Tier.FORM, Tier.TRACE})
_BESIDE = {
    Tier.FORM: _TELLING - {Tier.KEYWORD},
    Tier.KEYWORD: _SURE,
    Tier.CONTEXT: _SURE,
    Tier.GENERIC: frozenset(Tier),
}


def tells_more(best: Rule, other: Rule) -> bool:
    """Tell whether what the other rule finds may add to what the best rule explains."""
    return other is best or other.tier in _beside(best)


def _beside(best: Rule) -> frozenset[Tier]:
    if best.tier is Tier.FORM and best.weight >= _NAMES_CAUSE:
        return _BESIDE_CAUSE
    return _BESIDE.get(best.tier, _TELLING)
