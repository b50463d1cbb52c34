"""A store on the emulator whose calls are listed, and fail when told to."""

from shared.adapters.firestore import FirestoreStore
from tests.emulators import emulated_firestore, fresh_project


class Wire:
    """The calls that reach Firestore: listed, and failing when told to.

    `fail` has the next call of that method raise, before it is sent or, `after=True`, after.
    """

    def __init__(self, api) -> None:
        self._api = api
        self._failures = {}
        self.calls = []
        self.requests = []

    def fail(self, method, error, *, after=False) -> None:
        self._failures[method] = (error, after)

    def __getattr__(self, method):
        def call(*args, **kwargs):
            self.calls.append(method)
            self.requests.append(kwargs.get("request"))
            error, after = self._failures.pop(method, (None, False))
            if error is not None and not after:
                raise error
            answer = getattr(self._api, method)(*args, **kwargs)
            if error is not None:
                raise error
            return answer

        return call if method != "_transport" else self._api._transport


class WiredStore(FirestoreStore):
    """A store on an empty database; `wire` is what its calls pass."""

    def __init__(self) -> None:
        from google.cloud import firestore

        with emulated_firestore():
            self.client = firestore.Client(project=fresh_project())
        self.wire = self.client._firestore_api_internal = Wire(self.client._firestore_api)
        super().__init__(client=self.client)
