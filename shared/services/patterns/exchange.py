"""Patterns out of files and into them: all of a file, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.core.curation import Proposal
from shared.core.documents import Pattern, Scan
from shared.core.pattern_lists import PatternQuery, PatternSort
from shared.core.patterns.exchange import export_json, import_json, import_toml
from shared.core.patterns.model import Draft
from shared.ports import Patterns
from shared.services.patterns.acts import By
from shared.services.patterns.curate import Curation
from shared.services.patterns.expiry import expiry_ms, iso
from shared.services.patterns.labels import check_fields, list_labels

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: new patterns, how many were known already, and their scan, if any."""

    patterns: Sequence[Pattern]
    known: int
    scan: Scan | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """The use case with what it needs."""

    patterns: Patterns
    curation: Curation

    def load(self, text: str, by: By, *, toml: bool = False) -> Imported:
        """Create every pattern of the file that is not looked for already, with one scan.

        The file is JSON, ours or the CircleCI tracker's, or a list of rules in TOML. Raises
        InvalidImport naming the first bad entry, NotPossible; then nothing is created.
        """
        labels = list_labels(self.patterns)
        read = import_toml if toml else import_json
        drafts = read(text, lambda draft: check_fields(proposal_of_draft(draft), labels))
        proposals = [proposal_of_draft(draft) for draft in drafts]
        made, scan = self.curation.create_all(proposals, by)
        return Imported(made, len(proposals) - len(made), scan)

    def dump(self) -> str:
        """Return the patterns that are looked for, as JSON that `load` reads, oldest first."""
        found = sorted(self._active(), key=lambda each: (each.created_ms, each.pattern_id))
        return export_json([_draft(pattern) for pattern in found])

    def _active(self) -> Iterator[Pattern]:
        cursor = None
        while True:
            query = PatternQuery(sort=PatternSort.NEWEST)
            page = self.patterns.list_patterns(query, limit=_PAGE, cursor=cursor)
            yield from (row.pattern for row in page.items)
            cursor = page.next
            if cursor is None:
                return


def proposal_of_draft(draft: Draft) -> Proposal:
    """Return the proposal of a pattern from a file. Raises InvalidPattern for a bad time."""
    expires_ms = None if draft.expires is None else expiry_ms(draft.expires)
    return Proposal(
        draft.expression, draft.labels, draft.description, draft.specificity, expires_ms
    )


def _draft(pattern: Pattern) -> Draft:
    expires_ms = pattern.expires_ms
    expires = None if expires_ms is None else iso(expires_ms)
    return Draft(
        pattern.expression, pattern.labels, pattern.description, pattern.specificity, expires
    )
