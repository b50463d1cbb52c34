"""A log is forgotten: its commit is to be decided again as if it had never come."""

from dataclasses import replace

from shared.core.commits.hearing import reminder, sign_of_record
from shared.core.documents import CommitSign, CommitSigns, Record
from shared.core.verdicts.signs import Sign
from shared.ports import Changes, Commits, Store, Stored

# Of one commit; what is not among them is found once these are decided with.
MAX_UNDECIDED = 200


def forget_in_commit(store: Store, commits: Commits, record: Record, *, now_ms: int) -> None:
    """Take the log out of what was heard of its commit, and write a sign that it is decided again.

    The next decision makes its runs and verdicts anew, so that these do not name the log either.
    What the log alone said goes; what the build's files said stays, without the log. Where nothing
    of it is left nothing is written, so it may be repeated. Raises ChangeConflict.
    """
    own = sign_of_record(record, now_ms=now_ms)
    if own is None:
        return
    known = commits.get_signs(own.key)
    heard = _heard(commits, own, known, record.record_id)
    written: list[Stored[CommitSigns] | Stored[CommitSign]] = []
    if known is not None and _names(known.value, record.record_id):
        written.append(replace(known, value=_signs_without(known.value, own, record.record_id)))
    written += [_nameless(each) for name, each in heard.items() if name != own.sign_id]
    removed = [each for name, each in heard.items() if name == own.sign_id]
    if written or removed:
        again = reminder(own.repo, own.sha, f"forgot {record.record_id}", now_ms=now_ms)
        store.save(Changes([*written, Stored(again, None)], removed=removed))


def _heard(
    commits: Commits, own: CommitSign, known: Stored[CommitSigns] | None, record_id: str
) -> dict[str, Stored[CommitSign]]:
    """Return the signs that name the log, by id: its own, and those of its build's files."""
    names = {own.sign_id, *(_names(known.value, record_id) if known else ())}
    waiting = commits.list_undecided(own.key, limit=MAX_UNDECIDED)
    found = commits.get_heard(names) | {each.value.sign_id: each for each in waiting}
    return {
        name: each
        for name, each in found.items()
        if each.value.sign is not None and each.value.sign.record_id == record_id
    }


def _names(signs: CommitSigns, record_id: str) -> list[str]:
    return [name for name, sign in signs.signs.items() if sign.record_id == record_id]


def _signs_without(signs: CommitSigns, own: CommitSign, record_id: str) -> CommitSigns:
    left = {name: sign for name, sign in signs.signs.items() if name != own.sign_id}
    return replace(
        signs, signs={name: _sign_without(sign, record_id) for name, sign in left.items()}
    )


def _sign_without(sign: Sign, record_id: str) -> Sign:
    return replace(sign, record_id=None) if sign.record_id == record_id else sign


def _nameless(stored: Stored[CommitSign]) -> Stored[CommitSign]:
    sign = stored.value.sign
    bare = None if sign is None else replace(sign, record_id=None)
    return replace(stored, value=replace(stored.value, sign=bare))
