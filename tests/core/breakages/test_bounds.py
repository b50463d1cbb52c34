"""What a branch may hold: documents that Firestore takes, whatever is heard."""

from shared.adapters.codec import to_document
from shared.core.breakages.bounds import MAX_COMMITS, MAX_JOBS
from shared.core.breakages.counts import WEEK_MS
from shared.core.breakages.following import Known, follow
from shared.core.breakages.order import Push
from shared.core.breakages.weeks import Heard
from shared.core.documents import Branch
from tests.core.breakages.branch import MONDAY_MS

MAX_DOCUMENT_BYTES = 1 << 20
NAMES = [f"linux-x86-64-integration-tests-of-part-{number:03}-of-200" for number in range(200)]


def size_of(value):
    """Return bytes as Firestore counts them: https://firebase.google.com/docs/firestore/storage-size."""
    match value:
        case dict():
            return sum(len(key) + 1 + size_of(each) for key, each in value.items())
        case list():
            return sum(map(size_of, value))
        case str():
            return len(value) + 1
        case _:
            return 8


def follow_all(pushes, heard):
    known = Known(Branch("key", "acme/shop", "main"), {}, ())
    now_ms = MONDAY_MS + WEEK_MS
    return follow(known, pushes, heard, annotated=False, now_ms=now_ms, at_most=99)


def test_a_week_in_which_more_happens_than_fits_is_cut_and_says_so():
    shas = [f"{number:040x}" for number in range(MAX_COMMITS + 300)]
    pushes = [
        Push(sha, MONDAY_MS + n, shas[n - 1] if n else None, (sha,)) for n, sha in enumerate(shas)
    ]
    cells = [dict.fromkeys(NAMES[: 150 - n % 2], "pn"[n // 2 % 2]) for n in range(4)]
    heard = {sha: Heard(MONDAY_MS, cells[n % 4]) for n, sha in enumerate(shas)}
    followed = follow_all(pushes, heard)
    (week,) = followed.changed.values()
    assert (len(week.commits), len(week.jobs), week.cut) == (MAX_COMMITS, MAX_JOBS, True)
    assert week.commits[-1].sha == shas[-1]
    assert size_of(to_document(week)) < MAX_DOCUMENT_BYTES
    assert size_of(to_document(followed.branch)) < MAX_DOCUMENT_BYTES / 4
    assert followed.branch.cut


def test_of_too_many_commits_those_go_first_on_which_nothing_ran():
    shas = [f"{number:040x}" for number in range(MAX_COMMITS + 10)]
    heard = {sha: Heard(MONDAY_MS, {"unit": "p"}) for sha in shas[:5]}
    (week,) = follow_all([Push(shas[-1], MONDAY_MS, None, tuple(shas))], heard).changed.values()
    kept = [commit.sha for commit in week.commits]
    assert kept == [*shas[:5], *shas[15:]]
    assert week.pushes[0].shas == tuple(kept)
