"""Every rule has a line that it finds; every exclusion a line that it forbids."""

import re

import pytest

from shared.core.analysis.rules.exclusions import EXCLUSIONS, WEAK_EXCLUSIONS
from shared.core.analysis.rules.markers import MARKERS, MarkerKind
from shared.core.analysis.rules.table import RULES, look_up, marker_group
from shared.core.analysis.triggers import TRIGGERED_LINE

SAMPLES = {
    "go-panic": "panic: runtime error: index out of range [3] with length 3",
    "go-signal": "SIGSEGV: segmentation violation",
    "go-runtime": "runtime: out of memory: cannot allocate 4194304-byte block",
    "go-compiler-crash": "./store.go:14:2: internal compiler error: bad live variable",
    "go-race": "WARNING: DATA RACE",
    "rust-panic": "thread 'main' panicked at src/main.rs:9:44:",
    "limit-status": "##[error]Process completed with exit code 137.",
    "crash-status": "The command exited with status 139, exit code: 139",
    "sanitizer-abort": "==7==ERROR: AddressSanitizer: ABRT on unknown address 0x0 (pc 0x7f)",
    "sanitizer": "==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x61b000080607",
    "ubsan": "invoice.c:6:21: runtime error: signed integer overflow",
    "sanitizer-deadly": "AddressSanitizer:DEADLYSIGNAL",
    "sanitizer-summary": "SUMMARY: AddressSanitizer: heap-use-after-free net.cpp:16",
    "valgrind": "==26490== Invalid read of size 4",
    "check-failed": "# Fatal error in ../src/flags.cc, line 624",
    "assertion": "cart_test: cart_test.c:7: cart_total: Assertion `quantity >= 0' failed.",
    "glog-fatal": "F0212 04:46:15.286254 553 store.cc:202] Check failed: x == y",
    "terminate": "terminate called after throwing an instance of 'std::runtime_error'",
    "gdb-signal": "Program received signal SIGFPE, Arithmetic exception.",
    "debugger-exception": "EXCEPTION_CODE: (NTSTATUS) 0xc0000095 - Integer overflow.",
    "native-crash": "Fatal Python error: Segmentation fault",
    "fatal-error": "FATAL ERROR: Reached heap limit Allocation failed",
    "signal": "./run_tests.sh: line 3: 26385 Segmentation fault      ./search",
    "killed": "build_index.sh: line 3: 27590 Killed                  bash ./grow.sh",
    "native-frames": "    #0 0x55cac900a287 in place_object simulate.c:12",
    "kernel-consequence": "Kernel panic - not syncing: panic_on_warn set ...",
    "kernel-report": "BUG: KASAN: use-after-free in skb_unref+0x16/0x46",
    "kernel-stall": "rcu: INFO: rcu_preempt self-detected stall on CPU",
    "panic": 'panic(cpu 1 caller 0xffffff8009da2f32): "zalloc: retry fail"',
    "kernel-dead": "fatal page fault in supervisor mode",
    "slab-bug": "BUG kmalloc-8 (Tainted: G    B         ): Object already free",
    "unregister-stuck": "unregister_netdevice: waiting for lo to become free. Usage count = 2",
    "call-trace": "Call Trace:",
    "callstack": "Callstack:",
    "make-no-rule": "make: *** No rule to make target 'tables.o', needed by 'all'.  Stop.",
    "make-stopped": "make[2]: *** [Makefile:14: build/parse.o] Error 1",
    "ninja-stopped": "ninja: build stopped: subcommand failed.",
    "exit-status": "Command failed with exit code 3",
    "bare-exception": "java.lang.IllegalStateException",
    "sbt-total": "[error] Total time: 101 s, completed Jul 29, 2019",
    "sbt-position": "[error] /home/ci/src/main/scala/Shop.scala:6:35: not found: value price",
    "java-exception": 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space',
    "exception-in-thread": "Exception has been thrown by the target of an invocation",
    "junit-failure": "[ERROR] com.acme.CartTest.total -- Time elapsed: 0.010 s <<< ERROR!",
    "surefire-summary": "Tests run: 3, Failures: 1, Errors: 0, Skipped: 0 <<< FAILURE!",
    "surefire-list": "Failed tests: ",
    "maven-goal": "[ERROR] Failed to execute goal on project tax-report: Could not resolve",
    "maven-compile": "[ERROR] /builds/shop/OrderService.java:[22,13] cannot find symbol",
    "maven-advice": "[ERROR] -> [Help 1]",
    "level-bracket-error": "[ERROR] the feed is empty",
    "gradle-wrong": "* What went wrong:",
    "gradle-test": "CartTest > totalIsRounded FAILED",
    "gradle-task": "> Task :app:compileKotlin FAILED",
    "kotlin-error": "e: /src/Cart.kt: (3, 7): Unresolved reference: priec error",
    "scalatest": "[info] - totals are rounded *** FAILED ***",
    "specs2": "[error]   x totals are rounded",
    "msbuild-error": "src/orders.ts(10,14): error TS2322: Type 'string' is not assignable",
    "xunit-fail": "    Acme.Tests.CartFixture.Should_round [FAIL]",
    "dotnet-failed": "  Failed Acme.Tests.CartFixture.ShouldRound [12 ms]",
    "powershell-at": "At /home/ci/build.psm1:2038 char:17",
    "ant-failed": "    [javac] Shop.java:4: error: ';' expected",
    "spring-boot": "APPLICATION FAILED TO START",
    "compiler-error": "src/parse.c:41:17: error: 'max_depth' undeclared",
    "compiler-warning": "cart.c:4:23: warning: comparison of integers of different signs",
    "linker-warning": "ld: warning: directory not found for option '-L/opt/lib'",
    "linker": "main.cc:(.text+0x15): undefined reference to `percentile(double)'",
    "linker-summary": "error: linking with `cc` failed: see below",
    "cmake-error": "CMake Error at CMakeLists.txt:17 (find_package):",
    "cmake-incomplete": "-- Configuring incomplete, errors occurred!",
    "configure-error": "configure: error: C compiler cannot create executables",
    "ghc-error": "src/Language/Types.hs:528:3: error:",
    "ocaml-error": 'File "cart.ml", line 3, characters 4-9:',
    "swift-test": "    ✗ testTotalIsRounded, XCTAssertTrue failed",
    "xctest": "  testTotalIsRounded, XCTAssertEqual failed: nil",
    "bazel-fail": "FAIL: //shop:cart_test (see /tmp/test.log)",
    "ninja-failed": "FAILED: obj/cart.o ",
    "latex": "! Undefined control sequence.",
    "erlang": "inet_SUITE:t_gethost failed on line 696",
    "as-errors": "compile: warnings being treated as errors",
    "rustc-summary": "error: could not compile `shop` due to previous error",
    "rustc-build-command": "error: failed to run custom build command for `jemalloc-sys v0.3.0`",
    "rustc-error": "error[E0308]: mismatched types",
    "plain-error": "error: cart total is rounded twice",
    "rust-test-output": "---- tests::reads_a_label stdout ----",
    "rust-test-failed": "test tests::reads_a_label ... FAILED",
    "rustfmt-diff": "Diff in /src/main.rs at line 3:",
    "go-test-killed": "*** Test killed with quit: ran too long (7m0s).",
    "go-test-fail": "--- FAIL: TestConvert (0.00s)",
    "go-test-frame": "\t/src/shop/timeout_test.go:448 +0x564",
    "goroutine": "goroutine 21 [running]:",
    "go-fail-package": "FAIL\tacme.org/shop\t0.638s",
    "go-vet": './main.go:9:9: cannot use "8080" as int value in return statement',
    "python-warning": "/src/shop/errors.py:9: DeprecationWarning: page 500 is deprecated",
    "pytest-failure": "__________________ test_total ___________________",
    "unittest-failure": "FAIL: test_total (shop.tests.CartTest)",
    "python-traceback": "Traceback (most recent call last):",
    "pytest-error-line": "E   ModuleNotFoundError: No module named 'acme_sheets'",
    "pytest-summary": "FAILED tests/test_tax.py::test_rate - AttributeError: no attribute",
    "python-syntax": '  File "shop.py", line 12, in total',
    "exception-list": "PackagesNotFoundError: The following packages are not available:",
    "python-exception": "KeyError: 'address'",
    "interrupted": "!!!!!!!!!!!!!!!!!!! KeyboardInterrupt !!!!!!!!!!!!!!!!!!!",
    "lint-position": "shop/cart.py:105:5: E303 too many blank lines (2)",
    "ruff-full": "I001 [*] Import block is un-sorted or un-formatted",
    "lint-report": "  Error (CLANGTIDY) Linter failed",
    "jest-failure": "  ● Cart totals are rounded",
    "js-stack": "Error: build.config.json cannot be used",
    "npm-warning": "npm warn deprecated inflight@1.0.6: This module is not supported",
    "npm-missing": "npm error 404 Not Found - GET https://registry.example.org/tablekit",
    "eslint": "  3:3  error  'notifyListeners' is not defined  no-undef",
    "webpack": "ERROR in ./src/index.js 3:0-28",
    "numbered-failure": "  1) Failure:",
    "ruby-error": "publish.rb:7:in `parse': feed is not a number (FeedError)",
    "php-fatal": "PHP Fatal error:  Uncaught Error: Call to undefined function total()",
    "composer": "Your requirements could not be resolved to an installable set of packages.",
    "perl-die": "Can't locate JSON/XS.pm in @INC (you may need to install it)",
    "perl-test": "#   Failed test 'chairs on stock'",
    "r-error": "Error in library(\"testthat\") : there is no package called 'testthat'",
    "r-check": "* checking examples ... ERROR",
    "lua-error": "lua: main.lua:3: attempt to call a nil value, stack traceback error",
    "elixir-error": "** (CompileError) lib/rates.ex:3: undefined function total/1",
    "shell-missing": "release.sh: line 9: zipalign: command not found",
    "prompted-trace": '  signal(error ("Could not create connection to elpa.example.org:443"))',
    "mozilla-unexpected": "TEST-UNEXPECTED-FAIL | dom/test_total.html | got 3, expected 4",
    "harness-level": "ERROR - Return code: 1",
    "gtest-assert": "arena_test.cc:51: Failure",
    "gtest-failed": "[  FAILED  ] Arena.ReusesFreedBlocks (3 ms)",
    "tap": "not ok 2 - chairs on stock",
    "ctest-failed": "The following tests FAILED:",
    "phpunit-failure": "There was 1 failure:",
    "mocha-list": "  1 failing",
    "rspec-list": "Failures:",
    "catch-failed": "arena_test.cpp:51: FAILED:",
    "behave": "Assertion Failed: total is 3",
    "failed-total": "  FAILED:    75 Tests",
    "test-failed-word": "[FAILED] Failed to start the shop",
    "dots-failed": "Opening TLS connection...failed",
    "python-dots-fail": "tests/test_tax.py::test_rate ERROR",
    "actions-error": "##[error]The template is not valid",
    "git-consequence": "fatal: Could not read from remote repository.",
    "git-fatal": "fatal: unable to access 'https://git.example.org/acme/shop.git/'",
    "apt": "E: Unable to locate package libacme-dev",
    "rpm": "error: Failed build dependencies:",
    "pip": "ERROR: Could not find a version that satisfies the requirement acme==9.4",
    "download": "curl: (22) The requested URL returned error: 404",
    "network": "connect: Connection refused",
    "docker": "docker: Error response from daemon: manifest unknown",
    "resources": "tar: ./pages.bin: Cannot write: No space left on device",
    "time-limit": "The job exceeded the maximum time limit for jobs, and has been terminated",
    "log-limit": "The log length has exceeded the limit of 4 MB",
    "kube": "Error from server (BadRequest): container is waiting to start",
    "terraform": "│ Error: creating S3 Bucket (acme-logs)",
    "credentials": "remote: Authentication failed for the shop, access denied",
    "build-verdict": "Finished: FAILURE",
    "npm-lifecycle": "npm ERR! code ELIFECYCLE",
    "failure-count": "Tests: 59, Assertions: 139, Failures: 7",
    "see-log": "See the file for more details about the crash",
    "level-error": "ERROR: schema version mismatch: expected 8, found 7",
    "level-error-inside": "09:15 shop ERROR the feed is empty",
    "level-warning": "WARNING: row 41 has no price",
    "program-error": "xcodebuild: error: Unable to find a destination",
    "tool-error": "setup: can't find source for Shop/Formatter in src",
    "trouble": "Could not create the lock file",
    "callstack-word": "the callstack was lost",
    "stack-word": "no stack trace is available",
    "failure-word": "An error occurred while installing the baker",
    "error-word": "errorlike noise of the myerrors kind",
    "warning-word": "a deprecated option is used",
}
NAMES = [rule.name for rule in RULES if rule.name != "before-stop"]


@pytest.mark.parametrize("name", NAMES)
def test_each_rule_finds_its_sample(name: str) -> None:
    line = SAMPLES[name].encode()
    assert TRIGGERED_LINE.search(b"\n" + line), "no trigger word"
    index = look_up(line).rule
    assert index is not None
    assert RULES[index].name == name


def test_names_of_rules_are_unique_and_all_have_samples() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert set(SAMPLES) == set(NAMES)


@pytest.mark.parametrize(
    "line",
    [
        "0 errors, 0 warnings",
        "Tests run: 12, Failures: 0, Errors: 0, Skipped: 0",
        "errors: 0",
        "non-fatal error: the cache is cold",
        "this is not an error",
        "the failure was expected, errors ignored",
        "gcc -Wall -Werror -c -o error.o error.c",
        "libtool: compile:  gcc -Werror -c parse.c",
        "[ 35%] Building C object src/error.c.o",
        "  CC      drivers/error.o",
        "ok 3 - reports errors",
        "test reads_errors ... ok",
        "tests/test_errors.py::test_error_pages[400] PASSED  [ 71%]",
        "TEST-PASS | dom/test_error.html | error event fired",
        "=========== 7 passed, 1 warning in 0.03s ===========",
        "ERROR_COUNT=0",
        "create mode 100644 src/errors.py",
        "[ 5 of 19] Compiling Acme.CallStack",
        "error handling tests passed",
        "Cache read errors                     0",
        "+ ./print_log.py /var/lib/ci/error.log",
        "# FAIL:  0",
    ],
)
def test_excluded_lines_are_no_failure(line: str) -> None:
    assert look_up(line.encode()).rule is None


@pytest.mark.parametrize(
    ("line", "kind", "group"),
    [
        ('The command "make test" exited with 2.', MarkerKind.CLOSE, b"2"),
        ("##[error]Process completed with exit code 1.", MarkerKind.CLOSE, b"1"),
        ("Done. Your build exited with 0.", MarkerKind.PASSED, b""),
        ("Done. Your build exited with 1.", MarkerKind.FAILED, b""),
        ("Finished: SUCCESS", MarkerKind.PASSED, b""),
        ("Finished: FAILURE", MarkerKind.FAILED, b""),
        ("##[group]Run make test", MarkerKind.OPEN, b"Run make test"),
        ("$ make test", MarkerKind.OPEN, b"make test"),
        ("section_start:1772615702:step_script", MarkerKind.OPEN, b"step_script"),
        ("Step 3/9 : RUN make", MarkerKind.OPEN, b"RUN make"),
        ("[Pipeline] { (Test)", MarkerKind.OPEN, b"Test"),
        ("Post job cleanup.", MarkerKind.AFTER, b""),
        ("Cleaning up orphan processes", MarkerKind.COMPLETE, b""),
        ("[INFO] BUILD SUCCESS", MarkerKind.SUCCEEDED, b""),
        ("test result: ok. 3 passed; 0 failed", MarkerKind.SUCCEEDED, b""),
    ],
)
def test_markers_tell_steps_and_outcomes(line: str, kind: MarkerKind, group: bytes) -> None:
    index = look_up(line.encode()).marker
    assert index is not None
    assert MARKERS[index].kind is kind
    assert marker_group(index, line.encode()) == group


@pytest.mark.parametrize(
    "pattern",
    [rule.pattern for rule in RULES]
    + [marker.pattern for marker in MARKERS]
    + list(EXCLUSIONS + WEAK_EXCLUSIONS),
)
def test_patterns_stay_within_what_every_linear_engine_reads(pattern: str) -> None:
    re.compile(pattern.encode())
    assert not re.search(r"\(\?(?:[=!<]|>)|\\[1-9]", pattern.replace("(?P<", ""))
