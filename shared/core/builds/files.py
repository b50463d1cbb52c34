"""What a build's JSON files say of it; any of them may be missing, cut or of another shape."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from shared.core.builds.lenient import NOTHING, Json, child, items, read_object, text, time_ms
from shared.core.layout import FINISHED, PODINFO, PROWJOB, STARTED

READ_FILES = (STARTED, FINISHED, PROWJOB, PODINFO)
MAX_FILE_BYTES = 4 << 20
"""Of a JSON file; one larger is taken for malformed. podinfo.json comes to some 100 KB."""

SUCCESS, FAILURE, ABORTED = "SUCCESS", "FAILURE", "ABORTED"
_RESULTS = {
    **dict.fromkeys(("success", "succeeded", "passed", "pass", "ok"), SUCCESS),
    **dict.fromkeys(("failure", "failed", "fail", "error", "unstable"), FAILURE),
    **dict.fromkeys(("timeout", "timed_out"), FAILURE),
    **dict.fromkeys(("aborted", "abort", "cancelled", "canceled"), ABORTED),
}


@dataclass(frozen=True, slots=True)
class SaidOfBuild:
    """What files, path or metadata say of a build; None is silence. Times: ms since 1970."""

    result: str | None = None
    started_ms: int | None = None
    finished_ms: int | None = None
    repo: str | None = None
    sha: str | None = None
    branch: str | None = None
    pull: str | None = None

    def over(self, other: "SaidOfBuild") -> "SaidOfBuild":
        """Return both; where both speak, this one is believed."""
        pairs = ((each.name, getattr(self, each.name)) for each in fields(self))
        return SaidOfBuild(
            **{name: getattr(other, name) if said is None else said for name, said in pairs}
        )


def read_result(said: str | None) -> str | None:
    """Return SUCCESS, FAILURE or ABORTED for a result in anybody's words, None for others."""
    return _RESULTS.get(said.strip().lower()) if said else None


def read_files(files: Mapping[str, bytes], *, now_ms: int) -> SaidOfBuild:
    """Return what the build's files say together, by name; finished.json is believed first."""
    found = {name: read_object(files.get(name)) for name in READ_FILES}
    job = found[PROWJOB]
    refs = _refs_of(job)
    said = _finished(found[FINISHED], now_ms).over(_started(found[STARTED], now_ms))
    return said.over(_prowjob(job, refs, now_ms)).over(_podinfo(found[PODINFO], now_ms))


def _finished(file: Json, now_ms: int) -> SaidOfBuild:
    result = read_result(text(file, "result"))
    passed = file.get("passed")
    if result is None and isinstance(passed, bool):
        result = SUCCESS if passed else FAILURE
    return SaidOfBuild(result, finished_ms=time_ms(file, "timestamp", now_ms=now_ms))


def _started(file: Json, now_ms: int) -> SaidOfBuild:
    repo, refs = next(
        ((name, said) for name, said in child(file, "repos").items() if isinstance(said, str)),
        (None, ""),
    )
    branch, base, pulls = _split_refs(refs)
    pull = text(file, "pull") or next(iter(pulls), None)
    commit = text(file, "repo-commit") or text(child(file, "metadata"), "repo-commit")
    return SaidOfBuild(
        started_ms=time_ms(file, "timestamp", now_ms=now_ms),
        repo=text({"repo": repo}, "repo"),
        sha=pulls.get(pull or "") or commit or base,
        branch=branch,
        pull=pull if pull and pull.isdecimal() else None,
    )


def _split_refs(refs: str) -> tuple[str | None, str | None, dict[str, str]]:
    """Return branch, its commit, and commits by pull request of "master:<sha>,123:<sha>"."""
    first, *others = (part.strip() for part in refs[:10_000].split(","))
    branch, _, base = first.partition(":")
    pulls = (part.split(":")[:2] for part in others if ":" in part)
    named = {pull: text({"sha": sha}, "sha") or "" for pull, sha in pulls if pull.isdecimal()}
    return text({"b": branch}, "b"), text({"b": base}, "b"), named


def _refs_of(job: Json) -> Json:
    refs = child(job, "spec", "refs")
    extra = (each for each in items(child(job, "spec"), "extra_refs") if isinstance(each, Mapping))
    return refs or next(extra, NOTHING)


def _prowjob(job: Json, refs: Json, now_ms: int) -> SaidOfBuild:
    status = child(job, "status")
    owner, name = text(refs, "org"), text(refs, "repo")
    pull: Any = next(_pulls(refs), NOTHING)
    return SaidOfBuild(
        read_result(text(status, "state")),
        time_ms(status, "startTime", now_ms=now_ms),
        time_ms(status, "completionTime", now_ms=now_ms),
        f"{owner}/{name}" if owner and name else None,
        text(pull, "sha") or text(refs, "base_sha"),
        text(refs, "base_ref"),
        text(pull, "number"),
    )


def _pulls(refs: Json) -> Iterator[Json]:
    return (each for each in items(refs, "pulls") if isinstance(each, Mapping))


def _podinfo(file: Json, now_ms: int) -> SaidOfBuild:
    status = child(file, "pod", "status")
    return SaidOfBuild(started_ms=time_ms(status, "startTime", now_ms=now_ms))
