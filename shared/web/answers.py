"""Responses: pages, JSON, plain text, redirects."""

import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from werkzeug.wrappers import Response

from shared.web import rendering
from shared.web.problems import WebError


def page(template: str, *, status: int = 200, **values: object) -> Response:
    """Return the rendered template."""
    html = rendering.render(template, **values)
    # Names and texts may hold lone surrogates, which UTF-8 has no bytes for.
    response = Response(html.encode("utf-8", "replace"), status, mimetype="text/html")
    response.headers["Vary"] = "Accept"
    return response


def data(
    value: Mapping[str, object], *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the value as JSON; characters beyond ASCII are escaped."""
    body = json.dumps(value, separators=(",", ":")) + "\n"
    response = Response(body, status, headers=headers, mimetype="application/json")
    response.headers["Vary"] = "Accept"
    return response


def text(body: str | bytes | Iterable[bytes], *, save_as: str | None = None) -> Response:
    """Return plain text, streamed if it comes in blocks; browsers save it under a given name.

    The name is of letters, digits, dots, dashes and underscores.
    """
    if isinstance(body, str):
        body = body.encode("utf-8", "replace")
    response = Response(body, content_type="text/plain; charset=utf-8")
    if save_as is not None:
        return _to_save(response, save_as)
    response.headers["Vary"] = "Accept"
    return response


def table(csv: str, *, save_as: str) -> Response:
    """Return a table as CSV, to be saved under a name of letters, digits, dots and dashes."""
    body = csv.encode("utf-8", "replace")
    return _to_save(Response(body, content_type="text/csv; charset=utf-8"), save_as)


def lines(json_lines: Iterable[str], *, save_as: str) -> Response:
    """Return rows as JSON Lines, streamed, to be saved under such a name."""
    body = (line.encode("utf-8", "replace") for line in json_lines)
    return _to_save(Response(body, mimetype="application/x-ndjson"), save_as)


def see_other(path: str) -> Response:
    """Return the redirect that a browser follows with GET."""
    return Response(status=303, headers={"Location": path})


def moved(path: str, query: str = "") -> Response:
    """Return the lasting redirect to an address of this site, the method kept."""
    # The path was decoded when it came: in a header it may hold no line end.
    address = quote(path, safe="/~:@!$&'()*+,;=", errors="replace")
    return Response(status=308, headers={"Location": f"{address}?{query}" if query else address})


def error(problem: WebError, *, as_page: bool) -> Response:
    """Return the error as a page or as JSON."""
    if as_page:
        response = page("error.html", status=problem.status, section="", problem=problem)
    else:
        fields = {"code": problem.code, "message": problem.message, **problem.facts}
        response = data({"error": fields}, status=problem.status)
    response.headers.update(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    return response


def _to_save(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Vary"] = "Accept"
    return response
