"""Ids without a shared counter: hashes, probed on collision.

`attempt` counts from 0; the caller raises it each time the id it was given is taken by another.
"""

import hashlib
from collections.abc import Iterable

LOG_ID_DIGITS = 9
ISSUE_ID_DIGITS = 6
PATTERN_ID_DIGITS = 8
# After so many collisions at one length the space is filling: take one digit more.
_ATTEMPTS_PER_LENGTH = 4
_LIFE_MARK = "~"


def record_id(bucket: str, name: str) -> str:
    """Return the id of the record of an object: 20 hex digits of a hash of bucket and name."""
    return _digest(f"record\n{bucket}\n{name}")[:20]


def copy_key(record_id: str) -> str:
    """Return the folder of the copies made for a record: 20 hex digits.

    Records of equal logs share a copy and name it: it must not name the record it was made for.
    """
    return _digest(f"copy\n{record_id}")[:20]


def job_key(job: str) -> str:
    """Return the id of the documents of a job, whose name may hold anything: 20 hex digits."""
    return _digest(f"job\n{job}")[:20]


def build_key(bucket: str, folder: str) -> str:
    """Return the id of the build whose files lie in this folder: 20 hex digits."""
    return _digest(f"build\n{bucket}\n{folder}")[:20]


def build_address(job: str, build_id: str) -> str:
    """Return what builds are looked up by whose job and number are known: 20 hex digits."""
    return _digest(f"address\n{job}\n{build_id}")[:20]


def set_key(names: Iterable[str]) -> str:
    """Return the id of a set of names: 16 hex digits."""
    return _digest("\n".join(["set", *names]))[:16]


def commit_key(repo: str, sha: str) -> str:
    """Return the id of the documents of a commit: 20 hex digits. Hosts ignore case in names."""
    return _digest(f"commit\n{repo.lower()}\n{sha.lower()}")[:20]


def pull_key(repo: str, pull: str) -> str:
    """Return what finds the commits of a pull request: 20 hex digits."""
    return _digest(f"pull\n{repo.lower()}\n{pull}")[:20]


def sign_id(repo: str, sha: str, source: str) -> str:
    """Return the id of what one source says of a commit, once: 20 hex digits."""
    return _digest(f"sign\n{commit_key(repo, sha)}\n{source}")[:20]


def log_id(fingerprint: str, attempt: int) -> str:
    """Return the id of the report that starts with this fingerprint: 9 digits."""
    return _digits(f"report\n{fingerprint}\n{attempt}", LOG_ID_DIGITS)


def issue_id(fingerprint: str, attempt: int) -> str:
    """Return the id of that report's issue: 6 digits, more when the space fills."""
    length = ISSUE_ID_DIGITS + attempt // _ATTEMPTS_PER_LENGTH
    return _digits(f"issue\n{fingerprint}\n{attempt}", length)


def pattern_id(text: str, attempt: int) -> str:
    """Return the id of a pattern that was created with this expression: 8 digits."""
    return _digits(f"pattern\n{text}\n{attempt}", PATTERN_ID_DIGITS)


def breakage_id(
    repo: str, branch: str, cause_sha: str, jobs: Iterable[str] | None, attempt: int
) -> str:
    """Return the id of what is said to break these jobs there, None: all; 10 hex digits."""
    named = "all" if jobs is None else "\n".join(["some", *jobs])
    return _digest(f"breakage\n{repo}\n{branch}\n{cause_sha}\n{attempt}\n{named}")[:10]


def branch_key(repo: str, branch: str) -> str:
    """Return what finds all that belongs to a branch: 20 hex digits."""
    return _digest(f"branch\n{repo.lower()}\n{branch}")[:20]


def branch_week_key(repo: str, branch: str, monday: str) -> str:
    """Return the id of what was heard of a branch in a week: its key and the Monday."""
    return f"{branch_key(repo, branch)}-{monday}"


def base_key(repo: str, branch: str, sha: str) -> str:
    """Return what finds commits of pull requests by their base, this commit of the branch."""
    return _digest(f"base\n{repo.lower()}\n{sha.lower()}\n{branch}")[:20]


def fetch_key(provider: str, repo: str, build: str) -> str:
    """Return the id of what is to be fetched of a provider's build: 20 hex digits."""
    return _digest(f"fetch\n{provider}\n{repo.lower()}\n{build}")[:20]


def push_news_id(repo: str, delivery: str) -> str:
    """Return the id of what a delivery tells of a branch: 20 hex digits."""
    return _digest(f"push\n{repo.lower()}\n{delivery}")[:20]


def next_life(fingerprint: str) -> str:
    """Return the key under which a failure starts anew when its report is deleted.

    "v1:abc" -> "v1:abc~1" -> "v1:abc~2"
    """
    first, _, number = fingerprint.partition(_LIFE_MARK)
    return f"{first}{_LIFE_MARK}{int(number or 0) + 1}"


def first_life(fingerprint: str) -> str:
    """Return the plain fingerprint: the key of the first life of the failure."""
    return fingerprint.partition(_LIFE_MARK)[0]


def _digits(text: str, length: int) -> str:
    return f"{int(_digest(text), 16) % 10**length:0{length}d}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
