"""Plays a story to a service, by one worker or several, and checks what its host shows then."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

from shared.core.commits.merging import merge
from shared.core.documents import Commit, CommitSigns
from shared.core.ids import commit_key
from shared.errors import TransientError
from shared.services.commits.hits import KnownHits
from shared.services.commits.judging import Judging
from tests.github_payloads import REPO
from tests.services.commits.host import FLAKY_LINE, Host, Repository
from tests.services.commits.story import KNOWN_LINE, Event
from tests.services.curating import create, work

HOUR = 3_600_000
MAX_POSTS_OF_A_COMMIT = 60
MAX_TRIES = 5


class WatchingHost(Host):
    """Checks each status, as it is posted, against what is known at that moment."""

    def watch(self, world):
        self.world = world
        self.wrong = []

    def post(self, repo, sha, state, description, *, target_url):
        decided = recomputed(self.world, sha).decision
        if (state, description) != (decided.state, decided.description):
            self.wrong.append((sha, state, description, decided.state, decided.description))
        super().post(repo, sha, state, description, target_url=target_url)


def recomputed(world, sha):
    """Return the commit as it follows from all that was heard of it, from scratch."""
    key = commit_key(REPO, sha)
    heard = world.commits.list_undecided(key, limit=1000)
    known = world.commits.get_signs(key)
    stored = world.commits.get_commits([key]).get(key)
    first_ms = stored.value.heard_ms if stored else world.clock()
    signs = merge(known.value if known else CommitSigns(key, 0), [each.value for each in heard])
    blank = Commit(key, REPO, sha, heard_ms=first_ms, expires_ms=0)
    hits = KnownHits(world.active, world.clock())
    judging = Judging(world.store, world.commits)
    return judging.judge(blank, signs, hits, now_ms=world.clock()).commit


def a_repository(world, *, watched=False):
    """Return a repository whose two curated patterns are looked for."""
    host = WatchingHost() if watched else Host()
    if watched:
        host.watch(world)
    repository = Repository(world, host)
    create(world, "page /cart did not load", labels=("flaky",))
    create(world, "could not reach mirror.acme.example", labels=("known-problem",))
    work(world)
    assert all("cart" in line or "mirror" in line for line in (FLAKY_LINE, KNOWN_LINE))
    return repository


def play(repository, told, *, workers=1):
    """Tell all of it, let time pass and what is due be done."""
    if workers == 1:
        for each in told:
            tell(repository, each)
    else:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda each: tell(repository, each), told))
    let_time_pass(repository)


def tell(repository, each):
    """Tell it; where the store does not answer in time, again, as who sent it would."""
    for _ in range(MAX_TRIES - 1):
        with suppress(TransientError):
            return _tell(repository, each)
    return _tell(repository, each)


def _tell(repository, each):
    world = repository.world
    if isinstance(each, Event):
        repository.tell(each.event, each.payload, delivery=each.delivery)
        return
    said = {"repo": REPO, "sha": each.sha}
    source = world.drop(each.name, each.text.encode(), **said)
    world.process(replace(source, created_ms=each.at_ms), now_ms=world.clock())


def let_time_pass(repository):
    """Let a day pass in which nothing is heard."""
    for minutes in (1, 12, 12, 30, 60, 120, 300, 600, 600):
        repository.world.clock.pass_by(minutes * 60_000)
        while repository.repair():
            pass


def check(repository, states):
    """Check what the host shows against what is expected, and against a new computation."""
    for sha, (state, description) in states.items():
        shown = repository.host.shows(sha)
        assert shown == (state, description), sha
        assert repository.commit(sha).decision == recomputed(repository.world, sha).decision
        assert len(repository.host.posts[sha]) <= MAX_POSTS_OF_A_COMMIT
    assert repository.host.posts.keys() == states.keys()


def posts_of(repository):
    """Return how many statuses were posted to each commit."""
    return Counter({sha: len(posts) for sha, posts in repository.host.posts.items()})
