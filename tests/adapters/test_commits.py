"""What both stores promise of commits and of what is heard of them."""

from dataclasses import replace

from shared.adapters.codec import from_document, to_document
from shared.core import ids
from shared.core.commits.hearing import new_sign, reminder
from shared.core.documents import Commit, CommitSigns, HostFacts, Posted, Run, Touch
from shared.core.verdicts.model import Decision, Pin, Result, State, Verdict, VerdictKind
from shared.core.verdicts.signs import Sign
from shared.ports import Changes, Stored
from tests.adapters.examples import NOW_MS, a_record

REPO, SHA = "acme/app", "a" * 40
KEY = ids.commit_key(REPO, SHA)


def a_commit(number=1, **changes):
    sha = f"{number:040x}"
    commit = Commit(ids.commit_key(REPO, sha), REPO, sha, NOW_MS + number, NOW_MS + 10**9)
    return replace(commit, **changes)


def create(store, *documents):
    store.save(Changes([Stored(each, None) for each in documents]))


def test_a_commit_is_given_back_as_it_was(store, commits):
    verdict = Verdict("unit", "7", VerdictKind.FLAKY, ("seen", "there"), seen_in=("r1",))
    commit = a_commit(
        pull="7",
        author="ann",
        runs=(Run("unit", "7", NOW_MS, Result.FAILURE, records=("r1",)),),
        decision=Decision(State.SUCCESS, "1 of 1 failure flaky", (verdict,), ("lint",)),
        posted=Posted(State.PENDING, "1 running", NOW_MS),
        pins={"unit": Pin("7", VerdictKind.KNOWN_PROBLEM, "power cut", "dave")},
    )
    create(store, commit)
    assert commits.get_commits([commit.key, "none"])[commit.key].value == commit
    assert commits.get_commits([]) == {}


def test_signs_wait_for_their_commit_until_they_are_decided_with(store, commits):
    signs = [new_sign(REPO, SHA, f"delivery {n}", now_ms=NOW_MS + n) for n in range(3)]
    other = new_sign(REPO, "b" * 40, "delivery 9", now_ms=NOW_MS + 9)
    create(store, *signs, other)

    found = commits.list_undecided(KEY, limit=10)
    assert {each.value.sign_id for each in found} == {each.sign_id for each in signs}
    assert len(commits.list_undecided(KEY, limit=2)) == 2
    names = [signs[0].sign_id, other.sign_id, "none"]
    assert [commits.get_heard(names)[name].value for name in names[:2]] == [signs[0], other]
    assert set(commits.get_heard(names)) == set(names[:2])

    store.save(
        Changes([replace(each, value=replace(each.value, undecided=False)) for each in found])
    )
    assert commits.list_undecided(KEY, limit=10) == []
    assert [each.sha for each in commits.list_waiting(before_ms=NOW_MS + 10, limit=9)] == ["b" * 40]


def test_waiting_signs_come_oldest_first_and_only_those_heard_before(store, commits):
    create(store, *(reminder(REPO, f"{n:040x}", "why", now_ms=NOW_MS + n) for n in (3, 1, 2)))
    found = commits.list_waiting(before_ms=NOW_MS + 3, limit=10)
    assert [each.heard_ms - NOW_MS for each in found] == [1, 2]
    assert len(commits.list_waiting(before_ms=NOW_MS + 9, limit=1)) == 1


def test_what_was_decided_with_is_one_document(store, commits):
    sign = Sign("unit", NOW_MS, NOW_MS, "7", Result.FAILURE, also=("70", "71"))
    facts = HostFacts(NOW_MS, "7", "topic", "main", "ann")
    signs = CommitSigns(KEY, NOW_MS + 9, {"a": sign}, {"b": facts}, cut=True)
    create(store, signs)
    assert commits.get_signs(KEY).value == signs
    assert commits.get_signs("none") is None


def test_commits_are_due_by_the_earlier_of_their_two_times(store, commits):
    create(
        store,
        a_commit(1, decide_again_ms=NOW_MS + 5, post_due_ms=NOW_MS + 1),
        a_commit(2, decide_again_ms=NOW_MS),
        a_commit(3, post_due_ms=NOW_MS + 2),
        a_commit(4),
    )
    due = commits.list_due(now_ms=NOW_MS + 1, limit=10)
    assert [each.sha[-1] for each in due] == ["2", "1"]
    assert len(commits.list_due(now_ms=NOW_MS + 9, limit=2)) == 2


def test_commits_whose_status_was_not_taken_come_the_last_first(store, commits):
    ago = {1: 9, 2: 3, 3: 6, 4: 100}
    failed = [
        a_commit(number, post_problem="down", post_problem_ms=NOW_MS - minutes)
        for number, minutes in ago.items()
    ]
    create(store, *failed, a_commit(5))
    found = commits.list_unposted(since_ms=NOW_MS - 100, limit=9)
    assert [each.sha[-1] for each in found] == ["2", "3", "1"]
    assert len(commits.list_unposted(since_ms=NOW_MS - 100, limit=2)) == 2

    [stored] = commits.get_commits([failed[1].key]).values()
    taken = replace(stored.value, post_problem=None, post_problem_ms=None)
    store.save(Changes([replace(stored, value=taken)]))
    found = commits.list_unposted(since_ms=NOW_MS - 100, limit=9)
    assert [each.sha[-1] for each in found] == ["3", "1"]


def test_commits_whose_logs_were_answered_come_the_last_answered_first(store, commits):
    create(
        store,
        a_commit(1, posted=Posted(State.SUCCESS, "", NOW_MS, 3, NOW_MS - 5, 800)),
        a_commit(2, posted=Posted(State.SUCCESS, "", NOW_MS + 9)),
        a_commit(3, posted=Posted(State.FAILURE, "", NOW_MS, 1, NOW_MS, 90)),
        a_commit(4),
    )
    found = commits.list_answered(limit=9)
    assert [(each.sha[-1], each.posted.lag_ms) for each in found] == [("3", 90), ("1", 800)]
    assert [each.sha[-1] for each in commits.list_answered(limit=1)] == ["3"]


def test_commits_of_a_pull_request_come_newest_first(store, commits):
    create(store, *(a_commit(n, pull="7") for n in (1, 3, 2)), a_commit(4, pull="8"), a_commit(5))
    found = commits.list_of_pull(ids.pull_key("Acme/App", "7"), limit=2)
    assert [each.sha[-1] for each in found] == ["3", "2"]


def test_failed_commits_are_found_by_their_base_page_by_page(store, commits):
    failed = Decision(
        State.FAILURE, "1 of 1 failure new", (Verdict("unit", "7", VerdictKind.NEW, ()),)
    )
    based = {"pull": "7", "base_branch": "main", "base_sha": SHA, "decision": failed}
    found = [a_commit(number, **based) for number in range(5)]
    others = [
        a_commit(6, **based | {"base_sha": "b" * 40}),
        a_commit(7, **based | {"base_branch": "dev"}),
        a_commit(8, **based | {"decision": replace(failed, verdicts=())}),
        a_commit(9, **based | {"pull": None}),
    ]
    create(store, *found, *others)
    keys = [ids.base_key("Acme/App", "main", SHA), ids.base_key(REPO, "main", "c" * 40)]
    first = commits.list_based_on(keys, limit=3)
    rest = commits.list_based_on(keys, limit=3, after=first[-1].key)
    assert [*first, *rest] == sorted(found, key=lambda each: each.key)
    assert commits.list_based_on(keys[1:], limit=3) == []


def test_what_was_written_before_bases_were_known_has_none(store, commits):
    document = {**to_document(a_commit()), "decided_ms": 5}
    del document["base_sha"]
    assert from_document(Commit, document) == a_commit(decided_ms=5)
    touch = Touch("t", NOW_MS, repo=REPO, branch="main", shas=(SHA,), done=1, after="x", again=True)
    facts = HostFacts(NOW_MS, "7", "topic", "main", "ann", SHA)
    create(store, touch, a_commit(base_sha=SHA), CommitSigns(KEY, NOW_MS, facts={"a": facts}))
    assert [each.value for each in commits.list_touches(limit=9)] == [touch]
    assert commits.get_commits([a_commit().key])[a_commit().key].value.base_sha == SHA
    assert commits.get_signs(KEY).value.facts == {"a": facts}


def test_copies_of_a_log_are_found_oldest_first(store, commits):
    for number, content in ((3, "x"), (1, "x"), (2, "y"), (4, None)):
        store.save_record(a_record(number, content_hash=content))
    found = commits.find_copies("x", limit=9)
    assert [each.seen_ms - NOW_MS for each in found] == [1, 3]
    assert commits.find_copies("z", limit=9) == []


def test_a_record_brings_its_sign_with_it_again_and_again(store, commits):
    sign = new_sign(REPO, SHA, "log 1", now_ms=NOW_MS)
    store.save_record(a_record(), sign=sign)
    [found] = commits.list_undecided(KEY, limit=9)
    store.save(Changes([replace(found, value=replace(sign, undecided=False))]))

    known = store.get_record(a_record().record_id)
    store.save_record(a_record(line_count=3), replaces=known, sign=sign)
    assert [each.value for each in commits.list_undecided(KEY, limit=9)] == [sign]
