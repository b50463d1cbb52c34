"""The functions, loaded as the platform loads them and called as it calls them."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import functions_framework
from werkzeug.test import Client

from shared.ports import StoredObject

ROOT = Path(__file__).resolve().parent.parent.parent
FINALIZED = "google.cloud.storage.object.v1.finalized"


def load_function(name: str, signature: str) -> Any:
    """Return the WSGI application of one entry point; `signature` is "http" or "cloudevent"."""
    create_app: Any = functions_framework.create_app  # has no types
    app = create_app(name, str(ROOT / "functions" / f"{name}.py"), signature)
    # create_app leaves these behind, and the next function would take them for its own.
    for variable in ("FUNCTION_TARGET", "FUNCTION_SIGNATURE_TYPE"):
        os.environ.pop(variable, None)
    return app


def deliver(ingest: Client, found: StoredObject) -> bool:
    """Send the "finalized" event of an object; return whether it was acknowledged."""
    headers, body = finalized_event(found)
    response = ingest.post("/", headers=headers, data=body, content_type="application/json")
    return response.status_code < 300


def finalized_event(found: StoredObject) -> tuple[dict[str, str], str]:
    """Return headers and body of the CloudEvent that Cloud Storage sends for the object."""
    time = datetime.fromtimestamp(found.created_ms / 1000, UTC).isoformat(timespec="milliseconds")
    headers = {
        "ce-specversion": "1.0",
        "ce-id": f"{found.generation}",
        "ce-type": FINALIZED,
        "ce-source": f"//storage.googleapis.com/projects/_/buckets/{found.bucket}",
        "ce-time": time,
    }
    body = {
        "kind": "storage#object",
        "bucket": found.bucket,
        "name": found.name,
        "generation": str(found.generation),
        "metageneration": "1",
        "size": str(found.size),
        "timeCreated": time,
        "metadata": dict(found.metadata),
    }
    return headers, json.dumps(body)
