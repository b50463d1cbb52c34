"""Patterns in files, and the labels that they may carry."""

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.services.patterns import labels
from shared.services.patterns.acts import By
from shared.web import answers, fields
from shared.web.accept import Format, names_page, page_or_json
from shared.web.access import visitor_of
from shared.web.forms import FILE_FIELD
from shared.web.problems import WebError, bad_request

MAX_FILE_BYTES = 8_000_000
_TOML_TYPES = ("application/toml", "text/toml", "text/x-toml")


def export_patterns(app: App, _request: Request) -> Response:
    """Answer the patterns that are looked for, as a file that can be imported."""
    response = Response(app.exchange.dump(), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="patterns.json"'
    return response


def import_patterns(app: App, request: Request) -> Response:
    """Create the patterns of a file, all or none: JSON or TOML, as the body or in a form."""
    text, toml = _file(request)
    by = By(visitor_of(request).name, app.now_ms())
    imported = app.exchange.load(text, by, toml=toml)
    if names_page(request):
        return answers.see_other("/scans" if imported.scan else "/patterns")
    return answers.data(
        {
            "created": [pattern.pattern_id for pattern in imported.patterns],
            "known": imported.known,
            "scan_id": imported.scan.scan_id if imported.scan else None,
        }
    )


def list_labels(app: App, request: Request) -> Response:
    """Answer the labels that patterns may carry; a browser sees them on the list of patterns."""
    if page_or_json(request) is Format.HTML and names_page(request):
        return answers.see_other("/patterns#labels")
    return answers.data({"labels": list(labels.list_labels(app.patterns))})


def declare_label(app: App, request: Request) -> Response:
    """Declare a label, so that patterns may carry it."""
    label = fields.required(fields.read_fields(request), "label", "the name of the label")
    actor, now_ms = visitor_of(request).name, app.now_ms()
    found = labels.declare_label(app.store, app.patterns, label, actor=actor, now_ms=now_ms)
    if names_page(request):
        return answers.see_other("/patterns#labels")
    return answers.data({"labels": list(found)})


def _file(request: Request) -> tuple[str, bool]:
    """Return the text of the file, and whether it is TOML. Raises WebError."""
    if request.mimetype in ("application/json", *_TOML_TYPES):
        return _text(request.stream.read(MAX_FILE_BYTES + 1)), request.mimetype in _TOML_TYPES
    try:
        file = request.files.get(FILE_FIELD)
    except RequestEntityTooLarge:
        raise _too_large() from None
    if file is None or not file.filename:
        message = "The file is missing: curl -F file=@patterns.json ..."
        raise bad_request("missing_file", message)
    return _text(file.stream.read(MAX_FILE_BYTES + 1)), file.filename.lower().endswith(".toml")


def _text(data: bytes) -> str:
    if len(data) > MAX_FILE_BYTES:
        raise _too_large()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise bad_request("invalid_file", "The file is no UTF-8 text.") from None


def _too_large() -> WebError:
    return WebError(413, "file_too_large", f"Send at most {MAX_FILE_BYTES:,} bytes; split it.")
