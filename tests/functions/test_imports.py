"""What each way through the web functions loads, seen from a fresh interpreter."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Loads a function, asks it for one path after another, and prints after each which of the watched
# modules are there.
PROBE = """
import sys
from werkzeug.test import Client
from shared.local.functions import load_function
name, method, paths, *watched = sys.argv[1:]
client = Client(load_function(name, "http"))
for path in paths.split(" "):
    if path:
        client.open(path, method=method)
    print(" ".join(module for module in watched if module in sys.modules))
"""
STORES = ("google.cloud.firestore", "google.cloud.storage", "grpc", "sqlite3")


def loaded(tmp_path, name, method, path, watched=STORES):
    return loaded_by_each(tmp_path, name, method, [path], watched)[path]


def loaded_by_each(tmp_path, name, method, paths, watched=STORES):
    """Return what is there after each request of one process."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, name, method, " ".join(paths), *watched],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "DATA_DIR": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(paths, map(str.split, done.stdout.splitlines()), strict=True))


def nothing_for(*paths):
    return {path: [] for path in paths}


@pytest.mark.parametrize(
    ("name", "method", "paths"),
    [
        (
            "web",
            "GET",
            [
                "",
                "/health",
                "/assets/style.css",
                "/logs",
                "/upload",
                "/reports/12",
                "/nothing",
                "/?limit=0",
                "/records?problem=maybe",
                "/logs/000000001?format=xml",
                "/commits/acme/app/main",
            ],
        ),
        ("web", "POST", ["/logs"]),
        ("pages", "GET", ["/health"]),
        ("logs", "POST", ["/logs"]),
        ("webhook", "POST", ["/webhooks/github"]),
    ],
)
def test_a_path_that_needs_no_store_loads_none(tmp_path, name, method, paths):
    assert loaded_by_each(tmp_path, name, method, paths) == nothing_for(*paths)


def test_a_list_loads_the_documents_only(tmp_path):
    assert loaded(tmp_path, "pages", "GET", "/") == ["sqlite3"]


def test_pages_do_not_load_the_analysis(tmp_path):
    watched = ("shared.services.ingest", "shared.core.analysis.rules.table")
    pages = ("/", "/issues", "/reports/000000001", "/health")
    assert loaded_by_each(tmp_path, "web", "GET", pages, watched) == nothing_for(*pages)


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


def test_pages_of_patterns_do_not_load_what_compiles_them(tmp_path):
    compilers = ("shared.core.patterns.engine", "shared.core.patterns.pattern_set")
    pages = ("/patterns", "/unexplained", "/scans", "/patterns/new")
    assert loaded_by_each(tmp_path, "patterns", "GET", pages, compilers) == nothing_for(*pages)


def test_only_who_asks_for_the_description_loads_it(tmp_path):
    watched = ("shared.web.openapi.describe",)
    assert loaded(tmp_path, "pages", "GET", "/", watched) == []
    assert loaded(tmp_path, "pages", "GET", "/openapi.json", (*STORES, *watched)) == [*watched]
