"""Annotating breakages: what is kept, refused and told, and which commits are decided again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from shared.core.breakages.order import order_of
from shared.core.documents import Breakage
from shared.core.main_branches import MainBranches
from shared.errors import BreakageNotFound, InvalidBreakage, NotPossible
from shared.services.breakages.annotating import MAX_CHANGES, Annotating
from shared.services.breakages.covering import Covering
from shared.services.breakages.listing import breakages_of
from shared.services.notices.noting import Noting
from tests.services.conftest import NOON

SHAS = [f"{letter}" * 40 for letter in "abcdef"]
A, B, C, D, E, F = SHAS


class FakeHistory:
    """A branch of six commits on which three jobs run."""

    def __init__(self):
        self.shas = SHAS

    def order(self, repo, branch):
        return order_of([], {sha: n for n, sha in enumerate(self.shas)})

    def jobs(self, repo, branch):
        return {"unit", "lint", "e2e-chrome"}


@pytest.fixture
def history():
    return FakeHistory()


@pytest.fixture
def ports(world):
    return world.adapter("Breakages"), world.adapter("Notices")


@pytest.fixture
def annotating(world, ports, history):
    noting = Noting(world.store, ports[1], lambda: NOON, MainBranches())
    return Annotating(world.store, ports[0], history, noting)


def a_draft(cause=B, resolved=None, jobs=None, **changes):
    draft = Breakage("", "acme/shop", "main", cause, "no compiler", resolved, jobs)
    return replace(draft, **changes)


def create(annotating, *args, **changes):
    return annotating.create(a_draft(*args, **changes), actor="ann", now_ms=NOON)


def told(ports):
    return [found.value.kind for found in ports[1].list_due(now_ms=NOON * 2, limit=99)]


def test_an_annotation_is_kept_with_who_wrote_it_and_names_what_it_covers(annotating, ports):
    made = create(annotating, B[:8], D[:8], ("unit", "e2e-*", "unit"))
    kept = ports[0].get(made.breakage.breakage_id).value

    assert kept == made.breakage
    assert (kept.cause_sha, kept.resolved_sha, kept.jobs) == (B, D, ("e2e-*", "unit"))
    assert [(each.by, each.what, each.at_ms) for each in kept.changes] == [
        ("ann", "annotated", NOON)
    ]
    assert made.touched == [B, C]
    assert Covering(annotating.breakages, annotating.history).at("acme/shop", "main", C) == (kept,)
    assert Covering(annotating.breakages, annotating.history).at("acme/shop", "main", D) == ()
    assert Covering(annotating.breakages, annotating.history).at("acme/shop", "dev", C) == ()
    assert sorted(told(ports)) == ["breakage.found", "breakage.resolved"]


def test_resolving_it_touches_only_what_it_covered_too_long(annotating, ports):
    made = create(annotating)
    assert made.touched == [B, C, D, E, F]
    wanted = replace(made.breakage, resolved_sha=E[:10])
    changed = annotating.change(
        made.breakage.breakage_id, lambda _: wanted, actor="bob", now_ms=NOON + 1
    )

    assert changed.touched == [E, F]
    assert changed.breakage.changes[-1].what == "changed resolved_sha"
    assert [each.by for each in changed.breakage.changes] == ["ann", "bob"]
    assert sorted(told(ports)) == ["breakage.found", "breakage.resolved"]

    again = annotating.change(
        made.breakage.breakage_id, lambda _: wanted, actor="bob", now_ms=NOON + 2
    )
    assert (again.touched, again.breakage) == ((), changed.breakage)


def test_deleting_it_touches_what_it_covered(annotating):
    made = create(annotating, B, D)
    assert annotating.delete(made.breakage.breakage_id, now_ms=NOON).touched == [B, C]
    for act in (
        lambda: annotating.delete(made.breakage.breakage_id, now_ms=NOON),
        lambda: annotating.change(
            made.breakage.breakage_id, lambda known: known, actor="ann", now_ms=NOON
        ),
    ):
        with pytest.raises(BreakageNotFound):
            act()
    assert create(annotating, B, D).breakage.breakage_id == made.breakage.breakage_id


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (a_draft(D, B), "resolved_before_cause"),
        (a_draft("1234567"), "unknown_sha"),
        (a_draft("main"), "invalid_sha"),
        (a_draft(B, "1234567"), "unknown_sha"),
        (a_draft(B, jobs=("ui-*",)), "no_such_job"),
        (a_draft(mode=""), "missing_mode"),
    ],
)
def test_bad_input_is_refused_and_leaves_nothing(annotating, ports, draft, code):
    with pytest.raises(InvalidBreakage) as refused:
        annotating.create(draft, actor="ann", now_ms=NOON)
    assert refused.value.code == code
    assert (breakages_of(annotating.breakages, "acme/shop", "main"), told(ports)) == ([], [])


def test_the_same_said_twice_is_a_conflict_however_it_is_written(annotating):
    made = create(annotating, B, jobs=("unit", "lint"))
    with pytest.raises(NotPossible, match=made.breakage.breakage_id):
        create(annotating, B[:7], D, ("lint", "unit"))
    create(annotating, B, D)  # of all jobs: another thing to say
    assert len(breakages_of(annotating.breakages, "acme/shop", "main")) == 2


def test_of_many_who_say_the_same_at_once_one_is_heard(annotating):
    at_once = Barrier(4)

    def say(_):
        at_once.wait()
        try:
            return create(annotating, B).breakage.breakage_id
        except NotPossible:
            return None

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(say, range(4)))
    assert len([each for each in said if each]) == 1
    assert len(breakages_of(annotating.breakages, "acme/shop", "main")) == 1


def test_one_who_says_the_same_between_check_and_write_is_heard_alone(annotating, monkeypatch):
    """Another's annotation comes right after it was checked that there is none."""
    check, first = Annotating._check, []

    def overtaken(*args, **kwargs):
        check(*args, **kwargs)
        if not first:
            first.append("")
            first[0] = create(annotating, B).breakage.breakage_id

    monkeypatch.setattr(Annotating, "_check", overtaken)
    with pytest.raises(NotPossible, match="says so already"):
        create(annotating, B)
    assert [
        each.breakage_id for each in breakages_of(annotating.breakages, "acme/shop", "main")
    ] == first


def test_notes_can_be_added_when_its_commits_are_forgotten(annotating, history):
    made = create(annotating, B, D)
    history.shas = [E, F]
    wanted = replace(made.breakage, notes="It was the mirror.")
    changed = annotating.change(
        made.breakage.breakage_id, lambda _: wanted, actor="ann", now_ms=NOON
    )
    assert (changed.breakage.notes, changed.touched) == ("It was the mirror.", [])


def test_an_annotation_whose_content_another_took_over_gets_an_id_of_its_own(annotating):
    first = create(annotating, B).breakage
    moved = replace(first, cause_sha=C)
    annotating.change(first.breakage_id, lambda _: moved, actor="ann", now_ms=NOON)
    second = create(annotating, B).breakage
    assert second.breakage_id != first.breakage_id


def test_a_change_of_what_changed_meanwhile_is_refused_and_both_see_why(annotating):
    made = create(annotating, B).breakage

    def mend(sha, seen):
        def edit(known):
            return replace(known, resolved_sha=sha)

        return annotating.change(made.breakage_id, edit, actor="ann", now_ms=NOON, seen=seen)

    assert mend(D, made.revision).breakage.revision == made.revision + 1
    with pytest.raises(NotPossible, match="meanwhile") as refused:
        mend(E, made.revision)
    assert refused.value.code == "stale_version"
    assert mend(E, None).breakage.resolved_sha == E


def test_who_annotated_it_is_never_forgotten(annotating):
    made = create(annotating, B).breakage
    for number in range(MAX_CHANGES + 5):
        annotating.change(
            made.breakage_id,
            lambda known, number=number: replace(known, notes=str(number)),
            actor="bob",
            now_ms=NOON + number,
        )
    kept = breakages_of(annotating.breakages, "acme/shop", "main")[0]
    assert len(kept.changes) == MAX_CHANGES
    assert (kept.changes[0].by, kept.changes[0].what) == ("ann", "annotated")
    assert kept.changes[-1].at_ms == NOON + MAX_CHANGES + 4
    assert kept.revision == MAX_CHANGES + 6
