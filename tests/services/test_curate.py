"""People curate patterns: what is refused and why, and what two of them at once are told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from shared.core.curation import proposal_of
from shared.core.documents import Pattern
from shared.core.documents.patterns import MAX_VERSIONS
from shared.core.pattern_lists import PatternQuery, PatternSort
from shared.core.patterns.model import Expression, Kind, Scope
from shared.errors import (
    InvalidPattern,
    NotPossible,
    PatternNotFound,
    TrackerError,
)
from shared.services.patterns.curate import Seen
from shared.services.patterns.labels import declare_label, list_labels
from tests.services.conftest import NOON
from tests.services.curating import by, create, drop_logs, literal, logs_hit, say, work
from tests.services.reading import all_patterns


def relabel(*labels):
    return lambda proposal: replace(proposal, labels=labels)


def regex(text):
    return replace(literal(""), expression=Expression(Kind.REGEX, text))


def refused(action):
    """Return the code of the refusal."""
    with pytest.raises(TrackerError) as caught:
        action()
    return caught.value.code


def test_a_pattern_says_who_made_it_and_what_became_of_it(world):
    made = create(world, "first").pattern
    world.curation.edit(made.pattern_id, say("second"), by(world, "bob"))
    world.curation.retire(made.pattern_id, by(world, "eve"))

    pattern = world.curation.restore(made.pattern_id, by(world, "ann")).pattern

    assert pattern.author == "ann"
    assert [(each.by, each.what) for each in pattern.changes] == [
        ("ann", "created"),
        ("bob", "version 2"),
        ("eve", "retired"),
        ("ann", "restored"),
    ]
    assert [each.expression.text for each in pattern.versions] == ["first", "second"]
    assert (pattern.version, pattern.revision) == (2, 4)


@pytest.mark.parametrize(
    ("proposal", "code"),
    [
        pytest.param(regex("(unclosed"), "invalid_syntax", id="invalid"),
        pytest.param(regex("x" * 100_000), "expression_too_long", id="100-KB"),
        pytest.param(literal("x", labels=("mine",)), "undeclared_label", id="undeclared-label"),
        pytest.param(literal("x", description="x" * 3000), "description_too_long", id="long"),
        pytest.param(literal("x", specificity=10**9), "invalid_specificity", id="specificity"),
        pytest.param(literal("x", scope=Scope(job=" ")), "invalid_scope", id="blank-scope"),
    ],
)
def test_what_cannot_be_a_pattern_is_refused_and_nothing_is_written(make_world, proposal, code):
    world = make_world()
    assert refused(lambda: world.curation.create(proposal, by(world))) == code
    assert all_patterns(world) == []
    assert world.patterns.get_active_set() is None


def test_a_duplicate_of_an_active_pattern_is_refused_by_name(world):
    made = create(world, "same").pattern
    with pytest.raises(NotPossible, match=made.pattern_id) as caught:
        create(world, "same")
    assert caught.value.code == "duplicate_pattern"

    world.curation.retire(made.pattern_id, by(world))
    other = create(world, "same").pattern
    assert other.pattern_id != made.pattern_id
    assert refused(lambda: world.curation.restore(made.pattern_id, by(world))) == (
        "duplicate_pattern"
    )


def test_the_second_of_two_curators_is_told(world):
    made = create(world, "first").pattern
    seen = Seen(made.version, made.revision)
    world.curation.edit(made.pattern_id, relabel("timeout"), by(world, "bob"), seen)

    def edit():
        return world.curation.edit(made.pattern_id, say("mine"), by(world, "eve"), seen)

    assert refused(edit) == "stale_version"
    assert world.curation.edit(made.pattern_id, say("mine"), by(world, "eve"), Seen(made.version))
    assert refused(lambda: world.curation.retire(made.pattern_id, by(world), Seen(1))) == (
        "stale_version"
    )


def test_many_curators_at_once_lose_no_pattern(world):
    def make(number):
        return create(world, f"pattern {number}").pattern

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(make, range(8)))

    active = world.active.newest()
    assert active.number == 8
    assert {each.pattern_id for each in active.patterns} == {each.pattern_id for each in made}
    assert all(isinstance(each, Pattern) for each in made)


def test_a_retired_pattern_is_not_edited(world):
    made = create(world, "first").pattern
    world.curation.retire(made.pattern_id, by(world))

    def edit():
        return world.curation.edit(made.pattern_id, say("second"), by(world))

    assert refused(edit) == "pattern_retired"
    assert (
        refused(lambda: world.planning.start(made.pattern_id, actor="ann", now_ms=NOON))
        == "pattern_retired"
    )


def test_what_is_no_pattern_is_not_found(world):
    for act in (world.curation.retire, world.curation.restore):
        with pytest.raises(PatternNotFound):
            act("00000000", by(world))


def test_a_change_of_words_alone_scans_nothing(world):
    made = create(world, "first").pattern
    number = world.active.newest().number

    labelled = world.curation.edit(made.pattern_id, relabel("timeout"), by(world))
    assert (labelled.scan, labelled.pattern.version) == (None, 1)
    assert world.active.newest().number == number

    same = world.curation.edit(made.pattern_id, lambda proposal: proposal, by(world))
    assert same.pattern == labelled.pattern

    ranked = world.curation.edit(
        made.pattern_id, lambda proposal: replace(proposal, specificity=7), by(world)
    )
    assert ranked.scan is None
    assert [each.specificity for each in world.active.newest().patterns] == [7]


def test_an_expired_pattern_has_no_labels_that_count(world):
    made = create(world, "first", labels=("timeout",), expires_ms=NOON + 10).pattern
    assert made.labels_at(NOON) == ("timeout",)
    assert made.labels_at(NOON + 10) == ()


def test_labels_are_declared_before_they_are_given(world):
    assert list_labels(world.patterns) == ("flaky", "known-problem", "infrastructure", "timeout")
    declare_label(world.store, world.patterns, "disk-full", actor="ann", now_ms=NOON)
    declare_label(world.store, world.patterns, "disk-full", actor="bob", now_ms=NOON)

    assert list_labels(world.patterns)[4:] == ("disk-full",)
    assert create(world, "No space left", labels=("disk-full",)).pattern.labels == ("disk-full",)
    for label in ("", "  ", "x" * 61, "two\nlines"):
        assert (
            refused(
                lambda label=label: declare_label(
                    world.store, world.patterns, label, actor="ann", now_ms=NOON
                )
            )
            == "invalid_label"
        )


def test_old_versions_are_kept_up_to_a_bound(world):
    made = create(world, "version 1").pattern
    for number in range(2, MAX_VERSIONS + 4):
        world.curation.edit(made.pattern_id, say(f"version {number}"), by(world))

    [row] = all_patterns(world)
    assert row.pattern.version == MAX_VERSIONS + 3
    assert len(row.pattern.versions) == MAX_VERSIONS
    assert proposal_of(row.pattern).expression.text == f"version {MAX_VERSIONS + 3}"


def test_what_hits_passing_logs_is_called_flaky_only_with_a_reason(world):
    drop_logs(world, ["retrying\nerror: reset\n"] * 2)
    drop_logs(world, ["retrying\nfine\n"] * 5, first=10, result="SUCCESS")

    def make(**options):
        return world.curation.create(literal("retrying", labels=("flaky",)), by(world, **options))

    assert refused(make) == "hits_passing_logs"
    made = make(reason="retries are how it shows").pattern
    assert "retries are how it shows" in made.changes[-1].what
    assert create(world, "error: reset", labels=("flaky",)).pattern.labels == ("flaky",)


def test_what_finds_only_generic_lines_is_called_flaky_only_with_a_reason(world):
    drop_logs(world, ["error: reset\nProcess completed with exit code 1.\n"] * 2)
    made = create(world, "Process completed with").pattern

    def edit(**options):
        return world.curation.edit(made.pattern_id, relabel("flaky"), by(world, **options))

    assert refused(edit) == "only_generic_lines"
    assert edit(reason="the runner dies").pattern.labels == ("flaky",)


def test_an_import_makes_all_patterns_or_none(world):
    create(world, "known already")
    good = [literal("one"), literal("two"), literal("known already")]
    with pytest.raises(InvalidPattern):
        world.curation.create_all([*good, literal("x", labels=("undeclared",))], by(world))
    assert len(all_patterns(world)) == 1

    made, _ = world.curation.create_all(good, by(world))
    assert [pattern.expression.text for pattern in made] == ["one", "two"]
    again, scan = world.curation.create_all(good, by(world))
    assert (again, scan) == ([], None)


def test_a_lost_snapshot_is_made_again_from_the_patterns(world):
    made = create(world, "OutOfMemory")
    name = world.patterns.get_active_set().value.snapshot

    class Lossy:
        def __getattr__(self, attribute):
            return getattr(world.derived, attribute)

        def get(self, wanted):
            return None if wanted == name else world.derived.get(wanted)

    active = replace(world.active, derived=Lossy())
    assert [each.pattern_id for each in active.newest().patterns] == [made.pattern.pattern_id]


def test_patterns_are_listed_by_hits_and_by_label(world):
    drop_logs(world, ["error: reset\nerror: alpha\n", "error: reset\n"])
    often = create(world, "reset", labels=("infrastructure",)).pattern
    seldom = create(world, "alpha").pattern
    never = create(world, "omega").pattern
    work(world)

    def listed(**query):
        page = world.patterns.list_patterns(PatternQuery(**query), limit=10)
        return [row.pattern.pattern_id for row in page.items]

    assert listed() == [often.pattern_id, seldom.pattern_id, never.pattern_id]
    assert listed(label="infrastructure") == [often.pattern_id]
    world.curation.retire(often.pattern_id, by(world))
    work(world)
    assert listed(sort=PatternSort.HITS)[0] == seldom.pattern_id
    assert listed(retired=True) == [often.pattern_id]
    assert logs_hit(world, world.curation.restore(often.pattern_id, by(world))) == []


class TestScope:
    """A scope that no stored log is in is likelier mistyped than ahead of its time."""

    @pytest.mark.parametrize(
        "scope", [Scope(job="unti"), Scope(repo="acme/*"), Scope(branch="rel*"), Scope("a", "b")]
    )
    def test_that_no_log_is_in_is_refused_until_a_reason_is_given(self, world, scope):
        drop_logs(world, ["error: x\n"])
        proposal = literal("x", scope=scope)
        assert refused(lambda: world.curation.create(proposal, by(world))) == (
            "scope_matches_nothing"
        )
        assert world.curation.create(proposal, by(world, reason="it comes tomorrow"))

    def test_is_asked_of_an_edit_that_changes_it(self, world):
        drop_logs(world, ["error: x\n"])
        made = create(world, "x").pattern
        moved = literal("x", scope=Scope(job="unti"))

        def edit():
            world.curation.edit(made.pattern_id, lambda _: moved, by(world))

        assert refused(edit) == "scope_matches_nothing"

    def test_of_a_step_or_before_the_first_log_is_taken(self, world):
        assert create(world, "x", scope=Scope(job="to-come"))
        drop_logs(world, ["error: x\n"])
        assert create(world, "y", scope=Scope(step="any"))
