"""schemathesis, driven over HTTP as its command line drives it, and what it found."""

import os
import threading
from collections import Counter
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import schemathesis
from hypothesis import strategies as st
from schemathesis.engine import events, from_schema
from schemathesis.transport.serialization import Binary
from werkzeug.serving import WSGIRequestHandler, make_server

from shared.web.openapi.describe import template_of

SEED = 20261123
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "1"))
# What stands in for files: some are logs, some show a failure, some are neither.
FILES = st.one_of(st.binary(), st.text().map(str.encode), st.just(b"ld: error: no such file\n"))
schemathesis.openapi.format("binary", FILES.map(Binary))
_REJECTED = [400, 401, 403, 404, 409, 413, 429, 503]
_ACCEPTED = ["2xx", "3xx", 401, 403, 404, 409, 429, 503]


class _Quiet(WSGIRequestHandler):
    def log(self, *_args: object) -> None:
        """Say nothing of requests."""


@contextmanager
def served(app: object) -> Iterator[str]:
    """Serve the application on a free port of this machine; yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@dataclass
class Findings:
    """What came of a run: how often each operation answered which status, and what was wrong."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def answered(self, statuses: Container[int]) -> set[str]:
        """Return the operations that answered one of these statuses."""
        return {operation for operation, seen in self.statuses if seen in statuses}

    def told(self) -> str:
        """Return what was wrong, the most frequent first."""
        return "\n\n".join(f"{count} x {what}" for what, count in self.wrong.most_common())

    def take(self, event: object) -> None:
        """Keep what the event tells."""
        if isinstance(event, events.NonFatalError | events.FatalError):
            self.wrong[f"schemathesis failed: {event}"] += 1
        if isinstance(event, events.ScenarioFinished):
            self._take_scenario(event.recorder)

    def _take_scenario(self, recorder) -> None:
        for case_id, interaction in recorder.interactions.items():
            operation = recorder.cases[case_id].value.operation.label
            if interaction.response is not None:
                self.statuses[operation, interaction.response.status_code] += 1
            for check in recorder.checks.get(case_id, ()):
                if found := check.failure_info:
                    failure = f"{found.failure.title}: {found.failure.message}"
                    self.wrong[f"{operation}: {failure}\n{found.code_sample}"] += 1


def fuzz(address: str, settings: dict) -> Findings:
    """Let schemathesis do its worst, the same each time, and return what it found."""
    config = schemathesis.Config.from_dict(_COMMON | settings)
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json", config=config)
    findings = Findings()
    for event in from_schema(schema).execute():
        findings.take(event)
    return findings


def label(key: str) -> str:
    """Return what schemathesis calls an operation: "GET /logs/<log_id>" -> "GET /logs/{log_id}"."""
    return template_of(key)


def known(**values: list[str]) -> dict:
    """Return the settings that make most requests ask for what exists.

    "path.log_id" are values for a part of the path, "body.report_id" for a field of the body.
    """
    names = {place: place.replace(".", "_") for place in values}
    return {
        "dictionaries": {names[place]: {"values": each} for place, each in values.items()},
        "parameters": {
            place: {"dictionary": name, "probability": 0.8} for place, name in names.items()
        },
    }


# No schema says whether the bytes of a file are a log, and one that shows a failure.
_MAY_REFUSE = {"positive_data_acceptance": {"expected-statuses": [*_ACCEPTED, 400]}}
# A field that is sent as a number arrives as text, which it may be. schemathesis knows that of
# forms without a file.
_MAY_TAKE = {"negative_data_rejection": {"expected-statuses": ["2xx", 303, *_REJECTED]}}

_NO_COVERAGE = {"coverage": {"enabled": False}}
# One example would be all that is asked of a list then, and may be one that is refused.
_SOME = {"max-examples": max(EXAMPLES, 5)}

_COMMON = {
    "seed": SEED,
    "continue-on-failure": True,
    "suppress-health-check": ["all"],
    "cache": {"enabled": False},
    "headers": {"Accept": "application/json"},
    # Asking everything once more without a sign-in is a test of its own. A request whose sign-in
    # is no good and that asks for a page is led to the form that signs in, whatever else is wrong.
    "checks": {
        "ignored_auth": {"enabled": False},
        "negative_data_rejection": {"expected-statuses": [*_REJECTED, 303]},
    },
    # Two methods that no route has stand for all of them: each is tried on every route.
    "phases": {"coverage": {"unexpected-methods": ["PUT", "DELETE"]}},
    "operations": [
        {"include-operation-id": "post_log", "checks": _MAY_REFUSE | _MAY_TAKE},
        {"include-operation-id": "post_issue", "checks": _MAY_REFUSE | _MAY_TAKE},
        # Nor which words are too common to search for.
        {"include-operation-id": "list_reports", "checks": _MAY_REFUSE},
        # Nor which labels are declared.
        {"include-operation-id": "patch_issue", "checks": _MAY_REFUSE},
        {"include-operation-id": "label_issue", "checks": _MAY_REFUSE},
        # Nor that one parameter goes with another.
        {"include-operation-id": "compare_logs", "checks": _MAY_REFUSE},
        {"include-operation-id": "show_dataset", "checks": _MAY_REFUSE},
        # Lists and logs have many parameters: one route of each stands for both that take them.
        *(
            {
                "include-operation-id": name,
                "checks": _MAY_REFUSE,
                "phases": _NO_COVERAGE,
                "generation": _SOME,
            }
            for name in ("list_issues", "list_unexplained")
        ),
        {"include-operation-id": "show_first_log", "phases": _NO_COVERAGE},
        # Nor which expressions, labels and lines can be looked for.
        *(
            {"include-operation-id": name, "checks": _MAY_REFUSE | _MAY_TAKE}
            for name in ("post_pattern", "test_pattern", "import_patterns", "new_pattern")
        ),
        {"include-operation-id": "patch_pattern", "checks": _MAY_REFUSE | _MAY_TAKE},
        {
            "include-operation-id": "edit_pattern",
            "checks": _MAY_REFUSE | _MAY_TAKE,
            "phases": _NO_COVERAGE,
        },
        *(
            {"include-operation-id": name, "checks": _MAY_REFUSE | _MAY_TAKE}
            for name in ("retire_pattern", "restore_pattern", "scan_pattern", "label_record")
        ),
        # Nor which commits and jobs a branch has.
        *(
            {"include-operation-id": name, "checks": _MAY_REFUSE | _MAY_TAKE}
            for name in ("post_breakage", "patch_breakage", "resolve_breakage", "list_breakages")
        ),
        {
            "include-operation-id": "edit_breakage",
            "checks": _MAY_REFUSE | _MAY_TAKE,
            "phases": _NO_COVERAGE,
        },
        # Nor which characters can be printed.
        {"include-operation-id": "declare_label", "checks": _MAY_REFUSE},
    ],
}
