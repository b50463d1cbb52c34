"""What is stored: records are facts, reports, fingerprints and issues follow from them.

Times are integers, milliseconds since the Unix epoch, named `..._ms`: stores sort and compare
them as numbers. Every value here turns to and from plain JSON by `shared/adapters/codec.py`.
"""

from shared.core.documents.branches import (
    Branch,
    BranchCommit,
    BranchNews,
    BranchProposal,
    BranchWeek,
    BreakageTimes,
    FlakeCounts,
    OpenRun,
    WeekCounts,
)
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
from shared.core.documents.commits import (
    Commit,
    CommitSign,
    CommitSigns,
    HostFacts,
    Posted,
    Run,
    Touch,
)
from shared.core.documents.fetches import PendingFetch
from shared.core.documents.issues import Comment, Issue, IssueStatus, Ticket
from shared.core.documents.jobs import Job, PassingLog
from shared.core.documents.notices import Notice
from shared.core.documents.patterns import (
    ActiveSet,
    DayTally,
    Labels,
    Pattern,
    PatternTally,
    PatternVersion,
)
from shared.core.documents.records import BuildContext, Contribution, Record, has_passed
from shared.core.documents.reports import Fingerprint, NewFailure, Report
from shared.core.documents.scans import RangeKind, Scan, ScanRange, ScanState
from shared.core.documents.tallies import Change, Tally

__all__ = [
    "ActiveSet",
    "Branch",
    "BranchCommit",
    "BranchNews",
    "BranchProposal",
    "BranchWeek",
    "Breakage",
    "BreakageTimes",
    "Build",
    "BuildContext",
    "BuildFacts",
    "Change",
    "Comment",
    "Commit",
    "CommitSign",
    "CommitSigns",
    "Contribution",
    "DayTally",
    "Distribution",
    "EntrySet",
    "Fingerprint",
    "FlakeCounts",
    "HostFacts",
    "Issue",
    "IssueStatus",
    "Job",
    "JobStats",
    "JobSummary",
    "Labels",
    "LevelStats",
    "NewFailure",
    "Notice",
    "OpenRun",
    "PassingLog",
    "Pattern",
    "PatternTally",
    "PatternVersion",
    "PendingFetch",
    "Posted",
    "RangeKind",
    "RecentBuild",
    "Record",
    "Report",
    "Run",
    "Scan",
    "ScanRange",
    "ScanState",
    "Tally",
    "Ticket",
    "Touch",
    "WeekCounts",
    "has_passed",
]
