"""Send the messages of a Pub/Sub subscription to a topic: usage redrive.py SUBSCRIPTION TOPIC.

Both are full names. ACCESS_TOKEN signs in; PUBSUB_URL is another server than Google's. A message
is acknowledged after it was sent, so one may be sent twice, and none is lost: ingest knows an
object that it has read.
"""

import json
import os
import sys
import urllib.request
from typing import Any

SERVER = os.environ.get("PUBSUB_URL", "https://pubsub.googleapis.com")
BATCH = 500
TIMEOUT_S = 60
# Pub/Sub answers fewer messages than there are, and sometimes none though there are some.
EMPTY_ANSWERS = 3
# What Pub/Sub adds to a dead letter says nothing about the event.
ADDED = ("CloudPubSubDeadLetter", "googclient_")


def redrive(subscription: str, topic: str) -> int:
    """Send until the subscription is empty; return how many messages were sent."""
    sent, empty = 0, 0
    while empty < EMPTY_ANSWERS:
        answer = call(f"{subscription}:pull", {"maxMessages": BATCH})
        received = answer.get("receivedMessages", [])
        empty = 0 if received else empty + 1
        if not received:
            continue
        call(f"{topic}:publish", {"messages": [again(each["message"]) for each in received]})
        call(f"{subscription}:acknowledge", {"ackIds": [each["ackId"] for each in received]})
        sent += len(received)
    return sent


def again(message: dict[str, Any]) -> dict[str, Any]:
    """Return the message as it was sent first."""
    attributes = message.get("attributes", {})
    kept = {name: text for name, text in attributes.items() if not name.startswith(ADDED)}
    return {"data": message.get("data", ""), "attributes": kept}


def call(method: str, body: dict[str, Any]) -> dict[str, Any]:
    """Return what the server answers. Raises OSError."""
    headers = {
        "Authorization": f"Bearer {os.environ['ACCESS_TOKEN']}",
        "Content-Type": "application/json",
    }
    data = json.dumps(body).encode()
    request = urllib.request.Request(f"{SERVER}/v1/{method}", data, headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
    return found


if __name__ == "__main__":
    sys.stdout.write(f"Sent again: {redrive(*sys.argv[1:])} events.\n")
