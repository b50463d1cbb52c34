"""Events through real function processes with faults at random points; then all must add up.

SEED reruns the same events and faults, EVENTS and FAULTS say how many, ADAPTERS on which stores.
"""

import json
import os
import random
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from shared.bootstrap import App
from shared.config import read_settings
from shared.emulators import EmulatorMissing, start_firestore, start_gcs
from tests.bench._worlds import environment
from tests.busy_commit import SECRET
from tests.campaign._faults.checking import check, signs_of
from tests.campaign._faults.delivering import Delivering, sweep
from tests.campaign._faults.fault import Fault, draw_of_sweep
from tests.campaign._faults.instances import Instance, running
from tests.campaign._faults.staging import FOLDER, MARKED, POSTED, STRUCK
from tests.campaign._faults.story import Event, Told, story
from tests.campaign._faults.texts import FULL_DISK_LINE
from tests.github_server import GitHubServer, serving_github
from tests.services.conftest import Clock, World
from tests.services.curating import create

FUNCTIONS = ("ingest", "ingest", "webhook", "sweep")
SIZE = (10_000, 2_000)
# For a query the emulator looks at all that it holds: it begins empty again after so many events.
PART = {"embedded": 10_000, "cloud": 2_500}
SHORT = {"embedded": (200, 60), "cloud": (60, 20)}
# After so many events a whole instance is killed; in a run of fewer than FEW none is.
EVERY, FEW = 1_000, 100
SWEEP_PAUSE_S = 1.0
MINUTE_MS = 60_000
# The clock of the sweeps that end it: leases and looks of clocks that were ahead are over then.
LAST_MINUTES = (0, 85, 175, 1_800)
# The set of patterns may be 10 s old in an instance; sweeps are to have time for more than scans.
QUICK_SCANS = {"SCAN_GRACE_SECONDS": "20", "SWEEP_SECONDS": "5"}
MAX_SWEEPS = 400
# A sweep that does as much of a kind leaves some of it to the next.
FULL = 100


def main(*, short: bool) -> bool:
    """Run it on each set of adapters; return whether all held."""
    held = True
    for kind in os.environ.get("ADAPTERS", "embedded cloud").split():
        events, faults = SHORT[kind] if short else SIZE
        events = int(os.environ.get("EVENTS", events))
        faults = int(os.environ.get("FAULTS", faults))
        seed = int(os.environ.get("SEED", random.SystemRandom().randrange(10**6)))
        parts = -(-events // PART[kind])
        print(f"{kind}: {events} events, {faults} with a fault, SEED={seed}", flush=True)
        for part in range(parts):
            held = _holds(kind, seed + part, events // parts, faults // parts) and held
    return held


def _holds(kind: str, seed: int, events: int, faults: int) -> bool:
    """Run it once; say what did not hold, or why it did not run."""
    print(f"  seed {seed}, {events} events, {faults} faults:", flush=True)
    try:
        run(kind, seed, events, faults)
    except EmulatorMissing as missing:
        print(f"{kind}: not run, {missing}")
        return os.environ.get("REQUIRE_EMULATORS") != "1"
    except AssertionError:
        print(f"{kind}: DOES NOT HOLD:\n{traceback.format_exc(limit=-2)}", flush=True)
        return False
    return True


def run(kind: str, seed: int, events: int, faults: int) -> None:
    """Run it once; raise AssertionError where something does not hold."""
    kept = os.environ.get("KEEP")
    with ExitStack() as stack:
        folder = Path(kept or stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(exist_ok=True)
        values = stack.enter_context(_adapters(kind, folder))
        host = stack.enter_context(serving_github())
        values = values | {
            FOLDER: str(folder),
            "GITHUB_WEBHOOK_SECRET": SECRET,
            "GITHUB_TOKEN": "a-token",
            "GITHUB_API_URL": host.url,
        }
        stack.enter_context(environment(values))
        instances = stack.enter_context(running(FUNCTIONS, values, folder))
        _Campaign(folder, App(read_settings()), host, instances, seed).run(events, faults)


@contextmanager
def _adapters(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment that chooses the adapters. Raises EmulatorMissing."""
    if kind == "embedded":
        yield {"STORES": "embedded", "DATA_DIR": str(folder / "data")}
        return
    buckets = {"BUCKET": "logs", "DERIVED_BUCKET": "logs-derived"}
    with ExitStack() as stack:
        documents = start_firestore(folder)
        stack.callback(documents.stop)
        storage = start_gcs(folder, buckets=buckets.values())
        stack.callback(storage.stop)
        hosts = {"FIRESTORE_EMULATOR_HOST": documents.host, "STORAGE_EMULATOR_HOST": storage.url}
        names = {"STORES": "cloud", "PROJECT_ID": "campaign", "LOCAL_MODE": "1"}
        yield names | buckets | hosts | QUICK_SCANS


class _Campaign:
    def __init__(
        self,
        folder: Path,
        app: App,
        host: GitHubServer,
        instances: list[Instance],
        seed: int,
    ) -> None:
        self.folder, self.app, self.host, self.seed = folder, app, host, seed
        self.instances = instances
        *self.ingests, self.webhook, self.sweeper = instances
        self.told: dict[str, set[str]] = {}
        self.chance = random.Random(seed + 1)
        self.sweeps: Counter[int] = Counter()
        self.restarts = 0
        self.started = time.monotonic()

    def run(self, events: int, faults: int) -> None:
        self.events = events
        world = self._world(self.app.now_ms())
        create(world, "page /cart did not load", labels=("flaky",))
        create(world, "could not reach mirror.acme.example", labels=("known-problem",))
        delivering = Delivering(self.ingests, [self.webhook], self.app.logs, self.chance)
        with self._sweeping():
            told = self._noted(story(self.seed, events, faults, self.app.now_ms()), events)
            delivering.run(told, min(EVERY, max(events // 2, FEW)), self._disturb)
        seconds = time.monotonic() - self.started
        self._say(f"{delivering.delivered / seconds:.1f} deliveries/s for {seconds:.0f} s")
        answers = dict(delivering.outcomes)
        self._say(f"answers by status {answers}, of sweeps {dict(self.sweeps)} (0: none)")
        assert not delivering.lost, delivering.lost[:3]
        self._drain()
        self._check_posts()
        self._check_struck(delivering.faults)
        now_ms = self.app.now_ms() + LAST_MINUTES[-1] * MINUTE_MS
        found = check(self.app, self._world(now_ms), delivering.names, self.told, self._shown)
        self._say(found)

    def _world(self, now_ms: int) -> World:
        app = self.app
        clock = Clock()
        clock.now_ms = now_ms
        return World(app.store, app.logs, app.derived, app.patterns, app.commits, clock=clock)

    def _noted(self, events: Iterator[Event], count: int) -> Iterator[Event]:
        for number, event in enumerate(events):
            if isinstance(event, Told):
                signs = signs_of(event, self.app.now_ms())
                self.told.setdefault(event.sha, set()).update(signs)
            if number == count // 3:
                world = self._world(self.app.now_ms())
                create(world, FULL_DISK_LINE, labels=("infrastructure",))
            yield event

    def _disturb(self, number: int) -> None:
        """Kill a whole instance, its server with its workers, and start it again."""
        self._say(f"{number} events after {time.monotonic() - self.started:.0f} s")
        if number < self.events:
            self.chance.choice(self.instances).kill_and_restart()
            self.restarts += 1

    @contextmanager
    def _sweeping(self) -> Iterator[None]:
        over = threading.Event()
        thread = threading.Thread(target=self._sweep_until, args=(over,))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _sweep_until(self, over: threading.Event) -> None:
        chance = random.Random(self.seed + 2)
        while not over.wait(SWEEP_PAUSE_S):
            fault = draw_of_sweep(chance) if chance.random() < 0.4 else None
            status, _ = sweep(self.sweeper, fault=fault)
            self.sweeps[status] += 1

    def _drain(self) -> None:
        """Let time pass, and sweep each time until sweeps do nothing, or the same in vain."""
        for minutes in LAST_MINUTES:
            before: dict[str, int] = {}
            for _ in range(MAX_SWEEPS):
                _, did = sweep(self.sweeper, offset_ms=minutes * MINUTE_MS)
                if did and (did == before or not any(did.values())) and max(did.values()) < FULL:
                    break
                before = did
        assert not any(did.values()), f"there is more to do: {did}"
        self._say(f"nothing left to do after {time.monotonic() - self.started:.0f} s")

    def _check_posts(self) -> None:
        posts = _lines(self.folder / POSTED)
        truths = Counter(each["truth"] for each in posts)
        late = max((each["age_ms"] for each in posts if each["truth"] == "read"), default=0)
        self._say(
            f"{len(self.host.statuses)} statuses posted: {truths['now']} true of all that was"
            f" stored when posted, {truths['read']} of what was read up to {late} ms before,"
            f" {truths['false']} not true"
        )
        wrong = [each for each in posts if each["truth"] == "false"]
        assert not wrong, wrong[:3]

    def _check_struck(self, planned: list[Fault]) -> None:
        places = {each["where"] for each in _lines(self.folder / STRUCK)}
        kinds = Counter(each.kind.value for each in planned)
        self._say(f"{len(planned)} events were struck: {dict(kinds.most_common())}")
        self._say(f"at {len(places)} different points; {self.restarts} instances killed besides")
        marked = {path.name for path in self.folder.glob(f"{MARKED}*")}
        assert marked == {f"{MARKED}{each.key}" for each in planned if each.is_in_process}

    def _shown(self, sha: str) -> tuple[str, str] | None:
        shown = self._statuses.get(sha)
        return shown and (shown["state"], shown["description"])

    @property
    def _statuses(self) -> Mapping[str, dict[str, str]]:
        return {path.rpartition("/")[2]: body for path, body in self.host.statuses}

    def _say(self, text: str) -> None:
        print(f"  {text}", flush=True)


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
