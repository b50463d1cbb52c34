"""The cases: which program is run, by which commands, and in which CI shape its log is printed.

`needs` names the commands a case cannot do without; `exit_code` is what the last step must leave
with, so that a program that stopped failing is noticed. A command prints as it is written here.
"""

from dataclasses import dataclass, field

MAVEN = "mvn -B -o"
NEAT_MAVEN = "mvn -B -o -ntp -DtrimStackTrace=false"


@dataclass(frozen=True)
class Case:
    """One log: `name` is the file's name, `program` the folder under programs/ (default: name)."""

    name: str
    steps: tuple[tuple[str, str], ...]
    exit_code: int
    needs: tuple[str, ...]
    shape: str = "plain"
    program: str | None = None
    room: str = "/home/ci/build/shop"
    prepare: str | None = None
    environment: dict[str, str] = field(default_factory=dict)
    job: str = "build"
    build: int = 1
    day: int = 4

    @property
    def folder(self) -> str:
        """The folder of the program under programs/."""
        return self.program or self.name


def one(name: str, command: str, exit_code: int, needs: str, step: str = "build", **more) -> Case:
    """A case with a single step."""
    return Case(name, ((step, command),), exit_code, tuple(needs.split()), **more)


COLORED = {"CARGO_TERM_COLOR": "always", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}
ACTIONS_ROOM = "/home/runner/work/shop/shop"
JENKINS_ROOM = "/var/lib/jenkins/workspace/shop-main"
CMAKE = (("configure", "cmake -S . -B out"), ("build", "cmake --build out"))
GTEST_HEADER = "/usr/include/gtest/gtest.h"

C_AND_CPP = (
    one("c-compile-error", "make -k", 2, "make gcc"),
    one("c-missing-header", "make all", 2, "make gcc ar", shape="jenkins", room=JENKINS_ROOM),
    Case(
        "cpp-template-error", CMAKE, 2, ("cmake", "g++"), "github_actions", room=ACTIONS_ROOM,
        job="linux-gcc",
    ),
    one("cpp-werror", "make -k all", 2, "make g++", shape="travis", room="/home/travis/build/acme/shop"),
    one("linker-undefined-reference", "make report", 2, "make gcc"),
    one("make-missing-rule", "make all", 2, "make gcc"),
    one("cmake-configure-error", "cmake -S . -B out", 1, "cmake gcc", shape="gitlab", room="/builds/acme/shop"),
    one("warning-only", "make shop", 0, "make gcc"),
    one("asan-heap-overflow", "make test", 2, "make gcc", shape="gitlab", room="/builds/acme/shop"),
    one("ubsan-overflow", "make check", 2, "make gcc"),
    one("tsan-data-race", "make race-test", 2, "make g++ setarch", shape="taskcluster", room="/builds/worker/checkouts/shop"),
    one("segfault-make", "make test", 2, "make gcc", shape="travis", room="/home/travis/build/acme/shop"),
    one("segfault-bash-139", "./run_tests.sh", 139, "make gcc", program="segfault-make", prepare="make search", shape="shell_trace"),
    one("gdb-backtrace", "make debug-test", 2, "make gcc gdb"),
    Case(
        "ctest-assert-abort",
        (*CMAKE, ("test", "cd out && ctest --output-on-failure")),
        8, ("cmake", "ctest", "gcc"), "prow", room="/go/src/github.com/acme/shop", job="unit",
    ),
    one("valgrind-invalid-read", "make memcheck", 2, "make gcc valgrind"),
    one("gtest-failures", "make test", 2, f"make g++ {GTEST_HEADER}", shape="buildkite", room="/var/lib/buildkite-agent/builds/agent-2/acme/shop"),
    one("callstack-rulers", "make nightly", 2, "make gcc"),
    one("callstack-blank-lines", "python nightly.py", 2, "python"),
)  # fmt: skip

RUST_AND_GO = (
    one("rust-compile-error", "cargo build --offline", 101, "cargo", shape="github_actions", room=ACTIONS_ROOM, environment=COLORED, job="rust"),
    one("rust-test-panic", "cargo test --offline", 101, "cargo", environment={"RUST_BACKTRACE": "1"}),
    one("go-test-failure", "go test -v ./...", 1, "go"),
    one("go-panic", "go run .", 1, "go", shape="prow", room="/go/src/github.com/acme/shop", job="e2e"),
    one("go-build-error", "go build ./...", 2, "go"),
)  # fmt: skip

JAVA = (
    one("maven-compile-error", f"{MAVEN} test-compile", 1, "mvn", shape="jenkins", room=JENKINS_ROOM),
    one("maven-test-failure", f"{NEAT_MAVEN} test", 1, "mvn"),
    one("maven-missing-artifact", f"{MAVEN} compile", 1, "mvn"),
    one("maven-passing-logged-exception", f"{NEAT_MAVEN} test", 0, "mvn"),
    one("java-out-of-memory", "javac Import.java && java -Xmx24m Import", 1, "javac java"),
)

PYTEST = "python -m pytest -v -p no:cacheprovider tests"
UNIT_TESTS = {"program": "pytest-failures", "job": "unit-tests"}
PYTHON = (
    one("pytest-failures", PYTEST, 1, "python python:pytest", build=1001, environment={"SLOW": "0.1"}, **UNIT_TESTS),
    one(
        "pytest-failures-again", PYTEST, 1, "python python:pytest", build=1002, day=5,
        room="/home/ci/agent-3/workspace/unit-tests-1002/shop", environment={"SLOW": "0.23"}, **UNIT_TESTS,
    ),
    one("pytest-other-failure", PYTEST, 1, "python python:pytest", build=1003, day=6, environment={"CHANGE": "other"}, **UNIT_TESTS),
    one("pytest-passing", PYTEST, 0, "python python:pytest", build=1004, day=7, environment={"CHANGE": "passing"}, **UNIT_TESTS),
    one("python-chained-traceback", "python -W always load_prices.py", 1, "python"),
    one("python-missing-module", "python -m pytest -q -p no:cacheprovider", 2, "python python:pytest"),
    one(
        "pip-conflict", "python -m pip install --disable-pip-version-check --dry-run --no-index --find-links wheels -r requirements.txt",
        1, "python python:pip", prepare="python make_wheels.py",
    ),
    one(
        "pip-not-found", "python -m pip install --disable-pip-version-check --dry-run --index-url $REGISTRY/simple -r requirements.txt",
        1, "python python:pip", shape="shell_trace",
    ),
    one("ruff-lint", "ruff check --no-cache --output-format=full shop", 1, "ruff", shape="gitlab", room="/builds/acme/shop", job="lint"),
    one("mypy-errors", "python -m mypy --cache-dir=/dev/null shop", 1, "python python:mypy", shape="github_actions", room=ACTIONS_ROOM, job="types"),
    one("retry-then-failure", "bash deploy.sh", 1, "curl python", shape="shell_trace"),
    one("passing-scary-words", "python -u check.py", 0, "python"),
)  # fmt: skip

NODE = (
    one("node-test-failure", "npm test", 1, "npm node", shape="github_actions", room=ACTIONS_ROOM, environment=COLORED, job="frontend"),
    one("npm-not-found", "npm install --registry $REGISTRY", 1, "npm", shape="shell_trace"),
    one("node-uncaught", "npm run build", 1, "npm node", shape="jenkins", room=JENKINS_ROOM),
    one("node-heap-out-of-memory", "node --max-old-space-size=24 bundle.js", 134, "node", shape="shell_trace"),
    one("tsc-errors", "tsc -p .", 1, "tsc", shape="azure", room="/home/vsts/work/1/s", step="Check types"),
    one("eslint-problems", "eslint src", 1, "eslint"),
)  # fmt: skip

SHELL = (
    one("shell-command-not-found", "bash release.sh", 127, "bash", shape="gitlab", room="/builds/acme/shop"),
    one("shell-permission-denied", "bash ci.sh", 126, "bash"),
    one("timeout-124", "timeout 2 bash wait_for_service.sh", 124, "timeout", shape="buildkite", room="/var/lib/buildkite-agent/builds/agent-1/acme/shop"),
    one("killed-137", "bash build_index.sh", 137, "python awk", shape="github_actions", room=ACTIONS_ROOM, job="index"),
    one(
        "disk-full", "unshare -m bash fill.sh", 2, "unshare mount tar", shape="shell_trace",
        prepare="mkdir cache blobs && for name in a error-pages modules; do head -c 1500000 /dev/zero > blobs/$name.bin; done"
        " && tar -C blobs -cf cache.tar .",
    ),
    one(
        "git-clone-unreachable", "git clone --depth=1 $REGISTRY_DOWN/acme/shop.git checkout", 128, "git",
        program="make-missing-rule", shape="prow", room="/go/src/github.com/acme/shop", job="clone",
    ),
    one(
        "git-missing-branch", "git clone --progress --no-local origin.git checkout && cd checkout && git checkout release-9.4",
        1, "git", shape="gitlab", room="/builds/acme/shop", program="make-missing-rule",
        prepare="git init -q -b main work && seq 400 | split -l 1 - work/page && git -C work add . && git -C work -c user.name=ci"
        " -c user.email=ci@example.org commit -qm pages && git clone -q --bare work origin.git && rm -r work",
    ),
)  # fmt: skip

OTHERS = (
    one("ruby-minitest-failure", "ruby test_coupon.rb --seed 7", 1, "ruby"),
    one("ruby-uncaught", "ruby publish.rb", 1, "ruby"),
    one("php-fatal", "php -d display_errors=stderr -d html_errors=0 import.php", 255, "php"),
    one("phpunit-failure", "phpunit --do-not-cache-result --testdox CartTest.php", 1, "phpunit"),
    one("perl-prove-failure", "prove -v t", 1, "prove"),
    one("mono-compile-error", "mcs Shop.cs", 1, "mcs"),
    one("mono-unhandled-exception", "mcs -debug Ledger.cs && mono --debug Ledger.exe", 1, "mcs mono"),
)

CASES = (*C_AND_CPP, *RUST_AND_GO, *JAVA, *PYTHON, *NODE, *SHELL, *OTHERS)
