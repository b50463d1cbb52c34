"""What a list is asked for, and which index reads the least to answer."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

# A page stops reading here, whatever it has found by then; its `next` goes on.
MAX_READ = 500
# Counting up to this many index entries costs one read; beyond it facets count as equally common.
COUNT_CAP = 1000

# What every report has whose issue is filed. A list sorted by when that was has no others.
FILED = "status:filed"

# Of equally common facets the kind that stands first is the likelier to be rare.
_KINDS = ("suggested", "word", "label", "job", "branch", "repo", "status", "type", "explained")


class Sort(StrEnum):
    """What a list is sorted by, the largest first; the values are those of `?sort=`."""

    LAST_SEEN = "last_seen"
    FIRST_SEEN = "first_seen"
    OCCURRENCES = "occurrences"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which items a list shows: those with all of these facets, last seen since a time."""

    facets: tuple[str, ...] = ()
    since_ms: int | None = None
    sort: Sort = Sort.LAST_SEEN

    @property
    def reads_along_age(self) -> bool:
        """Whether the age filter is a range of the index that the list is read along."""
        return self.since_ms is not None and self.sort is Sort.LAST_SEEN


ALL = ListQuery()


@dataclass(frozen=True, slots=True)
class Plan:
    """How a list is read: along the index of `lead`, or all of it; `rest` is looked at after."""

    lead: str | None
    rest: frozenset[str]
    since_ms: int | None = None

    @property
    def filters(self) -> bool:
        """Whether documents are read that may not be shown."""
        return bool(self.rest) or self.since_ms is not None

    def fits(self, facets: Collection[str], last_ms: int) -> bool:
        """Tell whether a document that was read is one to show."""
        recent = self.since_ms is None or last_ms >= self.since_ms
        return recent and self.rest.issubset(facets)


def plan(query: ListQuery, count: Callable[[str], int]) -> Plan:
    """Return the plan that leads with the rarest facet; `count` is asked only of several."""
    sorted_by_filing = query.sort is Sort.FILED
    given = (each for each in query.facets if not (sorted_by_filing and each == FILED))
    facets = tuple(dict.fromkeys(given))
    lead = facets[0] if len(facets) == 1 else _rarest(facets, count)
    since_ms = None if query.reads_along_age else query.since_ms
    return Plan(lead, frozenset(facets) - {lead}, since_ms)


def is_countable(query: ListQuery) -> bool:
    """Tell whether the index alone says how many items there are."""
    return len(set(query.facets)) <= 1


def _rarest(facets: Sequence[str], count: Callable[[str], int]) -> str | None:
    ranked = sorted(facets, key=_kind_rank)
    return min(ranked, key=count, default=None)


def _kind_rank(facet: str) -> int:
    kind = facet.partition(":")[0]
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
