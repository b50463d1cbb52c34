"""What the address of the log viewer asks for.

?line=120            the window around this line, which is marked
?lines=120-140       the same for some lines; "120", "L120-L140" too
?from=500, ?to=499   the window that begins, or ends, there; ?at=500 the one around it
?open=20-900         these lines as well, though far from any failure; may be repeated
?fold=0              every line, however far from any failure
"""

import re
from dataclasses import dataclass

from werkzeug.wrappers import Request

from shared.core.log_lines import Span
from shared.core.log_window import Aim, Edge
from shared.web import decode
from shared.web.problems import WebError, bad_request

MAX_OPENED = 20

_EDGES = {"from": Edge.START, "to": Edge.END, "at": Edge.MIDDLE}
_LINES = re.compile(r"\s*[Ll]?([0-9]{1,13})\s*(?:-\s*[Ll]?([0-9]{1,13})\s*)?")


@dataclass(frozen=True, slots=True)
class ViewerQuery:
    """What is asked for. `marked` are the lines to point at, None for the failure's own."""

    marked: Span | None = None
    aim: Aim | None = None
    opened: tuple[Span, ...] = ()
    folded: bool = True


def read_viewer_query(request: Request) -> ViewerQuery:
    """Return what the request asks of the viewer. Raises WebError."""
    line = decode.line_number(request)
    lines = _spans(request, "lines", limit=1)
    marked = lines[0] if lines else None if line is None else Span(line, line)
    opened = tuple(_spans(request, "open", limit=MAX_OPENED))
    folded = request.args.get("fold", "1")
    if folded not in ("", "0", "1"):
        raise bad_request("invalid_fold", "fold is 0 to see every line, or left out.")
    return ViewerQuery(marked, _aim(request, marked, opened), opened, folded != "0")


def _aim(request: Request, marked: Span | None, opened: tuple[Span, ...]) -> Aim | None:
    """Return where the window shall be, None if nothing says it."""
    aims = [
        Aim(line, edge)
        for name, edge in _EDGES.items()
        if (line := decode.line_number(request, name)) is not None
    ]
    if aims:
        return aims[0]
    if marked is not None:
        return Aim(marked.first)
    return Aim(opened[-1].first) if opened else None


def _spans(request: Request, name: str, *, limit: int) -> list[Span]:
    """Return the lines that each parameter of this name gives; none for an empty one."""
    texts = [text for text in request.args.getlist(name) if text.strip()]
    if len(texts) > limit:
        raise bad_request(f"invalid_{name}", f"{name} may be given at most {limit} times.")
    return [_span(name, text) for text in texts]


def _span(name: str, text: str) -> Span:
    match = _LINES.fullmatch(text) if len(text) <= 40 else None
    if match is None:
        raise _bad_lines(name)
    first, last = sorted(int(number) for number in (match[1], match[2] or match[1]))
    if not 1 <= first <= last <= decode.MAX_LINE_NUMBER:
        raise _bad_lines(name)
    return Span(first, last)


def _bad_lines(name: str) -> WebError:
    return bad_request(f"invalid_{name}", f"{name} is a line or a range of lines, as in 120-140.")
