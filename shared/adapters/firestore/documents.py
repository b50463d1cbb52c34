"""Documents as Firestore keeps them: the codec's document in `doc`, beside it what queries need.

`doc` is exempt from indexing as a whole, so a new field costs no index entries and fits on no
list of exemptions. Fields beside it are left out, not null, where they do not apply: null would be
indexed. The times in them are numbers, but `expireAt`: time-to-live takes a timestamp.
"""

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import singledispatch
from typing import Any, TypeVar

from google.cloud import firestore

from shared.adapters.codec import from_document, to_document
from shared.adapters.collections import Lease
from shared.core.documents import (
    Branch,
    BranchNews,
    Breakage,
    Build,
    Commit,
    CommitSign,
    CommitSigns,
    Fingerprint,
    JobSummary,
    Notice,
    PatternTally,
    PendingFetch,
    Record,
    Report,
    Scan,
    ScanRange,
)
from shared.core.ids import build_address, job_key
from shared.ports import Stored

T = TypeVar("T")

# Firestore keeps a document's version when a write changes nothing. This makes each write a
# change, so that of two who replace the same version one learns of the other.
# No field of a value is called this.
_REVISION = "_revision"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Firestore takes no empty key in a map, and none like __this__; job names are keys.
_ESCAPE = "~"
_REFUSED_KEY = re.compile(r"|__.*|~.*", re.DOTALL)


@singledispatch
def fields_of(value: object) -> dict[str, Any]:
    """Return all fields of the value's document; None stands for one that is not there.

    Most documents are only ever read by their names.
    """
    return {"doc": _doc(value)}


@fields_of.register
def _(record: Record) -> dict[str, Any]:
    """Return the record's fields.

    `adds` and `drops` name the fingerprints whose counts the next fold raises and lowers.
    """
    contribution, counted = record.contribution, record.counted
    return {
        "doc": _doc(record),
        "seen_ms": record.seen_ms,
        "expires_ms": record.expires_ms,
        "expireAt": _timestamp(record.expires_ms),
        "fingerprint": record.fingerprint,
        "has_problem": True if record.problem is not None else None,
        "unfolded": True if record.unfolded else None,
        "adds": contribution.fingerprint if record.unfolded and contribution else None,
        "drops": counted.fingerprint if record.unfolded and counted else None,
        "hit_keys": list(contribution.sided_hits) or None if contribution else None,
        "pattern_set": record.pattern_set,
        "scanned_ms": record.scanned_ms,
        "content_hash": record.content_hash,
    }


@fields_of.register
def _(report: Report) -> dict[str, Any]:
    """Return the report's fields; one never folded was seen when created.

    One that was merged into another has no place in lists; only one whose issue is filed has
    `filed_ms`.
    """
    listed: dict[str, Any] = {
        "facets": list(report.facets),
        "last_ms": report.last_ms,
        "first_ms": report.first_ms,
        "occurrences": report.tally.occurrences,
        "filed_ms": report.ticket.filed_ms if report.ticket else None,
    }
    return {"doc": _doc(report)} | (dict.fromkeys(listed) if report.merged_into else listed)


@fields_of.register
def _(fingerprint: Fingerprint) -> dict[str, Any]:
    bands = list(fingerprint.bands) or None
    return {"doc": _doc(fingerprint), "bands": bands, "coarse": fingerprint.coarse}


@fields_of.register
def _(commit: Commit) -> dict[str, Any]:
    return {
        "doc": _doc(commit),
        "due_ms": commit.due_ms,
        "post_problem_ms": commit.post_problem_ms,
        "answered_ms": commit.answered_ms,
        "pull_key": commit.pull_key,
        "base_key": commit.base_key,
        "heard_ms": commit.heard_ms if commit.pull_key else None,
        "expireAt": _timestamp(commit.expires_ms),
    }


@fields_of.register
def _(signs: CommitSigns) -> dict[str, Any]:
    return {"doc": _doc(signs), "expireAt": _timestamp(signs.expires_ms)}


@fields_of.register
def _(sign: CommitSign) -> dict[str, Any]:
    """Return the sign's fields; one that was decided with has no place among those that wait."""
    return {
        "doc": _doc(sign),
        "waits_for": sign.key if sign.undecided else None,
        "waits_ms": sign.heard_ms if sign.undecided else None,
        "expireAt": _timestamp(sign.expires_ms),
    }


@fields_of.register
def _(tally: PatternTally) -> dict[str, Any]:
    return {
        "doc": _doc(tally),
        "hits": tally.hits,
        "last_ms": tally.last_seen_ms,
        "created_ms": tally.created_ms,
    }


@fields_of.register
def _(build: Build) -> dict[str, Any]:
    facts = build.facts
    return {
        "doc": _doc(build),
        "address": build_address(facts.job, facts.build_id),
        "job_key": job_key(facts.job),
        "order_ms": facts.order_ms,
        "expires_ms": build.expires_ms,
        "expireAt": _timestamp(build.expires_ms),
        "result": facts.result,
        "unfolded": True if build.unfolded else None,
        "waits_ms": build.waits_ms,
    }


@fields_of.register
def _(scan: Scan) -> dict[str, Any]:
    return {"doc": _doc(scan), "created_ms": scan.created_ms}


@fields_of.register
def _(part: ScanRange) -> dict[str, Any]:
    """Return the range's fields; one that is done has no place among the open ones."""
    lease_until_ms = None if part.done else part.lease_until_ms
    return {"doc": _doc(part), "scan_id": part.scan_id, "lease_until_ms": lease_until_ms}


@fields_of.register
def _(summary: JobSummary) -> dict[str, Any]:
    return {"doc": _doc(summary), "last_ms": summary.last_ms}


@fields_of.register
def _(breakage: Breakage) -> dict[str, Any]:
    return {
        "doc": _doc(breakage),
        "branch_key": breakage.branch_key,
        "created_ms": breakage.created_ms,
    }


@fields_of.register
def _(branch: Branch) -> dict[str, Any]:
    return {"doc": _doc(branch), "updated_ms": branch.updated_ms}


@fields_of.register
def _(news: BranchNews) -> dict[str, Any]:
    return {"doc": _doc(news), "at_ms": news.at_ms}


@fields_of.register
def _(notice: Notice) -> dict[str, Any]:
    return {
        "doc": _doc(notice),
        "due_ms": notice.due_ms,
        "expireAt": _timestamp(notice.expires_ms),
    }


@fields_of.register
def _(fetch: PendingFetch) -> dict[str, Any]:
    return {"doc": _doc(fetch), "provider": fetch.provider, "due_ms": fetch.due_ms}


@fields_of.register
def _(lease: Lease) -> dict[str, Any]:
    """Return the lease's fields; once it ran out it may be removed."""
    return {"doc": _doc(lease), "expireAt": _timestamp(lease.until_ms)}


def for_create(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that are there."""
    return {name: value for name, value in fields.items() if value is not None}


def for_update(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields, those that are not there as an order to remove them."""
    return {
        name: firestore.DELETE_FIELD if value is None else value for name, value in fields.items()
    }


def read_stored(cls: type[T], snapshot: firestore.DocumentSnapshot[Any]) -> Stored[T]:
    """Return the value in a document that exists, with its version."""
    return Stored(from_document(cls, _unescaped(snapshot.get("doc"))), snapshot.update_time)


def plain_document(snapshot: firestore.DocumentSnapshot[Any]) -> dict[str, Any]:
    """Return the codec's document in one that exists."""
    document: dict[str, Any] = _unescaped(snapshot.get("doc"))
    document.pop(_REVISION, None)
    return document


def _timestamp(time_ms: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=time_ms)


def _doc(value: Any) -> dict[str, Any]:
    return {**_escaped(to_document(value)), _REVISION: secrets.token_hex(4)}


def _escaped(value: Any) -> Any:
    """Return the plain value with those keys changed that Firestore refuses."""
    if not isinstance(value, dict):
        return value
    return {
        _ESCAPE + key if _REFUSED_KEY.fullmatch(key) else key: _escaped(each)
        for key, each in value.items()
    }


def _unescaped(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key.removeprefix(_ESCAPE): _unescaped(each) for key, each in value.items()}
