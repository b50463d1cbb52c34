"""Sending a log to a Faultline service: one multipart form, streamed from the file."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import IO, Any

import requests
from urllib3 import encode_multipart_formdata

from shared.core.documents import BuildContext
from shared.errors import ServiceBusy, ServiceSilent, UploadRefused

BLOCK_BYTES = 1 << 20
_TIMEOUT_S = (10.0, 300.0)
_BUSY = (429, 503)


class HttpUplink:
    """Satisfies `Uplink`."""

    def __init__(self, server: str, token: str = "", id_token: str = "") -> None:
        """Hold the service's address; `id_token` is what Cloud Run asks for before the service."""
        self._address = server.rstrip("/") + "/logs"
        self._headers = {"Accept": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        if id_token:
            self._headers["X-Serverless-Authorization"] = f"Bearer {id_token}"

    def send(
        self, file: IO[bytes], size: int, name: str, context: BuildContext
    ) -> Mapping[str, object]:
        """Return what the service answers; errors are told apart by whether they pass."""
        form = _Form(file, size, name, context)
        headers = self._headers | {"Content-Type": form.content_type}
        try:
            response = requests.post(
                self._address,
                data=form,
                headers=headers,
                timeout=_TIMEOUT_S,
                allow_redirects=False,  # a token is for the address that was given, no other
            )
        except requests.exceptions.ConnectionError as problem:
            if form.begun:
                raise ServiceSilent(f"{self._address}: {problem}") from problem
            raise ServiceBusy(f"{self._address} cannot be reached: {problem}") from problem
        except (requests.RequestException, ValueError) as problem:
            raise ServiceSilent(f"{self._address}: {problem}") from problem
        return self._answer(response)

    def _answer(self, response: requests.Response) -> Mapping[str, object]:
        status, said = response.status_code, _json(response)
        if status == 201 and "record" in said:
            return said
        error = said.get("error")
        message = error.get("message") if isinstance(error, dict) else None
        text = f"{self._address} answered {status}: {message or response.reason}"
        if status in _BUSY:
            raise ServiceBusy(text)
        if status >= 500:
            raise ServiceSilent(text)
        raise UploadRefused(text)


class _Form:
    """The body of the request; requests reads its length, then iterates over it."""

    def __init__(self, file: IO[bytes], size: int, name: str, context: BuildContext) -> None:
        fields: dict[str, Any] = {k: v for k, v in asdict(context).items() if v is not None}
        # The fields come first, and the file last: its place is where the empty one ends.
        fields["file"] = (name, b"", "application/octet-stream")
        body, self.content_type = encode_multipart_formdata(fields)
        boundary = self.content_type.partition("boundary=")[2].encode()
        self._tail = b"\r\n--" + boundary + b"--\r\n"
        self._head = body.removesuffix(self._tail)
        self._file, self._size = file, size
        self.begun = False

    def __len__(self) -> int:
        return len(self._head) + self._size + len(self._tail)

    def __iter__(self) -> Iterator[bytes]:
        self.begun = True
        yield self._head
        yield from iter(lambda: self._file.read(BLOCK_BYTES), b"")
        yield self._tail


def _json(response: requests.Response) -> dict[str, Any]:
    try:
        said = response.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
