"""The documents in Google's Firestore; importing this loads the client library, connects nowhere.

`indexes.json` is what the database must be set up with: `deploy.sh` reads it, a test compares it
with every query that `queries.py` can build.
"""

from shared.adapters.firestore.archive import FirestoreArchive
from shared.adapters.firestore.branches import FirestoreBranches
from shared.adapters.firestore.breakages import FirestoreBreakages
from shared.adapters.firestore.builds import FirestoreBuilds
from shared.adapters.firestore.commits import FirestoreCommits
from shared.adapters.firestore.fetches import FirestorePendingFetches
from shared.adapters.firestore.notices import FirestoreNotices
from shared.adapters.firestore.patterns import FirestorePatterns
from shared.adapters.firestore.store import FirestoreStore
from shared.adapters.firestore.tokens import FirestoreTokens

__all__ = [
    "FirestoreArchive",
    "FirestoreBranches",
    "FirestoreBreakages",
    "FirestoreBuilds",
    "FirestoreCommits",
    "FirestoreNotices",
    "FirestorePatterns",
    "FirestorePendingFetches",
    "FirestoreStore",
    "FirestoreTokens",
]
