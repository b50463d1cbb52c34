"""Who may do what: roles, visitors, and the bearer tokens that people and programs sign in with."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

TOKEN_ID_DIGITS = 12
SECRET_DIGITS = 64  # hexadecimal: 256 bits

_TOKEN = re.compile(rf"flt_([0-9a-f]{{{TOKEN_ID_DIGITS}}})_([0-9a-f]{{{SECRET_DIGITS}}})")


class Role(StrEnum):
    """What someone may do; each role may do all that those before it may."""

    READER = "reader"
    REPORTER = "reporter"
    CURATOR = "curator"

    def includes(self, needed: "Role") -> bool:
        """Tell whether who has this role may do what needs that one."""
        roles = list(Role)
        return roles.index(self) >= roles.index(needed)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone who is known. `name` stands beside every write as its actor.

    `repos` are globs ("acme/*") of the repositories that a reporter may report on; empty: all.
    """

    name: str
    role: Role
    repos: tuple[str, ...] = ()

    def may(self, needed: Role) -> bool:
        """Tell whether the visitor may do what needs that role."""
        return self.role.includes(needed)

    def may_report_on(self, repo: str | None) -> bool:
        """Tell whether the visitor may send logs and file issues of the repository."""
        return not self.repos or (repo is not None and matches_repo(repo, self.repos))


LOCAL_VISITOR = Visitor("local", Role.CURATOR)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token as it is stored: without its secret, which is known by its hash alone.

    The secret has 256 random bits, so a plain hash of it cannot be guessed back.
    """

    token_id: str
    name: str
    role: Role
    secret_hash: str
    created_ms: int
    repos: tuple[str, ...] = ()
    expires_ms: int | None = None
    revoked_ms: int | None = None

    @property
    def visitor(self) -> Visitor:
        """Who signs in with this token."""
        return Visitor(self.name, self.role, self.repos)

    def state(self, now_ms: int) -> str:
        """Return "active", "expired" or "revoked"."""
        if self.revoked_ms is not None:
            return "revoked"
        if self.expires_ms is not None and self.expires_ms <= now_ms:
            return "expired"
        return "active"

    def is_opened_by(self, secret: str) -> bool:
        """Tell whether this is the token's secret, in a time that says nothing about it."""
        return hmac.compare_digest(self.secret_hash, hash_secret(secret))


def write_token(token_id: str, secret: str) -> str:
    """Return the text that a person or a program signs in with."""
    return f"flt_{token_id}_{secret}"


def read_token(text: str) -> tuple[str, str] | None:
    """Return id and secret of a token's text; None if it is no token of ours."""
    match = _TOKEN.fullmatch(text)
    return (match[1], match[2]) if match else None


def hash_secret(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def matches_repo(repo: str, globs: tuple[str, ...]) -> bool:
    """Tell whether one of the globs is the repository's; `*` stays within owner or name."""
    parts = repo.split("/")
    return any(
        len(parts) == len(glob_parts) and all(map(fnmatchcase, parts, glob_parts))
        for glob_parts in (glob.split("/") for glob in globs)
    )
