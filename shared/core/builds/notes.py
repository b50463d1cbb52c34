"""How a build changes when something of it is heard of or looked at: the same in any order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from shared.core import ids
from shared.core.builds.files import SaidOfBuild, read_result
from shared.core.documents import Build, BuildContext, BuildFacts, Record
from shared.core.layout import BUILD_FILE_NAMES, BUILD_LOG_NAME, FINISHED, Place
from shared.core.metadata import clean_field

MAX_ENTRIES = 200
MAX_ENTRY_CHARS = 120
KNOWN_FILES = (BUILD_LOG_NAME, *sorted(BUILD_FILE_NAMES))
_CONTEXT = ("repo", "sha", "branch", "pull", "result")


@dataclass(frozen=True, slots=True)
class Listed:
    """The two levels of a build's folder: generations of its files, names of its folders."""

    files: Mapping[str, int]
    folders: tuple[str, ...] = ()
    artifacts: tuple[str, ...] = ()
    cut: bool = False


def new_build(bucket: str, place: Place, *, seen_ms: int, expires_ms: int) -> Build | None:
    """Return the build that an object in a Prow layout belongs to, before anything is known."""
    if place.folder is None:
        return None
    job, build_id = clean_field(place.job), clean_field(place.build)
    if job is None or build_id is None:
        return None
    facts = BuildFacts(job, build_id, seen_ms, repo=place.repo, pull=place.pull)
    key = ids.build_key(bucket, place.folder)
    return Build(key, bucket, place.folder, facts, expires_ms)


def plain_build(record: Record) -> Build | None:
    """Return the build that a log outside the Prow layout is all of; None if no job is named."""
    context = record.context
    if context.job is None:
        return None
    facts = BuildFacts(
        context.job,
        context.build or record.record_id,
        record.seen_ms,
        result=read_result(context.result),
        repo=context.repo,
        sha=context.sha,
        branch=context.branch,
        pull=context.pull,
        entries=(BUILD_LOG_NAME,),
        is_plain=True,
    )
    key = ids.build_key(record.bucket, record.name)
    build = Build(key, record.bucket, record.name, facts, record.expires_ms, settled=True)
    return with_log(build, record)


def heard_of(build: Build, name: str, generation: int, *, seen_ms: int) -> Build:
    """Return the build with a file of its first level; the same one if that was known."""
    if build.files.get(name, 0) >= generation:
        return build
    entries = _entries([*build.facts.entries, name])
    seen = min(build.facts.seen_ms, seen_ms)
    return replace(
        build,
        files={**build.files, name: generation},
        facts=replace(build.facts, entries=entries, seen_ms=seen),
    )


def looked_at(build: Build, listed: Listed, *, first_ms: int | None) -> Build:
    """Return the build with what its folder holds.

    What was brought from elsewhere need not have come along: of such a build all stays known.
    """
    brought = build.origin is not None
    above = [*listed.files, *listed.folders, *(build.facts.entries if brought else ())]
    below = [*listed.artifacts, *(build.facts.artifact_entries if brought else ())]
    if not above:  # all of it was deleted: what was counted stays counted
        return replace(build, settled=True)
    seen = build.facts.seen_ms if first_ms is None else min(first_ms, build.facts.seen_ms)
    facts = replace(
        build.facts, entries=_entries(above), artifact_entries=_entries(below), seen_ms=seen
    )
    cut = listed.cut or max(len(above), len(below)) > MAX_ENTRIES
    files = {name: listed.files[name] for name in KNOWN_FILES if name in listed.files}
    return replace(build, files=files, facts=facts, settled=True, cut=cut)


def told(build: Build, said: SaidOfBuild) -> Build:
    """Return the build with what its files say; where they are silent, what was known stays."""
    known = {each.name: getattr(said, each.name) for each in fields(said)}
    return replace(
        build,
        facts=replace(build.facts, **{k: v for k, v in known.items() if v is not None}),
    )


def with_log(build: Build, record: Record) -> Build:
    """Return the build with the sizes of its log."""
    facts = replace(build.facts, log_bytes=record.byte_count, log_lines=record.line_count)
    return replace(build, facts=facts, record_id=record.record_id)


def without_log(build: Build) -> Build | None:
    """Return the build as if it had no log; None for one that is nothing else."""
    files, brought = (
        {name: each for name, each in known.items() if name != BUILD_LOG_NAME}
        for known in (build.files, build.brought)
    )
    entries = tuple(name for name in build.facts.entries if name != BUILD_LOG_NAME)
    if build.facts.is_plain or not (files or brought or entries):
        return None
    facts = replace(build.facts, entries=entries, log_bytes=None, log_lines=None)
    return replace(build, files=files, brought=brought, facts=facts, record_id=None)


def is_finished(build: Build) -> bool:
    """Tell whether the build says itself that it is over."""
    return FINISHED in build.files or FINISHED in build.brought


def context_of(context: BuildContext, build: Build) -> BuildContext:
    """Return what is known of a log's build: the build's files outrank what its uploader said."""
    known = {name: getattr(build.facts, name) for name in _CONTEXT}
    return replace(context, **{name: value for name, value in known.items() if value is not None})


def _entries(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({_short(name) for name in names if name}))[:MAX_ENTRIES]


def _short(name: str) -> str:
    return (clean_field(name) or "?")[:MAX_ENTRY_CHARS]
