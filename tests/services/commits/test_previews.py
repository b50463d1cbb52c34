"""Which verdicts a pattern would change is known before it is saved, and comes true after."""

from dataclasses import replace

import pytest

from shared.core.commits.preview import VerdictChange
from shared.core.curation import proposal_of
from shared.core.verdicts.model import VerdictKind
from shared.services.commits.previews import Previews
from shared.services.patterns.curate import By
from tests import github_payloads as payloads
from tests.github_payloads import REPO
from tests.services.commits.host import FLAKY_LINE, GREEN, RED, Repository, sha
from tests.services.curating import by, create, literal, work

HOUR = 3_600_000
OTHER, MINE = sha(1), sha(2)
LINE = "page /cart did not load"


@pytest.fixture
def red(world):
    """A pull request that is red by what hit somebody else's before."""
    repository = Repository(world)
    repository.tell(*payloads.pull_request(8, OTHER, world.clock(), author="bob"))
    repository.failed("e2e", 80, OTHER, FLAKY_LINE)
    world.clock.pass_by(HOUR)
    repository.tell(*payloads.pull_request(7, MINE, world.clock()))
    repository.failed("e2e", 2, MINE, FLAKY_LINE)
    world.fold()
    return repository


def preview(repository, proposal, pattern=None):
    world = repository.world
    found = world.curation.dry_runs.run(proposal.expression, now_ms=world.clock())
    return Previews(world.deciding).run(proposal, found, pattern)


def test_a_new_pattern_changes_what_it_is_said_to(red):
    told = preview(red, literal(LINE, labels=("flaky",)))
    assert told.changes == (
        VerdictChange(REPO, MINE, "e2e", VerdictKind.UNKNOWN, VerdictKind.FLAKY),
    )
    assert red.verdicts(MINE) == {"e2e": "unknown"}  # nothing is written

    create(red.world, LINE, labels=("flaky",))
    work(red.world)
    red.repair()
    assert (red.verdicts(MINE), red.state(MINE)) == ({"e2e": "flaky"}, GREEN)
    assert red.verdicts(OTHER) == {"e2e": "new"}


@pytest.mark.parametrize(
    "proposal",
    [
        pytest.param(literal(LINE), id="no-label"),
        pytest.param(literal(LINE, labels=("infrastructure",)), id="other-label"),
        pytest.param(literal("run 2", labels=("flaky",)), id="another-line"),
        pytest.param(literal(LINE, labels=("flaky",), expires_ms=1), id="expired"),
    ],
)
def test_what_excuses_nothing_changes_nothing(red, proposal):
    assert preview(red, proposal).changes == ()


def test_an_edit_takes_back_what_the_version_before_excused(red):
    world = red.world
    made = create(world, LINE, labels=("flaky",)).pattern
    work(world)
    red.repair()
    edited = replace(proposal_of(made), labels=())
    lost = VerdictChange(REPO, MINE, "e2e", VerdictKind.FLAKY, VerdictKind.UNKNOWN)
    assert preview(red, edited, made).changes == (lost,)

    elsewhere = replace(proposal_of(made), expression=literal("no such line").expression)
    assert preview(red, elsewhere, made).changes == (lost,)


def test_each_change_of_a_pattern_decides_again_what_it_touches_and_nothing_else(red):
    world = red.world
    made = create(world, LINE, labels=("flaky",)).pattern
    work(world)
    red.repair()
    assert red.state(MINE) is GREEN
    for change in (
        lambda: world.curation.edit(
            made.pattern_id, lambda p: replace(p, labels=("infrastructure",)), by(world)
        ),
        lambda: world.curation.edit(
            made.pattern_id, lambda p: replace(p, labels=("flaky",)), by(world)
        ),
        lambda: world.curation.retire(made.pattern_id, By("ann", world.clock())),
        lambda: world.curation.restore(made.pattern_id, By("ann", world.clock())),
    ):
        before, posts = red.state(MINE), len(red.host.posts[OTHER])
        change()
        work(world)
        red.repair()
        world.clock.pass_by(1000)
        assert {before, red.state(MINE)} == {GREEN, RED}
        assert len(red.host.posts[OTHER]) == posts


def test_a_label_that_expires_is_over_without_anyone_doing_anything(red):
    world = red.world
    create(world, LINE, labels=("flaky",), expires_ms=world.clock() + HOUR)
    work(world)
    red.repair()
    assert red.state(MINE) is GREEN
    world.clock.pass_by(HOUR + 60_000)
    red.repair()
    assert red.state(MINE) is RED
    assert "expired" in " ".join(red.commit(MINE).decision.verdicts[0].evidence)
