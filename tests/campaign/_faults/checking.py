"""What must hold once all is done: every fact is there once, all else follows from the facts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from shared.bootstrap import App
from shared.core import ids
from shared.core.analysis.analyze import analyze
from shared.core.builds import stats
from shared.core.builds.health import summarize
from shared.core.commits.github import read_event
from shared.core.documents import JobStats
from shared.core.layout import ObjectKind, read_place
from shared.core.streams import MAX_LOG_BYTES, read_log
from shared.core.verdicts.model import Decision
from shared.services.commits.deciding import _lease
from shared.services.standing import read_backlog
from tests.campaign._faults.story import Told
from tests.github_payloads import REPO
from tests.services.commits.replay import recomputed
from tests.services.conftest import World
from tests.services.reading import all_records, assert_consistent, assert_scanned

FAR_MS = 10**14


def check(app: App, world: World, names: set[str], told: dict[str, set[str]], shown) -> str:
    """Raise AssertionError where something does not hold; return what was looked at.

    `names` are those of the objects, `told` the signs of each commit, `shown` gives the status
    that the host shows of a commit.
    """
    logs = {name for name in names if read_place(name).kind is ObjectKind.BUILD_LOG}
    assert_recorded(world, logs)
    assert_consistent(world)
    assert_scanned(world)
    builds = assert_jobs_counted(app, world)
    verdicts = assert_decided(world, told, shown)
    assert_nothing_left(app, world, told)
    return (
        f"{len(logs)} logs are one record each, {len(world.reports())} reports, {builds} builds"
        f" and {verdicts} verdicts of {len(told)} commits equal a recomputation"
    )


def assert_recorded(world: World, logs: set[str]) -> None:
    """Each log is one record, of its newest generation, and says what its text says."""
    records = all_records(world)
    assert sorted(record.name for record in records) == sorted(logs)
    for record in records:
        live = world.logs.stat(record.name)
        assert live is not None
        assert record.generation == live.generation, record.name
        stream = read_log(world.logs.read(record.name, live.generation), max_bytes=MAX_LOG_BYTES)
        analysis = analyze(stream)
        said = (analysis.fingerprint, analysis.line_count, stream.byte_count, stream.problem)
        kept = (record.fingerprint, record.line_count, record.byte_count, record.problem)
        assert kept == said, record.name


def assert_jobs_counted(app: App, world: World) -> int:
    """The statistics of each job are what its builds add up to; return how many builds."""
    jobs = [summary.job for summary in _all(lambda c: app.builds.list_jobs(limit=100, cursor=c))]
    found, count = app.builds.get_stats(jobs), 0
    for job in jobs:
        builds = list(_all(lambda c, job=job: app.builds.list(job, now_ms=0, limit=100, cursor=c)))
        count += len(builds)
        fresh = [replace(build, counted=None, slots=()) for build in builds]
        _, counted = stats.fold(fresh, {job: JobStats(job)})
        assert found[job].value == counted[job], job
        assert app.builds.get_summaries([job])[job].value == summarize(counted[job]), job
    return count


def assert_decided(world: World, told: dict[str, set[str]], shown) -> int:
    """All that was said of each commit was decided with, as anew, and is what its host shows."""
    verdicts = 0
    for sha, expected in told.items():
        key = ids.commit_key(REPO, sha)
        signs, stored = world.commits.get_signs(key), world.commits.get_commits([key]).get(key)
        assert signs is not None, sha
        assert stored is not None, sha
        heard = signs.value.signs.keys() | signs.value.facts.keys()
        assert expected <= heard, f"{sha} lost {expected - heard}"
        decision = recomputed(world, sha).decision
        kept = stored.value.decision
        assert _judged(kept) == _judged(decision), f"{sha}: {kept}, anew {decision}"
        verdicts += len(decision.verdicts)
        posted = stored.value.posted
        assert shown(sha) == (posted and (posted.state.value, posted.description)), sha
        if stored.value.runs:
            assert shown(sha) == (decision.state.value, decision.description), sha
    return verdicts


def _judged(decision: Decision) -> tuple[object, ...]:
    """Return the decision without the builds elsewhere that it names: more may have come since.

    What is explained is not decided again for further evidence of the same.
    """
    verdicts = tuple(
        (each.job, each.build, each.kind, each.given_by, each.log_id, each.record_id, each.title)
        for each in decision.verdicts
    )
    told = (decision.state, decision.description, decision.running, decision.recovered)
    return (*told, verdicts)


def assert_nothing_left(app: App, world: World, shas: Iterable[str]) -> None:
    """Nothing waits for a sweep, and no lease is held."""
    backlog = read_backlog(app.store, app.patterns, app.commits, now_ms=world.clock())
    assert (backlog.unfolded, backlog.scan_age_s, backlog.commits_due) == (0, None, 0)
    assert not app.builds.list_unfolded(limit=1)
    assert not app.builds.list_due(now_ms=world.clock(), limit=1)
    assert not app.commits.list_waiting(before_ms=FAR_MS, limit=1)
    assert not app.commits.list_touches(limit=1)
    leases = ["fold", "builds", *(_lease(ids.commit_key(REPO, sha)) for sha in shas)]
    now_ms = world.clock()
    for name in leases:
        assert app.store.take_lease(name, "checker", now_ms=now_ms, until_ms=now_ms + 1), name


def signs_of(told: Told, now_ms: int) -> set[str]:
    """Return the ids of the signs that the delivery gives."""
    signs = read_event(told.event, told.payload, delivery=told.delivery, now_ms=now_ms)
    return {sign.sign_id for sign in signs}


def _all(read) -> Iterator:
    cursor = None
    while True:
        page = read(cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return
