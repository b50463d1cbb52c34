"""The sample logs that an empty store begins with."""

import json
from pathlib import Path

from shared.bootstrap import App

SAMPLES = Path(__file__).resolve().parent.parent.parent / "tests" / "golden"


def put_samples(app: App) -> set[str]:
    """Put the sample logs into the bucket if nothing is recorded yet; return their names.

    An installation without them begins empty.
    """
    if not (SAMPLES / "samples.json").is_file():
        return set()
    if app.store.list_records(now_ms=app.now_ms(), limit=1).items or any(app.logs.list()):
        return set()
    samples = json.loads((SAMPLES / "samples.json").read_text())
    for sample in samples:
        text = (SAMPLES / sample["log"]).read_bytes()
        app.logs.put(sample["object"], [text], metadata=sample.get("metadata", {}))
    return {sample["object"] for sample in samples}
