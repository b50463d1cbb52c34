"""The readers of the core: logs, build files, events, answers of CI providers, expressions."""

import json
from dataclasses import asdict
from itertools import chain

from hypothesis import strategies as st

from shared.core import access, iso_time, layout, metadata, repositories
from shared.core.analysis.analyze import analyze
from shared.core.builds import files, gcsweb, junit, places, units
from shared.core.builds.lenient import time_ms
from shared.core.commits.github import read_event, repo_of
from shared.core.facets import query_words
from shared.core.patterns import exchange
from shared.core.patterns.expression import check
from shared.core.patterns.generalize import generalize
from shared.core.patterns.model import Expression, Kind
from shared.core.providers import (
    circleci,
    circleci_output,
    github,
    github_archive,
    politeness,
    told,
)
from shared.core.streams import read_log, unzip
from shared.errors import InvalidExpression, InvalidImport
from tests.hostile.core_inputs import (
    ANSWERS_OF_GITHUB,
    BUILD_FILES,
    BUILDS_OF_CIRCLECI,
    EXPRESSIONS,
    HEADERS,
    NOT_A_WEB_PAGE,
    OUTPUTS,
    PATTERNS,
    PAYLOADS,
    PAYLOADS_OF_ACME,
    RULES,
    TIMES_TEXTS,
    XML,
)
from tests.hostile.inputs import (
    NO_JSON,
    ODD_NUMBERS,
    STREAMS,
    TEXTS,
    as_json,
    fragments,
    json_values,
    mangled,
    shaped,
)
from tests.hostile.parsers import Parser

NOW_MS = 1_795_435_200_000
MAX_BYTES = 100_000


def _bytes(text):
    return text.encode("utf-8", "replace")


def _is_text(text):
    return text == _bytes(text).decode()


def _failed_builds(payload):
    events = ("status", "check_run", "workflow_job", "push")
    return [told.failed_build(event, payload, now_ms=NOW_MS) for event in events]


def _events(payload):
    events = ("status", "check_run", "workflow_job", "push", "pull_request", "ping")
    signs = [read_event(event, payload, delivery="d-1", now_ms=NOW_MS) for event in events]
    assert all(
        len(text) <= metadata.MAX_FIELD_CHARS for text in _texts(list(map(asdict, chain(*signs))))
    )
    return signs


def _texts(value):
    """Return all texts in plain values."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return list(chain(*map(_texts, inner))) if isinstance(value, dict | list | tuple) else []


def _imported(text):
    drafts = exchange.import_json(text)
    assert len(drafts) <= exchange.MAX_ENTRIES
    return len(drafts)


def _expression(text):
    check(Expression(Kind.REGEX, text))


def _analysis(log):
    analysis = analyze(read_log([log], max_bytes=MAX_BYTES))
    return analysis.title, analysis.fingerprint_key


def _github(answer):
    source = github.Source("main", "main")
    return (
        github.read_pull(answer),
        list(github.read_runs(answer, source)),
        list(github.read_jobs(answer, "acme/shop", source, now_ms=NOW_MS)),
    )


def _circleci(answer):
    return (
        list(circleci.read_builds(answer, "acme/shop", now_ms=NOW_MS)),
        circleci.read_outputs(answer),
    )


def _source(text):
    return places.read_source(text, own_bucket="logs", own_folder="/data/bucket", resolve=str)


def _waiting(headers):
    waited = politeness.wait_seconds(headers, 3, now_s=NOW_MS / 1000)
    return politeness.may_pass(403, headers), waited


def _whole(value):
    """Fail for what cannot be answered as JSON."""
    json.dumps(value, allow_nan=False)
    return value


PARSERS = {
    "bytes of a log": Parser(
        ("core.streams",),
        STREAMS,
        lambda raw: b"".join(read_log([raw], max_bytes=MAX_BYTES)),
        at_most=lambda _raw: 4 * MAX_BYTES,
    ),
    "the original of a log": Parser(
        ("core.streams",), STREAMS, lambda raw: b"".join(unzip([raw])), at_most=lambda _: MAX_BYTES
    ),
    "a log": Parser(("core.analysis",), STREAMS | TEXTS.map(_bytes), _analysis),
    "name of an object": Parser(
        ("core.layout",),
        fragments("logs", "pr-logs", "/", "pull", "7", "batch", "build-log.txt", ".log", ".gz"),
        lambda name: (layout.read_place(name), layout.read_place(name).repo),
    ),
    "metadata of an object": Parser(
        ("core.metadata",),
        st.dictionaries(
            st.sampled_from([*metadata.CONTEXT_FIELDS, metadata.WRITTEN_MS]), TEXTS, max_size=9
        ),
        lambda said: (
            metadata.read_context(layout.read_place("logs/a/1/build-log.txt"), said),
            metadata.read_written_ms(said, NOW_MS),
            metadata.read_uploader("uploads/1", said),
        ),
    ),
    "time": Parser(("core.iso_time",), TIMES_TEXTS | TEXTS, iso_time.read_ms),
    "time in a file": Parser(
        ("core.builds.lenient",),
        shaped(at=ODD_NUMBERS | TIMES_TEXTS),
        lambda file: time_ms(file, "at", now_ms=NOW_MS),
    ),
    "name of a repository": Parser(
        ("core.repositories",),
        fragments("a", "/", "..", "acme"),
        lambda text: (repositories.is_repo(text), repositories.is_sha(text)),
    ),
    "text of a token": Parser(
        ("core.access",), fragments("flt_", "_", "0" * 64), access.read_token
    ),
    "words to look for": Parser(("core.facets",), TEXTS, query_words),
    "files of a build": Parser(
        ("core.builds.files", "core.builds.lenient"),
        st.dictionaries(st.sampled_from(files.READ_FILES), BUILD_FILES, max_size=4),
        lambda found: _whole(str(files.read_files(found, now_ms=NOW_MS))),
    ),
    "page of gcsweb": Parser(
        ("core.builds.gcsweb",), NOT_A_WEB_PAGE, gcsweb.read_page, (gcsweb.UnknownPage,)
    ),
    "JUnit XML": Parser(
        ("core.builds.junit",),
        XML.map(_bytes) | mangled(XML.map(_bytes)),
        lambda data: (found := junit.read_junit("a", data), _whole(found.seconds)),
    ),
    "source of builds": Parser(
        ("core.builds.places",),
        fragments("gs://", "https://", "/gcs/", "a", "/", "[", "]", "@", "%", "logs"),
        _source,
        (places.InvalidPlace,),
    ),
    "jobs of TestGrid": Parser(
        ("core.builds.units",),
        as_json(json_values("test_groups", "gcs_prefix", "name")),
        units.testgrid_jobs,
    ),
    "payload of GitHub": Parser(
        ("core.commits.github", "core.providers.told"),
        PAYLOADS
        | PAYLOADS_OF_ACME
        | json_values("repository").filter(lambda v: isinstance(v, dict)),
        lambda payload: (repo_of(payload), _events(payload), _failed_builds(payload)),
        at_most=lambda _payload: 40_000,
    ),
    "expression": Parser(
        ("core.patterns.syntax", "core.patterns.expression"),
        EXPRESSIONS,
        _expression,
        (InvalidExpression,),
    ),
    "line to generalize": Parser(
        ("core.patterns.generalize",), TEXTS.filter(_is_text), generalize, (InvalidExpression,)
    ),
    "patterns as JSON": Parser(
        ("core.patterns.exchange",),
        as_json(PATTERNS).map(lambda data: data.decode("utf-8", "replace")),
        _imported,
        (InvalidImport,),
    ),
    "patterns as TOML": Parser(
        ("core.patterns.exchange",),
        RULES | NO_JSON.map(lambda data: data.decode("utf-8", "replace")),
        exchange.import_toml,
        (InvalidImport,),
    ),
    "answer of CircleCI": Parser(
        ("core.providers.circleci",), BUILDS_OF_CIRCLECI | json_values(), _circleci
    ),
    "answer of GitHub": Parser(
        ("core.providers.github",), ANSWERS_OF_GITHUB | json_values(), _github
    ),
    "output of CircleCI": Parser(
        ("core.providers.circleci_output",),
        OUTPUTS,
        lambda data: b"".join(circleci_output.message_text([data])),
        (circleci_output.MalformedOutput,),
    ),
    "end of an archive": Parser(
        ("core.providers.github_archive",),
        mangled(st.just(b"PK\x05\x06" + bytes(18))),
        github_archive.archive_problem,
    ),
    "names in an archive": Parser(
        ("core.providers.github_archive",),
        st.lists(fragments("0_", "unit", ".txt", "/", "9" * 5_000, "1_", most=5), max_size=5),
        lambda names: github_archive.members_of("unit", names),
    ),
    "when to come again": Parser(("core.providers.politeness",), HEADERS, _waiting),
}
