"""`upload`: send a build log to a Faultline service, or into its bucket."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from shared.clients import cloud_bucket, uplink
from shared.core.builds.places import InvalidPlace, read_source
from shared.core.documents import BuildContext
from shared.core.metadata import CONTEXT_FIELDS, MAX_FIELD_CHARS
from shared.errors import BucketRefused, InvalidObjectName, TransientError, UploadRefused
from shared.services.sending import drop_log, send_log

_HELP = "send a build log to a service or a bucket"
_ABOUT = {
    "job": "the job's name",
    "build": "the build's number or id",
    "repo": "owner/name",
    "sha": "the commit that was built",
    "branch": "the branch, for a pull request the one it would be merged into",
    "pull": "the pull request's number",
    "result": "SUCCESS, FAILURE or ABORTED",
}


def add_parser(commands: Any) -> None:
    """Add the command to those of the shell."""
    parser = commands.add_parser("upload", help=_HELP, description=__doc__)
    parser.add_argument("file", metavar="FILE", help="the log, plain or gzip; - for what is piped")
    for name in CONTEXT_FIELDS:
        parser.add_argument(f"--{name}", type=_field, metavar="TEXT", help=_ABOUT[name])
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--server",
        default=os.environ.get("FAULTLINE_URL", "http://127.0.0.1:8080"),
        metavar="URL",
        help="the service (FAULTLINE_URL, else the local one); its token is FAULTLINE_TOKEN",
    )
    where.add_argument(
        "--bucket", metavar="gs://NAME", help="into this bucket, by your Google credentials"
    )
    parser.set_defaults(run=_run, parser=parser)


def _run(options: argparse.Namespace) -> int:
    context = BuildContext(**{name: getattr(options, name) or None for name in CONTEXT_FIELDS})
    bucket = _bucket_name(options)
    if bucket and not (context.job and context.build):
        options.parser.error("into a bucket, --job and --build are needed: they name the object")
    try:
        with _opened(options.file) as file:
            answer = _drop(bucket, file, context) if bucket else _send(options, file, context)
    except OSError as problem:
        return _complain(f"{options.file} cannot be read: {problem.strerror or problem}")
    except (UploadRefused, BucketRefused, InvalidObjectName, TransientError) as problem:
        return _complain(str(problem))
    print(json.dumps(dict(answer)))
    return 0


def _send(
    options: argparse.Namespace, file: IO[bytes], context: BuildContext
) -> Mapping[str, object]:
    name = Path(options.file).name if options.file != "-" else "stdin.log"
    tokens = (os.environ.get(f"FAULTLINE_{kind}", "").strip() for kind in ("TOKEN", "ID_TOKEN"))
    link = uplink(options.server, *tokens)
    return send_log(link, file, name, context, sleep=time.sleep)


def _drop(bucket: str, file: IO[bytes], context: BuildContext) -> Mapping[str, object]:
    stored = drop_log(cloud_bucket(bucket), file, context)
    return {"bucket": stored.bucket, "name": stored.name, "generation": str(stored.generation)}


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    if path == "-":
        yield sys.stdin.buffer
        return
    with Path(path).open("rb") as file:
        yield file


def _bucket_name(options: argparse.Namespace) -> str | None:
    if options.bucket is None:
        return None
    try:
        place = read_source(options.bucket, own_bucket=None, own_folder=None, resolve=str)
    except InvalidPlace as problem:
        options.parser.error(str(problem))
    if place.kind != "bucket" or place.prefix:
        options.parser.error("--bucket takes gs://NAME and no more; job and build name the object")
    return place.root.removeprefix("gs://")


def _complain(text: str) -> int:
    print(f"upload: {text}", file=sys.stderr)
    return 1


def _field(text: str) -> str:
    field = text.strip()
    if len(field) > MAX_FIELD_CHARS or not field.isprintable():
        raise argparse.ArgumentTypeError(f"one line of at most {MAX_FIELD_CHARS} characters")
    return field
