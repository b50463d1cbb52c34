"""What is stored: records are facts, reports, fingerprints and issues follow from them.

Times are integers, milliseconds since the Unix epoch, named `..._ms`: stores sort and compare
them as numbers. Every value here turns to and from plain JSON by `shared/adapters/codec.py`.
"""

from shared.core.documents.issues import Comment, Issue, IssueStatus, Ticket
from shared.core.documents.jobs import Job, PassingLog
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
    "BuildContext",
    "Change",
    "Comment",
    "Contribution",
    "DayTally",
    "Fingerprint",
    "Issue",
    "IssueStatus",
    "Job",
    "Labels",
    "NewFailure",
    "PassingLog",
    "Pattern",
    "PatternTally",
    "PatternVersion",
    "RangeKind",
    "Record",
    "Report",
    "Scan",
    "ScanRange",
    "ScanState",
    "Tally",
    "Ticket",
    "has_passed",
]
