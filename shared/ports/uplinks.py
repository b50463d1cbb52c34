"""A Faultline service that logs are sent to."""

from collections.abc import Mapping
from typing import IO, Protocol

from shared.core.documents import BuildContext


class Uplink(Protocol):
    """Sends a log to a service by HTTP."""

    def send(
        self, file: IO[bytes], size: int, name: str, context: BuildContext
    ) -> Mapping[str, object]:
        """Return what the service answers: the fields of POST /logs.

        Raises UploadRefused for what would be refused again, ServiceBusy for what may pass and
        surely had no effect, ServiceSilent where the log may have arrived.
        """
