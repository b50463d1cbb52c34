"""Where pages link to: other pages, and the reports of records."""

import shlex
from collections.abc import Iterable
from urllib.parse import urlencode

from werkzeug.wrappers import Request

from shared.bootstrap import App
from shared.core.documents import Record
from shared.ports import Store


def next_href(request: Request, cursor: str | None) -> str | None:
    """Return the address of a neighbouring page of a list: this one's, with the cursor."""
    if cursor is None:
        return None
    return _address(request, {**request.args.to_dict(), "cursor": cursor})


def tidy_href(request: Request) -> str | None:
    """Return the address without the parameters that a form sends empty, None if none is."""
    given = request.args.to_dict()
    return None if all(given.values()) else _address(request, given)


def _address(request: Request, parameters: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{request.path}?{query}" if query else request.path


def log_ids_of(store: Store, records: Iterable[Record]) -> dict[str, str]:
    """Return the ids of the reports that the records show, by fingerprint."""
    fingerprints = {record.fingerprint for record in records if record.fingerprint}
    found = store.get_fingerprints(fingerprints) if fingerprints else {}
    return {key: stored.value.log_id for key, stored in found.items() if stored.value.is_alive}


def log_id_of(store: Store, record: Record) -> str | None:
    """Return the id of the report that the record shows."""
    return log_ids_of(store, [record]).get(record.fingerprint or "")


def curl_line(app: App, request: Request) -> str:
    """Return the command that uploads a log to this service."""
    settings = app.settings
    scheme = "https" if settings.https else request.scheme
    host = request.host or f"{settings.host}:{settings.port}"  # empty if the header is malformed
    base = settings.public_url or f"{scheme}://{host}"
    sign_in = "" if settings.local else '-H "Authorization: Bearer $TOKEN" '
    return f"curl {sign_in}-F file=@build.log {shlex.quote(base + '/logs')}"
