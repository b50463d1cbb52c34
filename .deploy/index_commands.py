"""Print the rest of a `gcloud firestore` command for each entry of a Firestore index file.

One command a line, a tab between words. The file has the shape of `firestore.indexes.json`.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path


def index_commands(declared: dict) -> Iterator[list[str]]:
    """Yield the words for composite indexes, then for single fields, in the file's order."""
    for index in declared["indexes"]:
        fields = [f"field-path={field['fieldPath']},{_kind(field)}" for field in index["fields"]]
        yield [
            *("indexes", "composite", "create", _group(index)),
            *(f"--field-config={field}" for field in fields),
        ]
    for override in declared.get("fieldOverrides", []):
        field = override["fieldPath"]
        if "indexes" in override:
            kept = [f"--index={_kind(index)}" for index in override["indexes"]]
            what = kept or ["--disable-indexes"]
            yield ["indexes", "fields", "update", field, _group(override), *what]
        if override.get("ttl"):
            yield ["fields", "ttls", "update", field, _group(override), "--enable-ttl"]


def _group(entry: dict) -> str:
    return f"--collection-group={entry['collectionGroup']}"


def _kind(entry: dict) -> str:
    if "arrayConfig" in entry:
        return f"array-config={entry['arrayConfig'].lower()}"
    return f"order={entry['order'].lower()}"


if __name__ == "__main__":
    for command in index_commands(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))):
        sys.stdout.write("\t".join(command) + "\n")
