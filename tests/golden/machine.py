"""What a case sees of this machine, and what a log may tell of it: as little as possible."""

import importlib.util
import os
import re
import shutil
import socket
import sys
from pathlib import Path

from cases import Case

HOME = Path("/home/ci")
# Pages that tools point to in their messages; every other host becomes one of example.org.
DOCUMENTATION_HOSTS = (
    "docs.pytest.org", "cwiki.apache.org", "docs.astral.sh", "doc.rust-lang.org",
    "maven.apache.org", "mypy.readthedocs.io", "docs.npmjs.com", "nodejs.org", "www.gnu.org",
    "pip.pypa.io", "eslint.org", "git-scm.com",
)  # fmt: skip


def closed_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_missing(need: str, path: str) -> bool:
    """Whether a command, a Python module (`python:name`) or a file is not on this machine."""
    if need.startswith("/"):
        return not Path(need).exists()
    if need.startswith("python:"):
        return importlib.util.find_spec(need.removeprefix("python:")) is None
    return shutil.which(need, path=path) is None


def environment_of(case: Case, registry: str) -> dict[str, str]:
    """A small environment that is the same on every machine, but for where the tools lie."""
    home = Path.home()
    kept = {
        "RUSTUP_HOME": os.environ.get("RUSTUP_HOME", str(home / ".rustup")),
        "CARGO_HOME": os.environ.get("CARGO_HOME", str(home / ".cargo")),
    }
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(HOME),
        "USER": "ci",
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "CI": "true",
        "TMPDIR": str(HOME / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "MAVEN_OPTS": f"-Dmaven.repo.local={home}/.m2/repository -Duser.home={HOME}",
        "GOPROXY": "off",
        "GOFLAGS": "-mod=mod",
        "REGISTRY": registry,
        "REGISTRY_DOWN": f"http://127.0.0.1:{closed_port()}",
        **kept,
        **case.environment,
    }


def replacements(environment: dict[str, str]) -> list[tuple[str, str]]:
    """Machine-made text and what stands for it in a log, longest first."""
    home = str(Path.home())
    closed = environment["REGISTRY_DOWN"].rpartition(":")[2]
    pairs = [
        (environment["REGISTRY"], "https://registry.example.org"),
        (environment["REGISTRY_DOWN"], "https://git.example.org"),
        (f"127.0.0.1 port {closed}", "git.example.org port 443"),
        (environment["RUSTUP_HOME"], "/home/ci/.rustup"),
        (environment["CARGO_HOME"], "/home/ci/.cargo"),
        (f"{home}/.m2", "/home/ci/.m2"),
        (socket.gethostname(), "runner-7"),
    ]
    if sys.prefix != sys.base_prefix:
        pairs.append((sys.prefix, "/home/ci/venv"))
    if not sys.base_prefix.startswith("/usr"):
        pairs.append((sys.base_prefix, "/usr/local"))
    pairs += [(tool_home(name, environment["PATH"]), "/usr") for name in ("tsc", "eslint")]
    return sorted(((a, b) for a, b in pairs if len(a) > 3), key=lambda pair: -len(pair[0]))


def tool_home(name: str, path: str) -> str:
    """The folder that a Node tool is installed in, if it is none of the system's."""
    found = shutil.which(name, path=path)
    folder = str(Path(found).resolve().parent.parent.parent.parent) if found else ""
    return "" if folder.startswith("/usr") else folder


def normalize(text: str, pairs: list[tuple[str, str]]) -> str:
    """Return text without what tells on the machine it was made on."""
    for found, stands_for in pairs:
        text = text.replace(found, stands_for)
    return re.sub(r"(?<=://)[\w.-]+(?::\d+)?", neutral_host, text)


def neutral_host(match: re.Match[str]) -> str:
    """The host of an address as it may stand in a log."""
    host = match[0].partition(":")[0]
    if host in DOCUMENTATION_HOSTS or host.endswith("example.org"):
        return match[0]
    return "mirror.example.org"
