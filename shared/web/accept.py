"""Content negotiation: which form of an answer the client wants."""

from collections.abc import Sequence
from enum import StrEnum

from werkzeug.datastructures import MIMEAccept
from werkzeug.wrappers import Request

from shared.web.problems import bad_request


class Format(StrEnum):
    """What an answer can be; the values are those of `?format=`."""

    HTML = "html"
    JSON = "json"
    TEXT = "text"
    CSV = "csv"


_MEDIA_TYPES = {
    Format.HTML: "text/html",
    Format.JSON: "application/json",
    Format.TEXT: "text/plain",
    Format.CSV: "text/csv",
}


def page_or_json(request: Request) -> Format:
    """Return the form of a page: HTML unless the client prefers JSON."""
    return choose(request, (Format.HTML, Format.JSON))


def page_or_table(request: Request) -> Format:
    """Return the form of a table: HTML unless the client prefers JSON or CSV."""
    return choose(request, (Format.HTML, Format.JSON, Format.CSV))


def text_or_page(request: Request) -> Format:
    """Return the form of a log: plain text unless the client names HTML or JSON."""
    return choose(request, (Format.TEXT, Format.HTML, Format.JSON))


def choose(request: Request, offers: Sequence[Format]) -> Format:
    """Return one of the offers: as `?format=` says, else as Accept names, else the first.

    Wildcards name nothing: curl sends `*/*` and gets the first offer. Raises WebError for a
    format that is not on offer.
    """
    asked = request.args.get("format")
    if not asked:
        return _named(request.accept_mimetypes, offers) or offers[0]
    if asked not in offers:
        names = " or ".join(offers)
        raise bad_request("invalid_format", f"There is no such format here; use {names}.")
    return Format(asked)


def names_page(request: Request) -> bool:
    """Tell whether the client is a browser showing a page: it names HTML, and no other format.

    Never raises: error pages ask this too.
    """
    asked = request.args.get("format")
    if asked:
        return asked == Format.HTML
    offers = (Format.JSON, Format.HTML, Format.TEXT)
    return _named(request.accept_mimetypes, offers) is Format.HTML


def _named(accept: MIMEAccept, offers: Sequence[Format]) -> Format | None:
    """Return the offer that Accept names with the highest quality, the first of equals."""
    qualities = {
        media_type.split(";")[0].strip().lower(): quality for media_type, quality in accept
    }
    best = max(offers, key=lambda offer: qualities.get(_MEDIA_TYPES[offer], 0))
    return best if qualities.get(_MEDIA_TYPES[best], 0) > 0 else None
