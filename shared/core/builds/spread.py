"""Distributions in buckets of equal ratio: they add up exactly and stay small whatever is added."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from shared.core.documents import Distribution

BUCKETS_PER_DOUBLING = 4
_ZERO = "0"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bucket: values from `low` (included) to `high` (not), and how many there are."""

    low: float
    high: float
    count: int


def moved(spread: Distribution, value: int, by: int) -> Distribution:
    """Return the distribution with the value added (`by` 1) or taken away (`by` -1)."""
    key = bucket_of(value)
    counts = {**spread.buckets, key: spread.buckets.get(key, 0) + by}
    kept = {name: count for name, count in counts.items() if count > 0}
    return replace(spread, buckets=kept, total=spread.total + by * value)


def bucket_of(value: int) -> str:
    """Return the name of the bucket: 0 for nothing, else 1 + the number of ratios 2^(1/4) to 1."""
    if value <= 0:
        return _ZERO
    return str(1 + math.floor(math.log2(value) * BUCKETS_PER_DOUBLING))


def bars(spread: Distribution) -> list[Bar]:
    """Return the buckets that hold something, the smallest values first."""
    numbers = sorted((int(name), count) for name, count in spread.buckets.items())
    return [Bar(*_bounds(number), count) for number, count in numbers]


def count_of(spread: Distribution) -> int:
    """Return how many values there are."""
    return sum(spread.buckets.values())


def mean(spread: Distribution) -> float | None:
    """Return the mean of the values, exactly."""
    count = count_of(spread)
    return spread.total / count if count else None


def quantile(spread: Distribution, share: float) -> float | None:
    """Return about the value that this share of all lie below: off by at most 9 percent."""
    wanted, passed = share * count_of(spread), 0
    for bar in bars(spread):
        passed += bar.count
        if passed >= wanted:
            return math.sqrt(bar.low * bar.high) if bar.low else 0.0
    return None


def of(spreads: Mapping[str, Distribution], name: str) -> Distribution:
    """Return the distribution of that name, an empty one where nothing was added yet."""
    return spreads.get(name, Distribution())


def _bounds(number: int) -> tuple[float, float]:
    if number == 0:
        return 0.0, 1.0
    low, high = (2 ** (edge / BUCKETS_PER_DOUBLING) for edge in (number - 1, number))
    return low, high
