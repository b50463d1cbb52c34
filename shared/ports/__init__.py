"""What the services ask of the world, shaped by the product. Adapters satisfy these Protocols.

Every method may raise StoreUnavailable or BucketUnavailable; the errors of each are named.
"""

from shared.ports.access import AssertionVerifier, Tokens
from shared.ports.archive import MAX_PUT, Archive, Document, Walked
from shared.ports.buckets import DerivedBucket, LogBucket, StoredObject
from shared.ports.patterns import Patterns
from shared.ports.store import Store
from shared.ports.values import Changes, Page, Stored, T

__all__ = [
    "MAX_PUT",
    "Archive",
    "AssertionVerifier",
    "Changes",
    "DerivedBucket",
    "Document",
    "LogBucket",
    "Page",
    "Patterns",
    "Store",
    "Stored",
    "StoredObject",
    "T",
    "Tokens",
    "Walked",
]
