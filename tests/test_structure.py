"""The rooms and the directions of imports that docs/architecture.md draws."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# room: the rooms of this project that it may import, itself included
MAY_IMPORT = {
    "shared.core.analysis": {"shared.core.analysis"},
    "shared.core.patterns": {"shared.core", "shared.errors"},
    "shared.core": {"shared.core"},
    "shared.errors": set(),
    "shared.telemetry": set(),
    "shared.config": {"shared.config", "shared.core", "shared.errors"},
    "shared.ports": {"shared.ports", "shared.core"},
    "shared.adapters": {"shared.adapters", "shared.core", "shared.errors", "shared.ports"},
    "shared.services": {"shared.services", "shared.core", "shared.errors", "shared.ports"},
    "shared.web": {
        "shared.web", "shared.services", "shared.core", "shared.errors", "shared.ports",
        "shared.config", "shared.bootstrap", "shared.telemetry",
    },
    "shared.bootstrap": {
        "shared.bootstrap", "shared.adapters", "shared.services", "shared.clients",
        "shared.config", "shared.core", "shared.ports", "shared.telemetry",
    },
    "shared.clients": {"shared.adapters", "shared.config", "shared.core", "shared.ports"},
    "shared.local": {
        "shared.local", "shared.emulators", "shared.bootstrap", "shared.services",
        "shared.config", "shared.core", "shared.errors",
        "shared.ports", "shared.telemetry", "shared.web",
    },
    "shared.emulators": {"shared.emulators", "shared.errors"},
    "shared.cli": {"shared.core", "shared.cli", "shared.commands"},
    "shared.commands": {
        "shared.commands", "shared.bootstrap", "shared.clients", "shared.core", "shared.errors",
        "shared.services", "shared.web",
    },
    "functions": {
        "functions", "shared.bootstrap", "shared.core", "shared.errors", "shared.ports",
        "shared.services",
        "shared.telemetry", "shared.web",
    },
}  # fmt: skip

VENDORS = ("google", "grpc", "requests", "github", "jwt")
IMPURE = {
    "os",
    "time",
    "random",
    "socket",
    "subprocess",
    "pathlib",
    "requests",
    "google",
    "sqlite3",
}


def modules():
    for folder in ("functions", "shared"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(part for part in parts if part != "__init__"), path


MODULES = list(modules())
MODULE_NAMES = {module for module, _ in MODULES}


def imports(path):
    """Return the modules that a file imports anywhere, the lazily imported included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (names & MODULE_NAMES) or {node.module}
    return found


def room_of(module):
    """Return the most specific room that the module is in."""
    rooms = [room for room in MAY_IMPORT if module == room or module.startswith(room + ".")]
    return max(rooms, key=len, default=None)


@pytest.mark.parametrize(("module", "path"), MODULES, ids=str)
def test_imports_point_inward(module, path):
    if module == "shared":
        return
    room = room_of(module)
    assert room is not None, f"{module} stands in no room: say in MAY_IMPORT what it may import"
    own = {name for name in imports(path) if name.split(".")[0] in ("shared", "functions")}
    for name in own - {"shared"}:
        target = room_of(name)
        allowed = any(
            target == room_ or (target or "").startswith(room_ + ".") for room_ in MAY_IMPORT[room]
        )
        assert allowed, f"{module} imports {name}"


@pytest.mark.parametrize(("module", "path"), MODULES, ids=str)
def test_only_adapters_import_vendor_clients(module, path):
    if room_of(module) == "shared.adapters":
        return
    vendors = {name for name in imports(path) if name.split(".")[0] in VENDORS}
    assert vendors == set()


def test_core_is_pure():
    for module, path in MODULES:
        if module.startswith("shared.core"):
            assert {name.split(".")[0] for name in imports(path)} & IMPURE == set(), module


def test_no_circle_of_imports():
    graph = {
        module: {name for name in imports(path) if name in MODULE_NAMES and name != module}
        for module, path in MODULES
    }
    done, path_now = set(), []

    def visit(module):
        assert module not in path_now, f"circle: {path_now[path_now.index(module) :]}"
        if module in done:
            return
        path_now.append(module)
        for name in sorted(graph[module]):
            visit(name)
        path_now.pop()
        done.add(module)

    for module in sorted(graph):
        visit(module)


@pytest.mark.parametrize("module", ["functions.ingest", "functions.web", "functions.sweep"])
def test_an_entry_point_imports_no_vendor_client_and_no_store(module):
    code = f"import sys, {module}; print(sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for vendor in ("google.cloud.firestore", "google.cloud.storage", "grpc", "sqlite3"):
        assert f"'{vendor}'" not in loaded
