"""The readers of the web side: headers, addresses, forms, JSON bodies, events, cookies."""

from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from shared.config import InvalidSetting, Settings, read_settings
from shared.errors import InvalidPattern, NotFound
from shared.telemetry import traced
from shared.web import (
    accept,
    branch_query,
    breakage_fields,
    breakage_query,
    decode,
    events,
    fields,
    form_tokens,
    guards,
    job_paths,
    job_query,
    list_query,
    pattern_fields,
    pattern_query,
    pin_fields,
    redirects,
    sessions,
    viewer_query,
)
from shared.web.forms import read_upload
from shared.web.handlers import pattern_files, webhooks
from shared.web.problems import WebError
from shared.web.routing import Route, Router
from shared.web.views.terminal import MAX_LINE_CHARS, show_line
from tests.hostile.inputs import SEGMENTS, TEXTS, as_json, fragments, json_values
from tests.hostile.parsers import Parser
from tests.hostile.web_inputs import (
    BREAKAGES,
    ENVIRONMENTS,
    FORMS,
    HEADER_TEXTS,
    STORED,
    addresses,
    latin,
)
from tests.web.examples import NOON, a_request

KEY = "k" * 40
WEB = (WebError,)
# The framework says of a body that announces more than the cap what we say of one that is more.
BODY = (WebError, RequestEntityTooLarge)


def _asked(*readers):
    def read(query):
        request = a_request("/", query_string=query)
        return [_or_error(reader, request) for reader in readers]

    return read


def _or_error(reader, request):
    try:
        return reader(request)
    except WebError as error:
        return error.status, error.message


def _posted(reader):
    def read(sent):
        body, kind = sent
        request = a_request("/", method="POST", data=body, content_type=kind)
        request.max_content_length = 10_000
        return reader(request)

    return read


def _upload(request):
    form = read_upload(request, max_bytes=10_000, bucket="gs://logs")
    return form.context, len(form.file.read())


def _breakage(request):
    given = breakage_fields.read_breakage(request)
    readers = (breakage_fields.new_breakage, breakage_fields.edit_of)
    return [_or_error(reader, given) for reader in readers]


def _written_fields(sent):
    read = (
        fields.labels,
        fields.summary,
        lambda given: fields.status(given.get("status", ""), "status"),
        lambda given: pin_fields.read_word(given, by="ann"),
    )
    return [_or_error(reader, sent) for reader in read]


def _host(host):
    try:
        guards.check_sender(a_request("/", headers={"Host": host, "Origin": host}), Settings())
    except WebError as error:
        return error.message
    return host


def _header(name, reader):
    return lambda text: reader(a_request("/", headers={name: latin(text)}))


def _session(request):
    return sessions.find(request, Settings(), KEY, now_ms=NOON)


def _traced(text):
    with traced(text, "acme-builds"):
        return ""


LIST_NAMES = ("q", "type", "job", "branch", "repo", "label", "days", "sort", "status", "limit")
ROUTER = Router(
    [Route("GET", path, lambda: None) for path in ("/", "/logs/<log_id>", "/jobs/<job>/<build>")]
)
IDS = (
    decode.log_id,
    decode.issue_id,
    decode.record_id,
    decode.pattern_id,
    decode.scan_id,
    decode.breakage_id,
)


def _ids(text):
    found = []
    for read in IDS:
        try:
            found.append(read(text))
        except NotFound as error:
            found.append(type(error).__name__)
    return found


PARSERS = {
    "format asked for": Parser(
        ("web.accept",),
        HEADER_TEXTS,
        _header(
            "Accept", lambda request: (accept.page_or_table(request), accept.names_page(request))
        ),
        WEB,
    ),
    "id": Parser(("web.decode",), TEXTS | st.from_regex(r"[0-9a-f\n]{6,20}"), _ids),
    "list asked for": Parser(
        ("web.decode", "web.list_query", "core.facets"),
        addresses(*LIST_NAMES, "cursor"),
        _asked(
            decode.limit,
            decode.cursor,
            lambda request: list_query.list_query(request, list_query.ISSUES, now_ms=NOON),
        ),
    ),
    "jobs asked for": Parser(
        ("web.job_query",),
        addresses("job", "build", "result", "q", "table", "sample", "seed"),
        _asked(
            job_query.job_filters,
            job_query.dataset_query,
            lambda request: job_query.other_build(request, "unit"),
        ),
    ),
    "patterns asked for": Parser(
        ("web.pattern_query",),
        addresses("label", "retired", "sort", "show"),
        _asked(pattern_query.pattern_query, pattern_query.shown_hits),
    ),
    "jobs of a branch asked for": Parser(
        ("web.branch_query",), addresses("q", "only"), _asked(branch_query.grid_filters)
    ),
    "breakages asked for": Parser(
        ("web.breakage_query", "web.decode"),
        addresses("repo", "branch", "state", "again"),
        _asked(
            breakage_query.breakage_query,
            lambda request: decode.amount(request, "again"),
        ),
    ),
    "breakage that is written": Parser(
        ("web.breakage_fields", "web.body"), BREAKAGES, _posted(_breakage), BODY
    ),
    "lines asked for": Parser(
        ("web.viewer_query",),
        addresses("line", "lines", "from", "to", "at", "open", "fold"),
        _asked(viewer_query.read_viewer_query),
    ),
    "pattern that is written": Parser(
        ("web.pattern_fields", "services.patterns.expiry"),
        FORMS,
        _posted(pattern_fields.read_pattern),
        (*BODY, InvalidPattern),
    ),
    "fields that are written": Parser(("web.fields",), FORMS, _posted(fields.read_fields), BODY),
    "texts of fields": Parser(
        ("web.fields", "web.pin_fields"),
        st.dictionaries(
            st.sampled_from(
                ["summary", "status", "labels", "labels_expire", "job", "verdict", "reason"]
            ),
            TEXTS | st.sampled_from(["open", "a,b", "known_problem", "2027-01-31"]),
        ),
        _written_fields,
    ),
    "upload": Parser(("web.forms",), FORMS, _posted(_upload), BODY),
    "file of patterns": Parser(
        ("web.handlers.pattern_files",), FORMS, _posted(pattern_files._file), BODY
    ),
    "payload of a webhook": Parser(
        ("web.handlers.webhooks",),
        as_json(json_values("repository")),
        lambda body: webhooks._payload(a_request("/", content_type="application/json"), body),
        WEB,
    ),
    "storage event": Parser(
        ("web.events",), STORED | json_values(), events.read_event, (events.InvalidEvent,)
    ),
    "cookie": Parser(
        ("web.sessions",),
        SEGMENTS | st.lists(SEGMENTS, max_size=3).map(".".join) | HEADER_TEXTS,
        lambda text: _header("Cookie", _session)(f"faultline={text}"),
    ),
    "token of a form": Parser(
        ("web.form_tokens",),
        TEXTS | st.lists(SEGMENTS, max_size=3).map(".".join),
        lambda text: form_tokens._read(KEY, "local", text, now_ms=NOON),
        WEB,
    ),
    "host and origin": Parser(
        ("web.guards",),
        fragments("127.0.0.1", ":", "[", "]", "@", "http://", "evil")
        .map(latin)
        .map(lambda text: text.replace("\r", "").replace("\n", "")),
        _host,
    ),
    "trace": Parser(("telemetry",), fragments("a" * 32, "/", ";o=1", "9"), _traced),
    "path": Parser(
        ("web.routing", "web.job_paths"),
        fragments("/", "logs", "jobs", "~1", "~0", "..", "//", "%2f", "\\"),
        lambda path: (ROUTER.find("GET", path), job_paths.job_href(job_paths.read_name(path))),
        (HTTPException,),
    ),
    "way back after a sign-in": Parser(
        ("web.redirects",), fragments("/", "\\", "//evil", "http:", "\t", "?"), redirects.local_path
    ),
    "line for the viewer": Parser(
        ("web.views.terminal",),
        fragments("\x1b[", "m", "38;5;", "9" * 70, "\r", "\x07", "\x1b]", ";").map(
            lambda text: text.encode("utf-8", "replace")
        ),
        show_line,
        at_most=lambda _raw: 80 * MAX_LINE_CHARS,
    ),
    "environment": Parser(("config.reading",), ENVIRONMENTS, read_settings, (InvalidSetting,)),
}
