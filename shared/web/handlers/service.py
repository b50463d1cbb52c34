"""What needs no store: the upload form, health, static files."""

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.web import answers, readiness, static_files
from shared.web.handlers.links import curl_line
from shared.web.problems import WebError

_FOREVER = "public, max-age=31536000, immutable"


def upload_page(app: App, request: Request) -> Response:
    """Answer the form that sends a log."""
    return answers.page("upload.html", section="upload", curl_line=curl_line(app, request))


def health(_app: App, _request: Request) -> Response:
    """Answer whether this process can be used."""
    if not readiness.is_ready():
        message = "The sample logs are being read. Try again in a second."
        raise WebError(503, "starting", message, headers={"Retry-After": "1"})
    response = answers.data({"status": "ok"})
    response.headers["Cache-Control"] = "no-store"
    return response


def static_file(_app: App, request: Request, name: str) -> Response:
    """Answer the style sheet or a picture; an address with the right digest never changes."""
    file = static_files.files().get(name)
    if file is None:
        raise NotFound
    response = Response(file.data, content_type=file.content_type)
    is_current = request.args.get("v") == file.digest
    response.headers["Cache-Control"] = _FOREVER if is_current else "no-cache"
    response.set_etag(file.digest)
    return response.make_conditional(request)
