"""What a decision writes, in one commit: its documents, and what others are to learn of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.core.breakages.hearing import changed_on
from shared.core.documents import BranchNews, Commit, CommitSign, CommitSigns
from shared.core.main_branches import MainBranches
from shared.ports import Changes, Stored


@dataclass(frozen=True, slots=True)
class Before:
    """What was read for the decision: what it writes rests on these versions."""

    commit: Stored[Commit] | None
    signs: Stored[CommitSigns] | None
    heard: Sequence[Stored[CommitSign]]

    def changes(self, commit: Commit, signs: CommitSigns, mains: MainBranches) -> Changes:
        """Return the decided commit, all that was heard of it, and news of its main branches."""
        signs = replace(signs, expires_ms=commit.expires_ms)
        return Changes(
            [
                Stored(commit, self.commit.version if self.commit else None),
                Stored(signs, self.signs.version if self.signs else None),
                *(replace(each, value=replace(each.value, undecided=False)) for each in self.heard),
                *self._news(commit, signs, mains),
            ]
        )

    def _news(
        self, commit: Commit, signs: CommitSigns, mains: MainBranches
    ) -> list[Stored[BranchNews]]:
        """Return news of the main branches on which the commit shows something else now."""
        before = (
            self.commit.value if self.commit else None,
            self.signs.value if self.signs else None,
        )
        return [
            Stored(
                BranchNews(uuid.uuid4().hex, commit.repo, each, commit.decided_ms, sha=commit.sha),
                None,
            )
            for each in changed_on(before, (commit, signs), mains)
        ]
