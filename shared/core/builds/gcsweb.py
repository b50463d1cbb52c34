"""Pages of gcsweb, the web front of Prow's buckets: one folder each, as a list of rows.

Their shape is that of kubernetes/test-infra gcsweb: `ul.resource-grid` with rows of class
`grid-row`: a link with the name, the size ("-" for folders), the time; `a.next-button` goes on.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser

_GRID, _ROW, _NEXT = "resource-grid", "grid-row", "next-button"
_TIME = "%d %b %Y %H:%M:%S"
_SIZE = re.compile(r"[0-9]{1,19}")
PARENT = ".."


class UnknownPage(ValueError):
    """The page is no folder of gcsweb as it is known here; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a folder: its name (folders with their slash), where it is, size and time."""

    name: str
    href: str
    size: int | None
    modified_ms: int | None


@dataclass(frozen=True, slots=True)
class FolderPage:
    """One page of a folder, without its parent; `next_href` is that of the page after it."""

    rows: tuple[Row, ...]
    next_href: str | None


def read_page(html: str) -> FolderPage:
    """Return what the page lists. Raises UnknownPage for one of another shape."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError as exc:  # how the parser refuses sections that HTML does not have
        raise UnknownPage(f"it is no HTML: {exc}") from exc
    if not reader.has_grid:
        raise UnknownPage(f'it has no list of class "{_GRID}"')
    rows = [_row(cells, href) for cells, href in reader.rows]
    if not rows and not reader.has_head:
        raise UnknownPage(f'its list has no rows of class "{_ROW}"')
    return FolderPage(tuple(row for row in rows if row.name != PARENT), reader.next_href)


def _row(cells: list[str], href: str | None) -> Row:
    if len(cells) < 3 or not href or not cells[0]:
        raise UnknownPage("a row is not name with link, size, and time")
    name, size, modified = cells[:3]
    if not (size == "-" or _SIZE.fullmatch(size)):
        raise UnknownPage(f"{size[:40]!r} is no size")
    return Row(name, href, None if size == "-" else int(size), _time_ms(modified))


def _time_ms(text: str) -> int | None:
    try:
        return int(datetime.strptime(text, _TIME).replace(tzinfo=UTC).timestamp() * 1000)
    except ValueError:
        return None


@dataclass
class _Reading:
    cells: list[str] = field(default_factory=list)
    href: str | None = None


class _Reader(HTMLParser):
    """Collects the cells of each row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.has_grid = self.has_head = False
        self.next_href: str | None = None
        self.rows: list[tuple[list[str], str | None]] = []
        self._row: _Reading | None = None
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        self.has_grid |= tag == "ul" and _GRID in classes
        self.has_head |= "grid-head" in classes
        if tag == "a" and _NEXT in classes:
            self.next_href = values.get("href")
        elif tag == "li" and _ROW in classes:
            self._row = _Reading()
        elif self._row is not None and tag == "div":
            self._row.cells.append("")
            self._in_cell = True
        elif self._row is not None and tag == "a" and self._row.href is None:
            self._row.href = values.get("href")

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._in_cell = False
        elif tag == "li" and self._row is not None:
            cells = [cell.strip() for cell in self._row.cells]
            self.rows.append((cells, self._row.href))
            self._row = None

    def handle_data(self, data: str) -> None:
        if self._row is not None and self._in_cell and self._row.cells:
            self._row.cells[-1] += data
