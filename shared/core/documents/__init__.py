"""What is stored: records are facts, reports, fingerprints and issues follow from them.

Times are integers, milliseconds since the Unix epoch, named `..._ms`: stores sort and compare
them as numbers. Every value here turns to and from plain JSON by `shared/adapters/codec.py`.
"""

from shared.core.documents.breakages import Breakage
from shared.core.documents.builds import (
    Build,
    BuildFacts,
    Distribution,
    EntrySet,
    JobStats,
    JobSummary,
    LevelStats,
    RecentBuild,
)
from shared.core.documents.issues import Comment, Issue, IssueStatus
from shared.core.documents.jobs import Job, PassingLog
from shared.core.documents.notices import Notice
from shared.core.documents.records import BuildContext, Contribution, Record
from shared.core.documents.reports import Fingerprint, NewFailure, Report
from shared.core.documents.tallies import Change, Tally

__all__ = [
    "Breakage",
    "Build",
    "BuildContext",
    "BuildFacts",
    "Change",
    "Comment",
    "Contribution",
    "Distribution",
    "EntrySet",
    "Fingerprint",
    "Issue",
    "IssueStatus",
    "Job",
    "JobStats",
    "JobSummary",
    "LevelStats",
    "NewFailure",
    "Notice",
    "PassingLog",
    "RecentBuild",
    "Record",
    "Report",
    "Tally",
]
