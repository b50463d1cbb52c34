"""A busy day in many random orders, by one worker and by eight: the same statuses each time.

ORDERS says in how many orders (50 is the whole campaign), ADAPTERS on which adapters, JOBS how
many jobs each commit has.
"""

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.emulators import emulated_firestore, emulated_gcs, fresh_bucket, fresh_project
from tests.services.commits.replay import a_repository, check, play, posts_of
from tests.services.commits.story import an_order, busy_day
from tests.services.conftest import OPENERS, World, write_names

WORKERS = (8, 1)
# In so many orders each status is compared with what is known at the moment of its post.
WATCHED = 5


def main() -> None:
    """Play the day in each order on each set of adapters; an order that differs is an error."""
    orders = int(os.environ.get("ORDERS", "3"))
    told, states = busy_day(int(os.environ.get("JOBS", "40")))
    print(f"{len(told)} events and logs, {len(told) // 10} of them twice, {orders} orders")
    for kind in os.environ.get("ADAPTERS", "embedded cloud").split():
        with _worlds(kind) as make_world:
            for workers in WORKERS:
                _campaign(kind, make_world, told, states, orders, workers)


def _campaign(
    kind: str,
    make_world: Callable[[], World],
    told: list[object],
    states: dict[str, tuple[str, str]],
    orders: int,
    workers: int,
) -> None:
    started, posts, wrong = time.perf_counter(), Counter[str](), 0
    for number in range(orders):
        repository = a_repository(make_world(), watched=workers == 1 and number < WATCHED)
        play(repository, an_order(told, number), workers=workers)
        check(repository, states)
        posts |= posts_of(repository)
        wrong += len(getattr(repository.host, "wrong", ()))
    seconds = (time.perf_counter() - started) / orders
    print(
        f"{kind:>9}, {workers} at once: {orders} orders, the same statuses in each, equal to a new"
        f" computation; at most {max(posts.values())} posts of a commit; {seconds:.1f} s an order"
        + (f"; {wrong} posts not true when posted" if workers == 1 else ""),
        flush=True,
    )


@contextmanager
def _worlds(kind: str) -> Iterator[Callable[[], World]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if kind == "cloud":
            stack.enter_context(emulated_firestore())
            stack.enter_context(emulated_gcs())

        def make() -> World:
            own = Path(tempfile.mkdtemp(dir=folder))
            if kind == "cloud":
                write_names(own, fresh_project(), fresh_bucket(), fresh_bucket())
            return World(*OPENERS[kind](own), kind=kind, folder=own)

        yield make
