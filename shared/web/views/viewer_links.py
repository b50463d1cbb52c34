"""Addresses within the log viewer: other lines, other windows, what is folded opened."""

from dataclasses import dataclass
from urllib.parse import urlencode

from shared.core.log_lines import Span
from shared.core.log_window import Edge
from shared.web.viewer_query import MAX_OPENED, ViewerQuery

_EDGES = {Edge.START: "from", Edge.END: "to", Edge.MIDDLE: "at"}


@dataclass(frozen=True, slots=True)
class ViewerLinks:
    """Makes addresses of the log at `path`; they keep what the query asks for."""

    path: str
    query: ViewerQuery

    def line(self, number: int) -> str:
        """Return the address that goes to a line and marks it alone."""
        return self._href([("line", number)], anchor=f"L{number}")

    def lines(self, span: Span) -> str:
        """Return the address to share that marks some lines."""
        anchor = range_anchor(span)
        return self._href([("lines", f"{span.first}-{span.last}")], anchor=anchor)

    def window(self, line: int, edge: Edge) -> str:
        """Return the address of the window that begins or ends at a line."""
        return self._href([*self._kept(), (_EDGES[edge], line)])

    def opened(self, span: Span, *, from_end: bool = False) -> str:
        """Return the address that shows these lines too, at their first or their last one."""
        line = span.last if from_end else span.first
        more = [("open", f"{span.first}-{span.last}"), ("at", line)]
        return self._href([*self._kept(), *more], anchor=f"L{line}")

    def every_line(self) -> str:
        """Return the address of the same place with nothing folded."""
        return self._href([*self._marked(), ("fold", 0)], keep_fold=False)

    def only_failures(self) -> str:
        """Return the address of the same place with what is far from failures folded."""
        return self._href(self._marked(), keep_fold=False)

    def _kept(self) -> list[tuple[str, object]]:
        """Return what every window of this look at the log has in common."""
        opened = self.query.opened[-MAX_OPENED + 1 :]
        spans = [("open", f"{span.first}-{span.last}") for span in opened]
        return [*self._marked(), *spans]

    def _marked(self) -> list[tuple[str, object]]:
        marked = self.query.marked
        if marked is None:
            return []
        if marked.first == marked.last:
            return [("line", marked.first)]
        return [("lines", f"{marked.first}-{marked.last}")]

    def _href(
        self, parameters: list[tuple[str, object]], *, anchor: str = "", keep_fold: bool = True
    ) -> str:
        if keep_fold and not self.query.folded:
            parameters = [*parameters, ("fold", 0)]
        text = f"{self.path}?{urlencode(parameters)}" if parameters else self.path
        return f"{text}#{anchor}" if anchor else text


def range_anchor(span: Span) -> str:
    """Return the anchor of some lines: "L120-L140", or "L120"."""
    return f"L{span.first}" if span.first == span.last else f"L{span.first}-L{span.last}"
