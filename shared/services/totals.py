"""How many items a list has, as far as that is cheap to know."""

from dataclasses import dataclass
from typing import Any

from shared.core.lists import ListQuery, is_countable
from shared.ports import Page, Store

MAX_TOTAL = 1000


@dataclass(frozen=True, slots=True)
class Total:
    """A number of items; `capped` says that there are more than it."""

    count: int
    capped: bool = False


def count_reports(store: Store, query: ListQuery, page: Page[Any], *, at_top: bool) -> Total | None:
    """Return how many items a list of reports, or of their issues, has.

    None where only reading them all would tell. Costs nothing if the page holds them all, else at
    most two reads.
    """
    if at_top and page.next is None:
        return Total(len(page.items))
    if not is_countable(query):
        return None
    found = store.count_reports(query, at_most=MAX_TOTAL + 1)
    return Total(min(found, MAX_TOTAL), capped=found > MAX_TOTAL)
