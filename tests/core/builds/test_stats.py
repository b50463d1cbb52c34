"""What builds of a job add up to: moved by differences, it is what a recount gives."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from shared.core.builds.levels import MAX_SETS, read_level
from shared.core.builds.spread import bars, count_of, mean, quantile
from shared.core.builds.stats import MAX_RECENT, fold, touched_jobs
from shared.core.documents import Build, BuildFacts, JobStats

NAMES = ["artifacts/", "build-log.txt", "finished.json", "podinfo.json", "started.json"]


def a_build(number: int, job="unit", **facts) -> Build:
    return Build(
        f"{number:020x}",
        "b",
        f"logs/{job}/{number}/",
        BuildFacts(job, str(number), number, **facts),
        1,
    )


def folded(builds, stats=None):
    """Return the builds and statistics after one fold of these builds."""
    stats = stats or {}
    names = touched_jobs(builds) - stats.keys()
    return fold(builds, stats | {name: JobStats(name) for name in names})


def a_random_build(chance, number) -> Build:
    started = chance.choice([None, chance.randrange(10**6)])
    return a_build(
        number,
        job=chance.choice(["unit", "e2e"]),
        result=chance.choice(["SUCCESS", "FAILURE", "ABORTED", None]),
        entries=tuple(sorted(chance.sample(NAMES, chance.randrange(len(NAMES))))),
        artifact_entries=tuple(sorted(chance.sample("abc", chance.randrange(3)))),
        log_bytes=chance.choice([None, chance.randrange(10**9)]),
        started_ms=started,
        finished_ms=None if started is None else started + chance.randrange(10**6),
    )


def test_builds_that_change_again_and_again_count_as_they_are_in_the_end():
    chance = random.Random(6)
    builds, stats = {}, {}
    for _ in range(40):
        batch = {number: a_random_build(chance, number) for number in chance.sample(range(60), 10)}
        changed = [replace(builds.get(n, each), facts=each.facts) for n, each in batch.items()]
        marked, stats = folded(changed, stats)
        builds |= {int(build.key, 16): build for build in marked}

    _, anew = folded([replace(build, counted=None, slots=()) for build in builds.values()])

    assert not any(build.unfolded for build in builds.values())
    assert stats == anew


def test_sets_beyond_the_limit_count_together_and_are_taken_back_from_there():
    builds = [a_build(n, entries=(f"file-{n}",)) for n in range(MAX_SETS + 5)]
    marked, stats = folded(builds)
    assert (len(stats["unit"].first_level.sets), stats["unit"].first_level.other) == (MAX_SETS, 5)

    same = [replace(each, facts=replace(each.facts, entries=("a",))) for each in marked]
    _, stats = folded(same, stats)

    level = stats["unit"].first_level
    assert ([each.count for each in level.sets.values()], level.other) == ([MAX_SETS + 5], 0)


def test_a_build_that_moves_to_another_job_leaves_its_first():
    [build], stats = folded([a_build(1, job="a", entries=("x",))])
    moved = replace(build, facts=replace(build.facts, job="b"))
    _, stats = folded([moved], stats | {"b": JobStats("b")})

    assert (stats["a"], stats["b"].builds) == (JobStats("a"), 1)


def test_the_newest_builds_are_kept_in_order():
    _, stats = folded([a_build(n) for n in random.Random(1).sample(range(400), 400)])

    kept = [each.order_ms for each in stats["unit"].recent]
    assert kept == list(range(399, 399 - MAX_RECENT, -1))


def test_distributions_keep_sums_exactly_and_sizes_by_ratio():
    sizes = [0, 1, 90, 100, 10_000, 10**9]
    builds = [a_build(n, result="SUCCESS", log_bytes=size) for n, size in enumerate(sizes)]
    _, stats = folded(builds)
    spread = stats["unit"].sizes["SUCCESS"]

    assert (count_of(spread), mean(spread)) == (6, sum(sizes) / 6)
    for size in sizes:
        assert any(bar.low <= size < bar.high for bar in bars(spread))
    assert quantile(spread, 0.5) == pytest.approx(90, rel=0.09)


def test_shares_are_of_all_builds():
    builds = [a_build(n, entries=("a", "b")) for n in range(3)] + [a_build(9)]
    _, stats = folded(builds)
    level = read_level(stats["unit"].first_level, stats["unit"].builds)

    assert Counter({each.entries: each.share for each in level.sets}) == {
        ("a", "b"): 0.75,
        (): 0.25,
    }
    assert [(each.entries, each.share) for each in level.entry_counts] == [(2, 0.75), (0, 0.25)]
    assert level.presence == {"a": 0.75, "b": 0.75}
