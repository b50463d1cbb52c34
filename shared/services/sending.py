"""A log on its way from a CI job to Faultline: compressed on the way, tried again if need be."""

import tempfile
from collections.abc import Callable, Mapping
from typing import IO

from shared.core.documents import BuildContext
from shared.core.metadata import context_metadata
from shared.core.object_names import log_name
from shared.errors import ServiceBusy
from shared.ports import LogBucket, StoredObject, Uplink
from shared.services.compressing import compressed

ATTEMPTS = 4
PAUSE_SECONDS = 2.0
_SPOOL_BYTES = 4 << 20


def send_log(
    uplink: Uplink,
    file: IO[bytes],
    name: str,
    context: BuildContext,
    *,
    sleep: Callable[[float], None],
) -> Mapping[str, object]:
    """Send the log and return what the service answers.

    Sent again only where the service surely did nothing: twice received is counted twice.
    Raises UploadRefused, ServiceBusy, ServiceSilent.
    """
    with tempfile.SpooledTemporaryFile(_SPOOL_BYTES) as packed:
        packed.writelines(compressed(file))
        size = packed.tell()
        for attempt in range(ATTEMPTS - 1):
            packed.seek(0)
            try:
                return uplink.send(packed, size, name, context)
            except ServiceBusy:
                sleep(PAUSE_SECONDS * 2**attempt)
        packed.seek(0)
        return uplink.send(packed, size, name, context)


def drop_log(bucket: LogBucket, file: IO[bytes], context: BuildContext) -> StoredObject:
    """Put the log of a build into the bucket, in place of one that was put there before."""
    repo = context.repo.split("/") if context.repo else ()
    name = log_name("ci", *repo, context.job or "", context.build or "")
    return bucket.put(name, compressed(file), metadata=context_metadata(context))
