"""Which step of a build a line stands in, as the markers of CI systems tell."""

from shared.core.analysis.clean import clean_bytes
from shared.core.analysis.rules.markers import MARKERS, MarkerKind
from shared.core.analysis.rules.table import look_up, marker_group

_MAX_NAME_CHARS = 200
_CLEANING_UP = "cleaning up"


class StepNames:
    """Told of marker lines in log order, knows the name of the step that lines belong to."""

    def __init__(self) -> None:
        self.name = ""
        self._closed = False

    def see(self, line: bytes) -> None:
        """Take a clean line that may be a marker; afterwards `name` is the step of this line."""
        self.enter()
        shown = clean_bytes(line)
        index = look_up(shown).marker
        if index is None:
            return
        kind = MARKERS[index].kind
        if kind is MarkerKind.OPEN:
            self.name = marker_group(index, shown).decode("utf-8", "replace")[:_MAX_NAME_CHARS]
        elif kind is MarkerKind.AFTER:
            self.name = _CLEANING_UP
        self._closed = kind is MarkerKind.CLOSE

    def enter(self) -> str:
        """Return the name of the step of a line after all that were seen; "" if it has none."""
        if self._closed:
            self.name, self._closed = "", False
        return self.name
