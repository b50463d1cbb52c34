"""What each way through the web functions loads, seen from a fresh interpreter."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Loads a function, asks it for a path, and prints which of the watched modules are there.
PROBE = """
import sys
from werkzeug.test import Client
from shared.local.functions import load_function
name, method, path, *watched = sys.argv[1:]
client = Client(load_function(name, "http"))
if path:
    client.open(path, method=method)
print(" ".join(module for module in watched if module in sys.modules))
"""
STORES = ("google.cloud.firestore", "google.cloud.storage", "grpc", "sqlite3")


def loaded(tmp_path, name, method, path, watched=STORES):
    done = subprocess.run(
        [sys.executable, "-c", PROBE, name, method, path, *watched],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "DATA_DIR": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("name", "method", "path"),
    [
        ("web", "GET", ""),
        ("web", "GET", "/health"),
        ("web", "GET", "/assets/style.css"),
        ("web", "GET", "/logs"),
        ("web", "GET", "/upload"),
        ("web", "GET", "/reports/12"),
        ("web", "GET", "/nothing"),
        ("web", "GET", "/?limit=0"),
        ("web", "GET", "/records?problem=maybe"),
        ("web", "GET", "/logs/000000001?format=xml"),
        ("web", "POST", "/logs"),
        ("pages", "GET", "/health"),
        ("logs", "POST", "/logs"),
        ("web", "GET", "/commits/acme/app/main"),
        ("webhook", "POST", "/webhooks/github"),
    ],
)
def test_a_path_that_needs_no_store_loads_none(tmp_path, name, method, path):
    assert loaded(tmp_path, name, method, path) == []


def test_a_list_loads_the_documents_only(tmp_path):
    assert loaded(tmp_path, "pages", "GET", "/") == ["sqlite3"]


@pytest.mark.parametrize("path", ["/", "/issues", "/reports/000000001", "/health"])
def test_pages_do_not_load_the_analysis(tmp_path, path):
    watched = ("shared.services.ingest", "shared.core.analysis.rules.table")
    assert loaded(tmp_path, "web", "GET", path, watched) == []


def test_a_request_loads_the_handlers_of_its_pages_and_no_others(tmp_path):
    watched = [f"shared.web.handlers.{name}" for name in ("service", "reports", "issues", "builds")]
    assert loaded(tmp_path, "web", "GET", "", watched) == []
    assert loaded(tmp_path, "web", "GET", "/issues", watched) == ["shared.web.handlers.issues"]


def test_the_client_of_github_is_loaded_once_there_is_something_to_say(tmp_path):
    path = f"/commits/acme/app/{'a' * 40}"
    assert loaded(tmp_path, "web", "GET", path, ("github", "sqlite3")) == ["sqlite3"]


def test_values_and_ranking_of_patterns_load_no_engine():
    code = "import sys, shared.core.patterns.model, shared.core.patterns.best; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {"rurex", "re2", "ahocorasick_rs"} & set(done.stdout.split()) == set()


@pytest.mark.parametrize("path", ["/patterns", "/unexplained", "/scans", "/patterns/new"])
def test_pages_of_patterns_do_not_load_what_compiles_them(tmp_path, path):
    compilers = ("shared.core.patterns.engine", "shared.core.patterns.pattern_set")
    assert loaded(tmp_path, "patterns", "GET", path, compilers) == []


def test_only_who_asks_for_the_description_loads_it(tmp_path):
    watched = ("shared.web.openapi.describe",)
    assert loaded(tmp_path, "pages", "GET", "/", watched) == []
    assert loaded(tmp_path, "pages", "GET", "/openapi.json", (*STORES, *watched)) == [*watched]
