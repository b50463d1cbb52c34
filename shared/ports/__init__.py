"""What the services ask of the world, shaped by the product. Adapters satisfy these Protocols.

Every method may raise StoreUnavailable or BucketUnavailable; the errors of each are named.
"""

from shared.ports.access import AssertionVerifier, Tokens
from shared.ports.archive import MAX_PUT, Archive, Document, Walked
from shared.ports.breakages import Branches, BranchHistory, Breakages
from shared.ports.buckets import DerivedBucket, Folder, LogBucket, StoredObject
from shared.ports.builds import Builds
from shared.ports.commits import Commits, CommitStatuses
from shared.ports.fetches import PendingFetches
from shared.ports.notices import Notices, NoticeTarget
from shared.ports.patterns import Patterns
from shared.ports.providers import BuildProvider, LogCache
from shared.ports.sources import LogSource, TableFile
from shared.ports.store import Store
from shared.ports.uplinks import Uplink
from shared.ports.values import Changes, Page, Stored, T

__all__ = [
    "MAX_PUT",
    "Archive",
    "AssertionVerifier",
    "BranchHistory",
    "Branches",
    "Breakages",
    "BuildProvider",
    "Builds",
    "Changes",
    "CommitStatuses",
    "Commits",
    "DerivedBucket",
    "Document",
    "Folder",
    "LogBucket",
    "LogCache",
    "LogSource",
    "NoticeTarget",
    "Notices",
    "Page",
    "Patterns",
    "PendingFetches",
    "Store",
    "Stored",
    "StoredObject",
    "T",
    "TableFile",
    "Tokens",
    "Uplink",
    "Walked",
]
