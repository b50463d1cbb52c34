"""Pairs that are two failures, however alike they look.

The excerpts of a row differ only where the failures do: the same tool, the same surroundings, the
same wording around another name, code, kind or cause. The id says what is other.
"""
# Log lines are as long as the tools print them, and as curly as their quotes.
# ruff: noqa: E501, RUF001

from tests.core.pairs import Pair, pair

MUST_DIFFER: tuple[Pair, ...] = (
    # --- words of a service ----------------------------------------------------------------------
    pair(
        "service-name",
        """
        I0304 09:15:01.000117   12345 server.go:210] starting
        kube-proxy failed
        """,
        """
        I0304 09:15:01.000117   12345 server.go:210] starting
        kube-sched failed
        """,
    ),
    pair(
        "service-name-in-a-unit",
        """
        Job for docker.service failed because the control process exited with error code.
        See "systemctl status docker.service" and "journalctl -xeu docker.service" for details.
        """,
        """
        Job for nginx.service failed because the control process exited with error code.
        See "systemctl status nginx.service" and "journalctl -xeu nginx.service" for details.
        """,
    ),
    pair(
        "step-name",
        """
        INFO[2026-03-04T09:15:05Z] Running step e2e-install.
        ERRO[2026-03-04T09:31:40Z]   * could not run steps: step e2e-install failed: the cluster did not come up
        """,
        """
        INFO[2026-03-04T09:15:05Z] Running step e2e-upgrade.
        ERRO[2026-03-04T09:31:40Z]   * could not run steps: step e2e-upgrade failed: the cluster did not come up
        """,
    ),
    pair(
        "error-or-crash-of-the-same-words",
        """
        ERROR: connection pool is closed
        ##[error]Process completed with exit code 1.
        """,
        """
        Traceback (most recent call last):
          File "/builds/acme/feed/worker.py", line 40, in <module>
            main()
          File "/builds/acme/feed/worker.py", line 22, in main
            raise RuntimeError("connection pool is closed")
        RuntimeError: connection pool is closed
        ##[error]Process completed with exit code 1.
        """,
    ),
    # --- compilers and linkers -------------------------------------------------------------------
    pair(
        "msvc-error-code",
        r"""
        D:\a\viewer\viewer\src\canvas.cpp(42,9): error C2065: 'zoomLevel': undeclared identifier [D:\a\viewer\viewer\build\canvas.vcxproj]

            0 Warning(s)
            1 Error(s)
        """,
        r"""
        D:\a\viewer\viewer\src\canvas.cpp(42,9): error C2143: syntax error: missing ';' before '}' [D:\a\viewer\viewer\build\canvas.vcxproj]

            0 Warning(s)
            1 Error(s)
        """,
    ),
    pair(
        "msvc-unresolved-symbol",
        """
        canvas.obj : error LNK2001: unresolved external symbol "int __cdecl zoom(void)" (?zoom@@YAHXZ)
        viewer.exe : fatal error LNK1120: 1 unresolved externals
        """,
        """
        canvas.obj : error LNK2001: unresolved external symbol "int __cdecl pan(void)" (?pan@@YAHXZ)
        viewer.exe : fatal error LNK1120: 1 unresolved externals
        """,
    ),
    pair(
        "msvc-linker-error-code",
        r"""
        LINK : fatal error LNK1104: cannot open file 'zlib.lib' [C:\b\viewer.vcxproj]
        """,
        r"""
        LINK : fatal error LNK1181: cannot open input file 'zlib.lib' [C:\b\viewer.vcxproj]
        """,
    ),
    pair(
        "gcc-missing-header",
        """
        src/socket.c:12:10: fatal error: openssl/ssl.h: No such file or directory
           12 | #include <openssl/ssl.h>
              |          ^~~~~~~~~~~~~~~
        compilation terminated.
        make: *** [Makefile:14: socket.o] Error 1
        """,
        """
        src/socket.c:12:10: fatal error: zlib.h: No such file or directory
           12 | #include <zlib.h>
              |          ^~~~~~~~
        compilation terminated.
        make: *** [Makefile:14: socket.o] Error 1
        """,
    ),
    pair(
        "gcc-undeclared-name",
        """
        src/parse.c: In function ‘parse_header’:
        src/parse.c:41:17: error: ‘max_depth’ undeclared (first use in this function)
        make: *** [Makefile:14: build/parse.o] Error 1
        """,
        """
        src/parse.c: In function ‘parse_header’:
        src/parse.c:41:17: error: ‘max_width’ undeclared (first use in this function)
        make: *** [Makefile:14: build/parse.o] Error 1
        """,
    ),
    pair(
        "gcc-warning-flag",
        """
        src/io.c:20:9: error: unused variable ‘count’ [-Werror=unused-variable]
        cc1: all warnings being treated as errors
        make: *** [Makefile:9: io.o] Error 1
        """,
        """
        src/io.c:20:9: error: variable ‘count’ set but not used [-Werror=unused-but-set-variable]
        cc1: all warnings being treated as errors
        make: *** [Makefile:9: io.o] Error 1
        """,
    ),
    pair(
        "gcc-warnings-only-other-flag",
        """
        src/io.c: In function ‘io_close’:
        src/io.c:31:7: warning: ‘n’ is used uninitialized [-Wuninitialized]
        """,
        """
        src/io.c: In function ‘io_close’:
        src/io.c:31:7: warning: unused variable ‘n’ [-Wunused-variable]
        """,
    ),
    pair(
        "warning-or-error-of-the-same-words",
        """
        src/io.c:31:7: warning: unused variable ‘n’ [-Wunused-variable]
        """,
        """
        src/io.c:31:7: error: unused variable ‘n’ [-Werror=unused-variable]
        """,
    ),
    pair(
        "compiler-crash-or-error",
        """
        src/matrix.cc:90:1: error: expected ‘}’ at end of input
        make: *** [Makefile:5: matrix.o] Error 1
        """,
        """
        src/matrix.cc:90:1: internal compiler error: Segmentation fault
        Please submit a full bug report, with preprocessed source (by using -freport-bug).
        make: *** [Makefile:5: matrix.o] Error 1
        """,
    ),
    pair(
        "ld-undefined-symbol",
        """
        /usr/bin/ld: /tmp/ccnHPeSk.o: in function `main':
        main.cc:(.text+0x15): undefined reference to `percentile(double)'
        collect2: error: ld returned 1 exit status
        """,
        """
        /usr/bin/ld: /tmp/ccnHPeSk.o: in function `main':
        main.cc:(.text+0x15): undefined reference to `median(double)'
        collect2: error: ld returned 1 exit status
        """,
    ),
    pair(
        "ld-undefined-symbol-with-a-digit",
        """
        /usr/bin/ld: video.o: in function `open_stream':
        video.c:(.text+0x4c): undefined reference to `h264_decode'
        collect2: error: ld returned 1 exit status
        """,
        """
        /usr/bin/ld: video.o: in function `open_stream':
        video.c:(.text+0x4c): undefined reference to `h265_decode'
        collect2: error: ld returned 1 exit status
        """,
    ),
    pair(
        "ld-undefined-or-multiple",
        """
        /usr/bin/ld: main.o: in function `main':
        main.cc:(.text+0x15): undefined reference to `helper()'
        collect2: error: ld returned 1 exit status
        """,
        """
        /usr/bin/ld: util.o: in function `helper()':
        util.cc:(.text+0x0): multiple definition of `helper()'; main.o:main.cc:(.text+0x0): first defined here
        collect2: error: ld returned 1 exit status
        """,
    ),
    pair(
        "ld-missing-library",
        """
        /usr/bin/ld: cannot find -lasound: No such file or directory
        collect2: error: ld returned 1 exit status
        """,
        """
        /usr/bin/ld: cannot find -ludev: No such file or directory
        collect2: error: ld returned 1 exit status
        """,
    ),
    pair(
        "make-missing-target",
        "make: *** No rule to make target 'deploy'.  Stop.\n",
        "make: *** No rule to make target 'release'.  Stop.\n",
    ),
    pair(
        "make-failed-target",
        """
        make: Entering directory '/builds/acme/shop'
        make: *** [Makefile:12: lint] Error 1
        make: Leaving directory '/builds/acme/shop'
        """,
        """
        make: Entering directory '/builds/acme/shop'
        make: *** [Makefile:12: docs] Error 1
        make: Leaving directory '/builds/acme/shop'
        """,
    ),
    pair(
        "make-signal-of-the-recipe",
        """
        ./pricing --all
        make: *** [Makefile:7: check] Floating point exception (core dumped)
        """,
        """
        ./pricing --all
        make: *** [Makefile:7: check] Bus error (core dumped)
        """,
    ),
    pair(
        "ninja-unknown-target",
        "ninja: error: unknown target 'check-all'\n",
        "ninja: error: unknown target 'install'\n",
    ),
    pair(
        "cmake-missing-package",
        """
        CMake Error at CMakeLists.txt:17 (find_package):
          Could not find a package configuration file provided by "Turbo" with any of
          the following names:

            TurboConfig.cmake
            turbo-config.cmake

        -- Configuring incomplete, errors occurred!
        """,
        """
        CMake Error at CMakeLists.txt:17 (find_package):
          Could not find a package configuration file provided by "Snappy" with any of
          the following names:

            SnappyConfig.cmake
            snappy-config.cmake

        -- Configuring incomplete, errors occurred!
        """,
    ),
    pair(
        "cmake-missing-find-module-library",
        """
        CMake Error at /usr/share/cmake-3.25/Modules/FindPackageHandleStandardArgs.cmake:230 (message):
          Could NOT find OpenSSL, try to set the path to OpenSSL root folder in the
          system variable OPENSSL_ROOT_DIR (missing: OPENSSL_CRYPTO_LIBRARY)
        -- Configuring incomplete, errors occurred!
        """,
        """
        CMake Error at /usr/share/cmake-3.25/Modules/FindPackageHandleStandardArgs.cmake:230 (message):
          Could NOT find CURL (missing: CURL_LIBRARY CURL_INCLUDE_DIR)
        -- Configuring incomplete, errors occurred!
        """,
    ),
    pair(
        "bazel-test-target",
        """
        //net:resolver_test                                                      PASSED in 0.3s
        //net:cookie_test                                                        FAILED in 1.2s
          /home/ci/.cache/bazel/_bazel_ci/9ad1c2e0/execroot/_main/bazel-out/k8-fastbuild/testlogs/net/cookie_test/test.log

        Executed 2 out of 2 tests: 1 test passes and 1 fails locally.
        """,
        """
        //net:resolver_test                                                      PASSED in 0.3s
        //net:header_test                                                        FAILED in 1.2s
          /home/ci/.cache/bazel/_bazel_ci/9ad1c2e0/execroot/_main/bazel-out/k8-fastbuild/testlogs/net/header_test/test.log

        Executed 2 out of 2 tests: 1 test passes and 1 fails locally.
        """,
    ),
    pair(
        "bazel-failed-or-timed-out",
        """
        //net:cookie_test                                                        FAILED in 60.2s

        Executed 1 out of 1 test: 1 fails locally.
        """,
        """
        //net:cookie_test                                                       TIMEOUT in 60.2s

        Executed 1 out of 1 test: 1 fails locally.
        """,
    ),
    pair(
        "bazel-missing-target",
        """
        ERROR: no such target '//net:resolver': target 'resolver' not declared in package 'net' defined by /builds/acme/net/BUILD
        ERROR: Build did NOT complete successfully
        """,
        """
        ERROR: no such target '//net:cookie': target 'cookie' not declared in package 'net' defined by /builds/acme/net/BUILD
        ERROR: Build did NOT complete successfully
        """,
    ),
    # --- Rust, Go ---------------------------------------------------------------------------------
    pair(
        "rustc-error-code",
        """
        error[E0425]: cannot find function, tuple struct or tuple variant `HashMp` in this scope
          --> src/lib.rs:12:29
        For more information about this error, try `rustc --explain E0425`.
        error: could not compile `ledger` (lib) due to 1 previous error
        """,
        """
        error[E0433]: failed to resolve: use of undeclared type `HashMp`
          --> src/lib.rs:12:29
        For more information about this error, try `rustc --explain E0433`.
        error: could not compile `ledger` (lib) due to 1 previous error
        """,
    ),
    pair(
        "rustc-missing-method",
        """
        error[E0599]: no method named `flush` found for struct `Journal` in the current scope
          --> src/lib.rs:70:17
        error: could not compile `ledger` (lib) due to 1 previous error
        """,
        """
        error[E0599]: no method named `rotate` found for struct `Journal` in the current scope
          --> src/lib.rs:70:17
        error: could not compile `ledger` (lib) due to 1 previous error
        """,
    ),
    pair(
        "cargo-missing-crate",
        """
            Updating crates.io index
        error: no matching package named `serde_yamll` found
        location searched: registry `crates-io`
        required by package `ledger v0.4.1 (/builds/acme/ledger)`
        """,
        """
            Updating crates.io index
        error: no matching package named `tokyo` found
        location searched: registry `crates-io`
        required by package `ledger v0.4.1 (/builds/acme/ledger)`
        """,
    ),
    pair(
        "cargo-test-name",
        """
        ---- tests::opens_empty_book stdout ----

        thread 'tests::opens_empty_book' panicked at src/lib.rs:31:46:
        called `Option::unwrap()` on a `None` value

        failures:
            tests::opens_empty_book

        test result: FAILED. 7 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
        """,
        """
        ---- tests::opens_locked_book stdout ----

        thread 'tests::opens_locked_book' panicked at src/lib.rs:31:46:
        called `Option::unwrap()` on a `None` value

        failures:
            tests::opens_locked_book

        test result: FAILED. 7 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
        """,
    ),
    pair(
        "rust-panic-message",
        """
        thread 'main' panicked at src/main.rs:9:44:
        called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" }
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
        """,
        """
        thread 'main' panicked at src/main.rs:9:44:
        called `Result::unwrap()` on an `Err` value: Os { code: 13, kind: PermissionDenied, message: "Permission denied" }
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
        """,
    ),
    pair(
        "clippy-lint",
        """
        error: this `if` has identical blocks
          --> src/price.rs:14:20
           = note: `-D clippy::if-same-then-else` implied by `-D warnings`
        error: could not compile `price` (lib) due to 1 previous error
        """,
        """
        error: unneeded `return` statement
          --> src/price.rs:14:20
           = note: `-D clippy::needless-return` implied by `-D warnings`
        error: could not compile `price` (lib) due to 1 previous error
        """,
    ),
    pair(
        "go-undefined-name",
        """
        # example.com/mail
        ./send.go:31:7: undefined: smtpDial
        FAIL\texample.com/mail [build failed]
        """,
        """
        # example.com/mail
        ./send.go:31:7: undefined: smtpQuit
        FAIL\texample.com/mail [build failed]
        """,
    ),
    pair(
        "go-test-name",
        """
        --- FAIL: TestTotals (0.00s)
            totals_test.go:41: result differs from the golden file
        FAIL
        FAIL\texample.com/shop/totals\t0.412s
        """,
        """
        --- FAIL: TestRefunds (0.00s)
            totals_test.go:41: result differs from the golden file
        FAIL
        FAIL\texample.com/shop/totals\t0.412s
        """,
    ),
    pair(
        "go-subtest-name",
        """
        --- FAIL: TestTotals (0.00s)
            --- FAIL: TestTotals/with_discount (0.00s)
                totals_test.go:41: result differs from the golden file
        FAIL
        """,
        """
        --- FAIL: TestTotals (0.00s)
            --- FAIL: TestTotals/with_shipping (0.00s)
                totals_test.go:41: result differs from the golden file
        FAIL
        """,
    ),
    pair(
        "go-panic-message",
        """
        panic: runtime error: index out of range [3] with length 3

        goroutine 1 [running]:
        main.sum(...)
        \t/builds/acme/sum/main.go:9
        main.main()
        \t/builds/acme/sum/main.go:15 +0x1d
        exit status 2
        """,
        """
        panic: runtime error: invalid memory address or nil pointer dereference
        [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x45c9d3]

        goroutine 1 [running]:
        main.sum(...)
        \t/builds/acme/sum/main.go:9
        main.main()
        \t/builds/acme/sum/main.go:15 +0x1d
        exit status 2
        """,
    ),
    pair(
        "go-panicking-function",
        """
        panic: runtime error: invalid memory address or nil pointer dereference
        [signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x6f21aa]

        goroutine 18 [running]:
        example.com/feed.(*Hub).publish(0x0)
        \t/builds/acme/feed/hub.go:57 +0x44
        main.main()
        \t/builds/acme/feed/cmd/main.go:15 +0x1d
        exit status 2
        """,
        """
        panic: runtime error: invalid memory address or nil pointer dereference
        [signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x6f21aa]

        goroutine 18 [running]:
        example.com/feed.(*Store).load(0x0)
        \t/builds/acme/feed/store.go:57 +0x44
        main.main()
        \t/builds/acme/feed/cmd/main.go:15 +0x1d
        exit status 2
        """,
    ),
    pair(
        "go-missing-module",
        """
        main.go:5:2: no required module provides package github.com/acme/otelkit; to add it:
        \tgo get github.com/acme/otelkit
        ##[error]Process completed with exit code 1.
        """,
        """
        main.go:5:2: no required module provides package github.com/acme/flagkit; to add it:
        \tgo get github.com/acme/flagkit
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "go-checksum-or-unknown-revision",
        """
        go: downloading github.com/acme/otelkit v1.4.0
        verifying github.com/acme/otelkit@v1.4.0: checksum mismatch
        SECURITY ERROR
        ##[error]Process completed with exit code 1.
        """,
        """
        go: downloading github.com/acme/otelkit v1.4.0
        go: github.com/acme/otelkit@v1.4.0: reading github.com/acme/otelkit/go.mod at revision v1.4.0: unknown revision v1.4.0
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "golangci-linter",
        """
        store/open.go:22:12: Error return value of `f.Close` is not checked (errcheck)
        \tdefer f.Close()
        \t             ^
        ##[error]Process completed with exit code 1.
        """,
        """
        store/open.go:22:12: ineffectual assignment to err (ineffassign)
        \terr = f.Close()
        \t^
        ##[error]Process completed with exit code 1.
        """,
    ),
    # --- JVM ---------------------------------------------------------------------------------------
    pair(
        "java-cause-under-one-wrapper",
        """
        java.lang.IllegalStateException: Failed to load ApplicationContext
        \tat org.springframework.test.context.cache.DefaultContextLoader.loadContext(DefaultContextLoader.java:132)
        \tat org.acme.CheckoutTest.setUp(CheckoutTest.java:18)
        Caused by: java.net.BindException: Address already in use
        \tat java.base/sun.nio.ch.Net.bind0(Native Method)
        \t... 41 more
        """,
        """
        java.lang.IllegalStateException: Failed to load ApplicationContext
        \tat org.springframework.test.context.cache.DefaultContextLoader.loadContext(DefaultContextLoader.java:132)
        \tat org.acme.CheckoutTest.setUp(CheckoutTest.java:18)
        Caused by: org.flywaydb.core.api.FlywayException: Found more than one migration with version 7
        \tat org.flywaydb.core.internal.resolver.CompositeMigrationResolver.check(CompositeMigrationResolver.java:88)
        \t... 41 more
        """,
    ),
    pair(
        "java-innermost-cause",
        """
        Exception in thread "main" org.acme.StartException: cannot start
        \tat org.acme.Main.main(Main.java:12)
        Caused by: org.acme.ConfigException: bad configuration
        \tat org.acme.Config.load(Config.java:40)
        \t... 1 more
        Caused by: java.io.FileNotFoundException: shop.yaml (No such file or directory)
        \tat java.base/java.io.FileInputStream.open0(Native Method)
        \t... 3 more
        """,
        """
        Exception in thread "main" org.acme.StartException: cannot start
        \tat org.acme.Main.main(Main.java:12)
        Caused by: org.acme.ConfigException: bad configuration
        \tat org.acme.Config.load(Config.java:40)
        \t... 1 more
        Caused by: java.io.FileNotFoundException: shop.yaml (Permission denied)
        \tat java.base/java.io.FileInputStream.open0(Native Method)
        \t... 3 more
        """,
    ),
    pair(
        "java-exception-type",
        """
        Exception in thread "main" java.lang.IllegalArgumentException: no tariff
        \tat org.acme.Tariffs.find(Tariffs.java:31)
        \tat org.acme.Main.main(Main.java:12)
        """,
        """
        Exception in thread "main" java.util.NoSuchElementException: no tariff
        \tat org.acme.Tariffs.find(Tariffs.java:31)
        \tat org.acme.Main.main(Main.java:12)
        """,
    ),
    pair(
        "java-failing-method",
        """
        Exception in thread "main" java.lang.NullPointerException
        \tat org.acme.Tariffs.find(Tariffs.java:31)
        \tat org.acme.Main.main(Main.java:12)
        """,
        """
        Exception in thread "main" java.lang.NullPointerException
        \tat org.acme.Vouchers.apply(Vouchers.java:31)
        \tat org.acme.Main.main(Main.java:12)
        """,
    ),
    pair(
        "java-out-of-memory-kind",
        """
        Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
        \tat org.acme.Main.main(Main.java:12)
        """,
        """
        Exception in thread "main" java.lang.OutOfMemoryError: Metaspace
        \tat org.acme.Main.main(Main.java:12)
        """,
    ),
    pair(
        "javac-missing-symbol",
        """
        src/main/java/org/acme/Router.java:58: error: cannot find symbol
          symbol:   class RouteTable
          location: class Router
        1 error
        """,
        """
        src/main/java/org/acme/Router.java:58: error: cannot find symbol
          symbol:   class PathMatcher
          location: class Router
        1 error
        """,
    ),
    pair(
        "maven-goal",
        """
        [INFO] BUILD FAILURE
        [ERROR] Failed to execute goal org.apache.maven.plugins:maven-checkstyle-plugin:3.3.1:check (validate) on project orders: You have 2 Checkstyle violations. -> [Help 1]
        [ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException
        """,
        """
        [INFO] BUILD FAILURE
        [ERROR] Failed to execute goal com.github.spotbugs:spotbugs-maven-plugin:4.8.3.0:check (default) on project orders: failed with 2 bugs and 0 errors -> [Help 1]
        [ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException
        """,
    ),
    pair(
        "maven-missing-artifact",
        """
        [ERROR] Failed to execute goal on project orders: Could not resolve dependencies for project org.acme:orders:jar:1.0: Could not find artifact org.acme:pricing:jar:2.1.0 in central (https://repo.maven.apache.org/maven2) -> [Help 1]
        """,
        """
        [ERROR] Failed to execute goal on project orders: Could not resolve dependencies for project org.acme:orders:jar:1.0: Could not find artifact org.acme:telemetry:jar:2.1.0 in central (https://repo.maven.apache.org/maven2) -> [Help 1]
        """,
    ),
    pair(
        "maven-artifact-status",
        """
        [ERROR] Failed to execute goal on project orders: Could not transfer artifact org.acme:pricing:pom:2.1.0 from/to nexus (https://nexus.example.com/maven): status code: 401, reason phrase: Unauthorized (401) -> [Help 1]
        """,
        """
        [ERROR] Failed to execute goal on project orders: Could not transfer artifact org.acme:pricing:pom:2.1.0 from/to nexus (https://nexus.example.com/maven): status code: 503, reason phrase: Service Unavailable (503) -> [Help 1]
        """,
    ),
    pair(
        "surefire-test-method",
        """
        [ERROR] org.acme.InvoiceTest.roundsToCents -- Time elapsed: 0.004 s <<< FAILURE!
        org.opentest4j.AssertionFailedError: expected: not <null>
        \tat org.acme.InvoiceTest.roundsToCents(InvoiceTest.java:22)
        [ERROR] Tests run: 120, Failures: 1, Errors: 0, Skipped: 3
        """,
        """
        [ERROR] org.acme.InvoiceTest.keepsCurrency -- Time elapsed: 0.004 s <<< FAILURE!
        org.opentest4j.AssertionFailedError: expected: not <null>
        \tat org.acme.InvoiceTest.keepsCurrency(InvoiceTest.java:22)
        [ERROR] Tests run: 120, Failures: 1, Errors: 0, Skipped: 3
        """,
    ),
    pair(
        "gradle-task",
        """
        > Task :app:lintDebug FAILED

        FAILURE: Build failed with an exception.

        * What went wrong:
        Execution failed for task ':app:lintDebug'.
        > Process 'command '/usr/bin/java'' finished with non-zero exit value 1

        BUILD FAILED in 41s
        """,
        """
        > Task :app:mergeDebugResources FAILED

        FAILURE: Build failed with an exception.

        * What went wrong:
        Execution failed for task ':app:mergeDebugResources'.
        > Process 'command '/usr/bin/java'' finished with non-zero exit value 1

        BUILD FAILED in 41s
        """,
    ),
    pair(
        "gradle-missing-dependency",
        """
        * What went wrong:
        Could not resolve all files for configuration ':lib:compileClasspath'.
        > Could not find org.acme:telemetry:2.4.0.

        BUILD FAILED in 3s
        """,
        """
        * What went wrong:
        Could not resolve all files for configuration ':lib:compileClasspath'.
        > Could not find org.acme:pricing:2.4.0.

        BUILD FAILED in 3s
        """,
    ),
    pair(
        "kotlin-unresolved-reference",
        """
        e: file:///builds/acme/notes/app/src/main/kotlin/Editor.kt:19:21 Unresolved reference: cursorLine
        > Task :app:compileKotlin FAILED
        """,
        """
        e: file:///builds/acme/notes/app/src/main/kotlin/Editor.kt:19:21 Unresolved reference: cursorWord
        > Task :app:compileKotlin FAILED
        """,
    ),
    pair(
        "scala-missing-value",
        """
        [error] /builds/acme/rates/src/main/scala/Rates.scala:14:9: not found: value usd
        [error]     usd * factor
        [error]     ^
        [error] one error found
        [error] (Compile / compileIncremental) Compilation failed
        """,
        """
        [error] /builds/acme/rates/src/main/scala/Rates.scala:14:9: not found: value eur
        [error]     eur * factor
        [error]     ^
        [error] one error found
        [error] (Compile / compileIncremental) Compilation failed
        """,
    ),
    # --- JavaScript -----------------------------------------------------------------------------
    pair(
        "npm-missing-package",
        """
        npm error code E404
        npm error 404 Not Found - GET https://registry.npmjs.org/tablekit - Not found
        npm error 404
        npm error 404  'tablekit@^4.0.0' is not in this registry.
        """,
        """
        npm error code E404
        npm error 404 Not Found - GET https://registry.npmjs.org/chartkit - Not found
        npm error 404
        npm error 404  'chartkit@^4.0.0' is not in this registry.
        """,
    ),
    pair(
        "npm-error-code",
        """
        npm error code EACCES
        npm error syscall mkdir
        npm error path /usr/lib/node_modules/typescript
        npm error errno -13
        npm error Error: EACCES: permission denied, mkdir '/usr/lib/node_modules/typescript'
        """,
        """
        npm error code ENOSPC
        npm error syscall mkdir
        npm error path /usr/lib/node_modules/typescript
        npm error errno -28
        npm error Error: ENOSPC: no space left on device, mkdir '/usr/lib/node_modules/typescript'
        """,
    ),
    pair(
        "npm-conflicting-peer",
        """
        npm error code ERESOLVE
        npm error ERESOLVE unable to resolve dependency tree
        npm error
        npm error While resolving: site@1.0.0
        npm error Found: react@19.0.0
        npm error Could not resolve dependency:
        npm error peer react@"^18.2.0" from react-datepick@4.1.0
        """,
        """
        npm error code ERESOLVE
        npm error ERESOLVE unable to resolve dependency tree
        npm error
        npm error While resolving: site@1.0.0
        npm error Found: eslint@9.1.0
        npm error Could not resolve dependency:
        npm error peer eslint@"^8.0.0" from eslint-plugin-tidy@3.0.2
        """,
    ),
    pair(
        "npm-missing-script",
        """
        npm error Missing script: "build"
        npm error
        npm error To see a list of scripts, run:
        npm error   npm run
        """,
        """
        npm error Missing script: "lint"
        npm error
        npm error To see a list of scripts, run:
        npm error   npm run
        """,
    ),
    pair(
        "npm-lifecycle-script",
        """
        npm error code ELIFECYCLE
        npm error errno 1
        npm error site@1.0.0 build: `webpack --mode production`
        npm error Exit status 1
        """,
        """
        npm error code ELIFECYCLE
        npm error errno 1
        npm error site@1.0.0 lint: `eslint --max-warnings 0 .`
        npm error Exit status 1
        """,
    ),
    pair(
        "yarn-unknown-package",
        """
        yarn install v1.22.22
        [1/4] Resolving packages...
        error Couldn't find any versions for "tablekit" that matches "^4.0.0"
        info Visit https://yarnpkg.com/en/docs/cli/install for documentation about this command.
        """,
        """
        yarn install v1.22.22
        [1/4] Resolving packages...
        error Couldn't find any versions for "chartkit" that matches "^4.0.0"
        info Visit https://yarnpkg.com/en/docs/cli/install for documentation about this command.
        """,
    ),
    pair(
        "pnpm-error-code",
        """
         ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with package.json
        ##[error]Process completed with exit code 1.
        """,
        """
         ERR_PNPM_NO_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is absent
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "node-missing-module",
        """
        node:internal/modules/cjs/loader:1210
          throw err;
          ^

        Error: Cannot find module 'left-pad'
        Require stack:
        - /builds/acme/site/build.js
            at Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)
        """,
        """
        node:internal/modules/cjs/loader:1210
          throw err;
          ^

        Error: Cannot find module 'is-odd'
        Require stack:
        - /builds/acme/site/build.js
            at Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)
        """,
    ),
    pair(
        "node-property-of-undefined",
        """
        TypeError: Cannot read properties of undefined (reading 'map')
            at render (/builds/acme/site/lib/render.js:40:26)
        """,
        """
        TypeError: Cannot read properties of undefined (reading 'length')
            at render (/builds/acme/site/lib/render.js:40:26)
        """,
    ),
    pair(
        "node-system-error",
        """
        Error: listen EADDRINUSE: address already in use :::3000
            at Server.setupListenHandle [as _listen2] (node:net:1817:16)
        """,
        """
        Error: listen EACCES: permission denied 0.0.0.0:3000
            at Server.setupListenHandle [as _listen2] (node:net:1817:16)
        """,
    ),
    pair(
        "node-refused-by-another-service",
        """
        Error: connect ECONNREFUSED 127.0.0.1:5432
            at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)
        """,
        """
        Error: connect ECONNREFUSED 127.0.0.1:6379
            at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)
        """,
    ),
    pair(
        "jest-test-name",
        """
        FAIL src/price.test.js
          ● price › applies the voucher

            expect(received).toBeDefined()

            Received: undefined

              at Object.<anonymous> (src/price.test.js:13:22)

        Tests:       1 failed, 14 passed, 15 total
        """,
        """
        FAIL src/price.test.js
          ● price › adds the tax

            expect(received).toBeDefined()

            Received: undefined

              at Object.<anonymous> (src/price.test.js:13:22)

        Tests:       1 failed, 14 passed, 15 total
        """,
    ),
    pair(
        "mocha-failing-test",
        """
          1 failing

          1) Queue
               drains before it closes:
             Error: Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called; if returning a Promise, ensure it resolves.
        """,
        """
          1 failing

          1) Queue
               refuses work after it closed:
             Error: Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called; if returning a Promise, ensure it resolves.
        """,
    ),
    pair(
        "tsc-error-code",
        """
        src/total.ts(14,9): error TS2304: Cannot find name 'cents'.
        npm error code 2
        """,
        """
        src/total.ts(14,9): error TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.
        npm error code 2
        """,
    ),
    pair(
        "tsc-missing-name",
        """
        src/total.ts(14,9): error TS2304: Cannot find name 'cents'.
        npm error code 2
        """,
        """
        src/total.ts(14,9): error TS2304: Cannot find name 'euros'.
        npm error code 2
        """,
    ),
    pair(
        "eslint-rule",
        """
        /builds/acme/site/src/menu.js
          31:9  error  'openMenu' is assigned a value but never used  no-unused-vars

        ✖ 1 problem (1 error, 0 warnings)
        """,
        """
        /builds/acme/site/src/menu.js
          31:9  error  'openMenu' is not defined  no-undef

        ✖ 1 problem (1 error, 0 warnings)
        """,
    ),
    pair(
        "prettier-file",
        """
        Checking formatting...
        [warn] src/menu.js
        [error] Code style issues found in src/menu.js. Run Prettier with --write to fix.
        ##[error]Process completed with exit code 1.
        """,
        """
        Checking formatting...
        [warn] src/cart.js
        [error] Code style issues found in src/cart.js. Run Prettier with --write to fix.
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "webpack-unresolved-module",
        """
        ERROR in ./src/index.js 3:0-28
        Module not found: Error: Can't resolve './menu' in '/builds/acme/site/src'
        webpack 5.91.0 compiled with 1 error in 812 ms
        """,
        """
        ERROR in ./src/index.js 3:0-28
        Module not found: Error: Can't resolve './cart' in '/builds/acme/site/src'
        webpack 5.91.0 compiled with 1 error in 812 ms
        """,
    ),
    # --- Python ----------------------------------------------------------------------------------
    pair(
        "pytest-test-name",
        """
        =================================== FAILURES ===================================
        ______________________________ test_rate_of_books ______________________________
        E       assert None is not None
        tests/test_tax.py:19: AssertionError
        =========================== short test summary info ============================
        FAILED tests/test_tax.py::test_rate_of_books - assert None is not None
        ========================= 1 failed, 77 passed in 4.20s =========================
        """,
        """
        =================================== FAILURES ===================================
        ______________________________ test_rate_of_bread ______________________________
        E       assert None is not None
        tests/test_tax.py:19: AssertionError
        =========================== short test summary info ============================
        FAILED tests/test_tax.py::test_rate_of_bread - assert None is not None
        ========================= 1 failed, 77 passed in 4.20s =========================
        """,
    ),
    pair(
        "pytest-test-name-with-a-number",
        """
        =========================== short test summary info ============================
        FAILED tests/test_upgrade.py::test_from_version_3 - KeyError: 'schema'
        ========================= 1 failed, 77 passed in 4.20s =========================
        """,
        """
        =========================== short test summary info ============================
        FAILED tests/test_upgrade.py::test_from_version_4 - KeyError: 'schema'
        ========================= 1 failed, 77 passed in 4.20s =========================
        """,
    ),
    pair(
        "pytest-parameter",
        """
        =========================== short test summary info ============================
        FAILED tests/test_export.py::test_round_trip[json] - KeyError: 'total'
        ========================= 1 failed, 77 passed in 4.20s =========================
        """,
        """
        =========================== short test summary info ============================
        FAILED tests/test_export.py::test_round_trip[xml] - KeyError: 'total'
        ========================= 1 failed, 77 passed in 4.20s =========================
        """,
    ),
    pair(
        "pytest-assertion",
        """
        __________________________________ test_close __________________________________

        >       assert connection.closed
        E       assert False
        E        +  where False = <fake.Connection object at 0x7fb49634f190>.closed

        tests/test_connection.py:7: AssertionError
        ========================= 1 failed, 7 passed in 0.20s ==========================
        """,
        """
        __________________________________ test_close __________________________________

        >       assert connection.flushed
        E       assert False
        E        +  where False = <fake.Connection object at 0x7fb49634f190>.flushed

        tests/test_connection.py:7: AssertionError
        ========================= 1 failed, 7 passed in 0.20s ==========================
        """,
    ),
    pair(
        "pytest-missing-fixture",
        """
        ==================================== ERRORS ====================================
        __________________________ ERROR at setup of test_list __________________________
        file /builds/acme/tax/tests/test_list.py, line 1
        E       fixture 'database' not found
        >       available fixtures: cache, capsys, monkeypatch, tmp_path
        """,
        """
        ==================================== ERRORS ====================================
        __________________________ ERROR at setup of test_list __________________________
        file /builds/acme/tax/tests/test_list.py, line 1
        E       fixture 'browser' not found
        >       available fixtures: cache, capsys, monkeypatch, tmp_path
        """,
    ),
    pair(
        "python-missing-module",
        """
        Traceback (most recent call last):
          File "/builds/acme/report/make_report.py", line 3, in <module>
            import yaml
        ModuleNotFoundError: No module named 'yaml'
        """,
        """
        Traceback (most recent call last):
          File "/builds/acme/report/make_report.py", line 3, in <module>
            import toml
        ModuleNotFoundError: No module named 'toml'
        """,
    ),
    pair(
        "python-exception-type",
        """
        Traceback (most recent call last):
          File "/builds/acme/report/make_report.py", line 31, in main
            row = rows[key]
        KeyError: 7
        """,
        """
        Traceback (most recent call last):
          File "/builds/acme/report/make_report.py", line 31, in main
            row = rows[key]
        IndexError: list index out of range
        """,
    ),
    pair(
        "python-missing-key",
        """
        Traceback (most recent call last):
          File "/builds/acme/report/make_report.py", line 31, in main
            total += row["price"]
        KeyError: 'price'
        """,
        """
        Traceback (most recent call last):
          File "/builds/acme/report/make_report.py", line 31, in main
            total += row["weight"]
        KeyError: 'weight'
        """,
    ),
    pair(
        "python-failing-function",
        """
        Traceback (most recent call last):
          File "/builds/acme/report/make_report.py", line 60, in <module>
            main()
          File "/builds/acme/report/make_report.py", line 31, in load_rows
            return source.read().decode()
        UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
        """,
        """
        Traceback (most recent call last):
          File "/builds/acme/report/make_report.py", line 60, in <module>
            main()
          File "/builds/acme/report/make_report.py", line 47, in load_logo
            return source.read().decode()
        UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
        """,
    ),
    pair(
        "python-chained-cause",
        """
        Traceback (most recent call last):
          File "/builds/acme/report/fetch.py", line 12, in fetch
            return client.get(url)
        TimeoutError: timed out

        The above exception was the direct cause of the following exception:

        Traceback (most recent call last):
          File "/builds/acme/report/fetch.py", line 20, in <module>
            fetch(SOURCE)
        acme.errors.FetchError: source is not available
        """,
        """
        Traceback (most recent call last):
          File "/builds/acme/report/fetch.py", line 12, in fetch
            return client.get(url)
        ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)

        The above exception was the direct cause of the following exception:

        Traceback (most recent call last):
          File "/builds/acme/report/fetch.py", line 20, in <module>
            fetch(SOURCE)
        acme.errors.FetchError: source is not available
        """,
    ),
    pair(
        "unittest-failure-or-error",
        """
        ======================================================================
        FAIL: test_sorted_by_date (tests.test_feed.FeedTest.test_sorted_by_date)
        ----------------------------------------------------------------------
        Traceback (most recent call last):
          File "/builds/acme/feed/tests/test_feed.py", line 27, in test_sorted_by_date
            self.assertTrue(is_sorted(feed))
        AssertionError: False is not true

        FAILED (failures=1)
        """,
        """
        ======================================================================
        ERROR: test_sorted_by_date (tests.test_feed.FeedTest.test_sorted_by_date)
        ----------------------------------------------------------------------
        Traceback (most recent call last):
          File "/builds/acme/feed/tests/test_feed.py", line 27, in test_sorted_by_date
            self.assertTrue(is_sorted(feed))
        TypeError: object of type 'NoneType' has no len()

        FAILED (errors=1)
        """,
    ),
    pair(
        "pip-missing-package",
        """
        ERROR: Could not find a version that satisfies the requirement tabulatte (from versions: none)
        ERROR: No matching distribution found for tabulatte
        """,
        """
        ERROR: Could not find a version that satisfies the requirement reqests (from versions: none)
        ERROR: No matching distribution found for reqests
        """,
    ),
    pair(
        "pip-conflict",
        """
        ERROR: Cannot install acme-web and urllib3==2.2.1 because these package versions have conflicting dependencies.

        The conflict is caused by:
            The user requested urllib3==2.2.1
            botocore 1.31.0 depends on urllib3<1.27 and >=1.25.4

        ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/#dealing-with-dependency-conflicts
        """,
        """
        ERROR: Cannot install acme-web and jinja2==2.11.3 because these package versions have conflicting dependencies.

        The conflict is caused by:
            The user requested jinja2==2.11.3
            flask 3.0.2 depends on Jinja2>=3.1.2

        ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/#dealing-with-dependency-conflicts
        """,
    ),
    pair(
        "poetry-failure",
        """
        Installing dependencies from lock file

        pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.
        ##[error]Process completed with exit code 1.
        """,
        """
        Resolving dependencies...

        Because acme-web depends on orjson (^9.0) which doesn't match any versions, version solving failed.
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "mypy-error-code",
        """
        billing/vat.py:61: error: Incompatible return value type (got "int", expected "str")  [return-value]
        Found 1 error in 1 file (checked 88 source files)
        ##[error]Process completed with exit code 1.
        """,
        """
        billing/vat.py:61: error: Argument 1 to "rate" has incompatible type "int"; expected "str"  [arg-type]
        Found 1 error in 1 file (checked 88 source files)
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "flake8-rule",
        """
        src/acme/shelf.py:40:5: E302 expected 2 blank lines, found 1
        ERROR: InvocationError for command flake8 src (exited with code 1)
        """,
        """
        src/acme/shelf.py:40:5: E303 too many blank lines (3)
        ERROR: InvocationError for command flake8 src (exited with code 1)
        """,
    ),
    pair(
        "ruff-rule",
        """
        F401 [*] `os` imported but unused
         --> billing/export.py:3:8

        Found 1 error.
        ##[error]Process completed with exit code 1.
        """,
        """
        F811 [*] Redefinition of unused `os` from line 2
         --> billing/export.py:3:8

        Found 1 error.
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "black-file",
        """
        would reformat src/acme/shelf.py

        Oh no! 💥 💔 💥
        1 file would be reformatted, 40 files would be left unchanged.
        ##[error]Process completed with exit code 1.
        """,
        """
        would reformat src/acme/label.py

        Oh no! 💥 💔 💥
        1 file would be reformatted, 40 files would be left unchanged.
        ##[error]Process completed with exit code 1.
        """,
    ),
    # --- Ruby, PHP, .NET, Swift, others ----------------------------------------------------------
    pair(
        "rspec-example",
        """
        Failures:

          1) Basket#total adds shipping for heavy parcels
             Failure/Error: expect(basket).to be_valid
               expected `#<Basket items=[]>.valid?` to be truthy, got false

        8 examples, 1 failure

        rspec ./spec/basket_spec.rb:16 # Basket#total adds shipping for heavy parcels
        """,
        """
        Failures:

          1) Basket#total ignores expired vouchers
             Failure/Error: expect(basket).to be_valid
               expected `#<Basket items=[]>.valid?` to be truthy, got false

        8 examples, 1 failure

        rspec ./spec/basket_spec.rb:16 # Basket#total ignores expired vouchers
        """,
    ),
    pair(
        "ruby-missing-gem",
        """
        /usr/local/lib/ruby/3.2.0/rubygems/core_ext/kernel_require.rb:85:in `require': cannot load such file -- nokogiri (LoadError)
        \tfrom bin/import:3:in `<main>'
        """,
        """
        /usr/local/lib/ruby/3.2.0/rubygems/core_ext/kernel_require.rb:85:in `require': cannot load such file -- sequel (LoadError)
        \tfrom bin/import:3:in `<main>'
        """,
    ),
    pair(
        "ruby-undefined-method",
        """
        lib/parcel.rb:9:in `label': undefined method `street' for nil:NilClass (NoMethodError)
        \tfrom bin/print:7:in `<main>'
        """,
        """
        lib/parcel.rb:9:in `label': undefined method `zip' for nil:NilClass (NoMethodError)
        \tfrom bin/print:7:in `<main>'
        """,
    ),
    pair(
        "minitest-test",
        """
          1) Failure:
        ParcelTest#test_label [test/parcel_test.rb:7]:
        Expected nil to not be nil.

        2 runs, 2 assertions, 1 failures, 0 errors, 0 skips
        """,
        """
          1) Failure:
        ParcelTest#test_weight [test/parcel_test.rb:7]:
        Expected nil to not be nil.

        2 runs, 2 assertions, 1 failures, 0 errors, 0 skips
        """,
    ),
    pair(
        "bundler-missing-gem",
        """
        Fetching gem metadata from https://rubygems.org/.........
        Could not find gem 'railss (~> 7.1)' in rubygems repository https://rubygems.org/ or installed locally.
        ##[error]Process completed with exit code 1.
        """,
        """
        Fetching gem metadata from https://rubygems.org/.........
        Could not find gem 'rspecc (~> 7.1)' in rubygems repository https://rubygems.org/ or installed locally.
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "rubocop-cop",
        """
        lib/parcel.rb:9:3: C: Layout/IndentationWidth: Use 2 (not 4) spaces for indentation.

        12 files inspected, 1 offense detected, 1 offense autocorrectable
        ##[error]Process completed with exit code 1.
        """,
        """
        lib/parcel.rb:9:3: C: Style/RedundantSelf: Redundant self detected.

        12 files inspected, 1 offense detected, 1 offense autocorrectable
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "php-undefined-function",
        """
        PHP Fatal error:  Uncaught Error: Call to undefined function mb_strlen() in /builds/acme/bill/src/Text.php:9
        Stack trace:
        #0 {main}
          thrown in /builds/acme/bill/src/Text.php on line 9
        """,
        """
        PHP Fatal error:  Uncaught Error: Call to undefined function ctype_alpha() in /builds/acme/bill/src/Text.php:9
        Stack trace:
        #0 {main}
          thrown in /builds/acme/bill/src/Text.php on line 9
        """,
    ),
    pair(
        "phpunit-test",
        """
        There was 1 failure:

        1) Acme\\Tests\\InvoiceTest::testTotal
        Failed asserting that null is not null.

        /builds/acme/bill/tests/InvoiceTest.php:14

        FAILURES!
        Tests: 4, Assertions: 5, Failures: 1.
        """,
        """
        There was 1 failure:

        1) Acme\\Tests\\InvoiceTest::testCurrency
        Failed asserting that null is not null.

        /builds/acme/bill/tests/InvoiceTest.php:14

        FAILURES!
        Tests: 4, Assertions: 5, Failures: 1.
        """,
    ),
    pair(
        "composer-missing-extension",
        """
        Your requirements could not be resolved to an installable set of packages.

          Problem 1
            - Root composer.json requires PHP extension ext-intl * but it is missing from your system. Install or enable PHP's intl extension.
        ##[error]Process completed with exit code 1.
        """,
        """
        Your requirements could not be resolved to an installable set of packages.

          Problem 1
            - Root composer.json requires PHP extension ext-gd * but it is missing from your system. Install or enable PHP's gd extension.
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "dotnet-error-code",
        """
        /home/vsts/work/1/s/src/Api/Mail.cs(9,7): error CS0103: The name 'MimeKit' does not exist in the current context [/home/vsts/work/1/s/src/Api/Api.csproj]

        Build FAILED.
            1 Error(s)
        """,
        """
        /home/vsts/work/1/s/src/Api/Mail.cs(9,7): error CS0246: The type or namespace name 'MimeKit' could not be found (are you missing a using directive or an assembly reference?) [/home/vsts/work/1/s/src/Api/Api.csproj]

        Build FAILED.
            1 Error(s)
        """,
    ),
    pair(
        "nuget-missing-package",
        """
        /src/Api/Api.csproj : error NU1101: Unable to find package Acme.Telemetry. No packages exist with this id in source(s): nuget.org
        """,
        """
        /src/Api/Api.csproj : error NU1101: Unable to find package Acme.Pricing. No packages exist with this id in source(s): nuget.org
        """,
    ),
    pair(
        "nunit-test",
        """
          Failed ParsesEmptyFeed [47 ms]
          Error Message:
             Expected: not null
          But was:  null

        Failed!  - Failed:     1, Passed:    30, Skipped:     0, Total:    31, Duration: 512 ms - Acme.Tests.dll (net8.0)
        """,
        """
          Failed ParsesNestedFeed [47 ms]
          Error Message:
             Expected: not null
          But was:  null

        Failed!  - Failed:     1, Passed:    30, Skipped:     0, Total:    31, Duration: 512 ms - Acme.Tests.dll (net8.0)
        """,
    ),
    pair(
        "xcodebuild-signing-or-compiling",
        """
        /Users/runner/work/notes/notes/Notes.xcodeproj: error: Signing for "Notes" requires a development team. Select a development team in the Signing & Capabilities editor. (in target 'Notes' from project 'Notes')
        ** BUILD FAILED **
        """,
        """
        /Users/runner/work/notes/notes/Notes/Editor.swift:52:13: error: cannot find 'cursor' in scope
        ** BUILD FAILED **
        """,
    ),
    pair(
        "xctest-case",
        """
        /Users/runner/work/notes/notes/Tests/EditorTests.swift:31: error: -[NotesTests.EditorTests testUndo] : XCTAssertTrue failed
        Test Case '-[NotesTests.EditorTests testUndo]' failed (0.004 seconds).
        ** TEST FAILED **
        """,
        """
        /Users/runner/work/notes/notes/Tests/EditorTests.swift:31: error: -[NotesTests.EditorTests testRedo] : XCTAssertTrue failed
        Test Case '-[NotesTests.EditorTests testRedo]' failed (0.004 seconds).
        ** TEST FAILED **
        """,
    ),
    pair(
        "perl-missing-module",
        """
        Can't locate Mail/Box.pm in @INC (you may need to install the Mail::Box module) (@INC contains: /etc/perl /usr/share/perl5) at bin/fetch line 4.
        BEGIN failed--compilation aborted at bin/fetch line 4.
        """,
        """
        Can't locate Date/Calc.pm in @INC (you may need to install the Date::Calc module) (@INC contains: /etc/perl /usr/share/perl5) at bin/fetch line 4.
        BEGIN failed--compilation aborted at bin/fetch line 4.
        """,
    ),
    pair(
        "haskell-scope",
        """
        src/Rates.hs:14:9: error: [GHC-88464]
            Variable not in scope: usd :: Rate
        Error: cabal: Failed to build rates-0.1.0.0.
        """,
        """
        src/Rates.hs:14:9: error: [GHC-83865]
            • Couldn't match expected type ‘Rate’ with actual type ‘Int’
        Error: cabal: Failed to build rates-0.1.0.0.
        """,
    ),
    pair(
        "elixir-undefined-function",
        """
        == Compilation error in file lib/rates.ex ==
        ** (CompileError) lib/rates.ex:14: undefined function usd/0
        """,
        """
        == Compilation error in file lib/rates.ex ==
        ** (CompileError) lib/rates.ex:14: undefined function eur/0
        """,
    ),
    pair(
        "r-missing-package",
        """
        Error in library(sf) : there is no package called ‘sf’
        Execution halted
        """,
        """
        Error in library(xts) : there is no package called ‘xts’
        Execution halted
        """,
    ),
    pair(
        "latex-error",
        """
        ! Undefined control sequence.
        l.31 \\maketabel
        !  ==> Fatal error occurred, no output PDF file produced!
        """,
        """
        ! LaTeX Error: File `booktabs.sty' not found.
        l.31 \\usepackage
        !  ==> Fatal error occurred, no output PDF file produced!
        """,
    ),
    # --- native tests, sanitizers, crashes -------------------------------------------------------
    pair(
        "ctest-outcome",
        """
        12/40 Test #12: net_resolver .....................***Failed    0.31 sec

        98% tests passed, 1 tests failed out of 40

        The following tests FAILED:
        \t 12 - net_resolver (Failed)
        Errors while running CTest
        """,
        """
        12/40 Test #12: net_resolver .....................***Timeout 1500.03 sec

        98% tests passed, 1 tests failed out of 40

        The following tests FAILED:
        \t 12 - net_resolver (Timeout)
        Errors while running CTest
        """,
    ),
    pair(
        "ctest-test",
        """
        12/40 Test #12: net_resolver .....................***Failed    0.31 sec

        The following tests FAILED:
        \t 12 - net_resolver (Failed)
        Errors while running CTest
        """,
        """
        12/40 Test #12: net_listener .....................***Failed    0.31 sec

        The following tests FAILED:
        \t 12 - net_listener (Failed)
        Errors while running CTest
        """,
    ),
    pair(
        "gtest-expectation",
        """
        [ RUN      ] Arena.ReusesFreedBlocks
        arena_test.cc:51: Failure
        Value of: arena.owns(block)
          Actual: false
        Expected: true
        [  FAILED  ] Arena.ReusesFreedBlocks (3 ms)
        """,
        """
        [ RUN      ] Arena.ReusesFreedBlocks
        arena_test.cc:51: Failure
        Value of: arena.empty()
          Actual: false
        Expected: true
        [  FAILED  ] Arena.ReusesFreedBlocks (3 ms)
        """,
    ),
    pair(
        "gtest-test",
        """
        arena_test.cc:51: Failure
        Failed
        [  FAILED  ] Arena.ReusesFreedBlocks (3 ms)
        [  FAILED  ] 1 test, listed below:
        [  FAILED  ] Arena.ReusesFreedBlocks
        """,
        """
        arena_test.cc:51: Failure
        Failed
        [  FAILED  ] Arena.AlignsBlocks (3 ms)
        [  FAILED  ] 1 test, listed below:
        [  FAILED  ] Arena.AlignsBlocks
        """,
    ),
    pair(
        "tap-description",
        """
        TAP version 13
        ok 13 - opens the archive
        not ok 14 - keeps the file mode
        1..14
        # fail 1
        """,
        """
        TAP version 13
        ok 13 - opens the archive
        not ok 14 - keeps the owner
        1..14
        # fail 1
        """,
    ),
    pair(
        "mozharness-test",
        """
        09:15:07     INFO -  TEST-UNEXPECTED-FAIL | dom/tests/test_focus.html | the window keeps the focus
        """,
        """
        09:15:07     INFO -  TEST-UNEXPECTED-FAIL | dom/tests/test_blur.html | the window keeps the focus
        """,
    ),
    pair(
        "kernel-oops-function",
        """
        [   42.118233] BUG: kernel NULL pointer dereference, address: 0000000000000018
        [   42.118251] Oops: 0000 [#1] PREEMPT SMP NOPTI
        [   42.118266] RIP: 0010:foo_queue_flush+0x2a/0x90 [foo]
        [   42.118280] Call Trace:
        [   42.118286]  foo_work+0x31/0x60 [foo]
        [   42.118297] ---[ end trace 0000000000000000 ]---
        """,
        """
        [   42.118233] BUG: kernel NULL pointer dereference, address: 0000000000000018
        [   42.118251] Oops: 0000 [#1] PREEMPT SMP NOPTI
        [   42.118266] RIP: 0010:bar_table_drop+0x2a/0x90 [bar]
        [   42.118280] Call Trace:
        [   42.118286]  bar_exit+0x31/0x60 [bar]
        [   42.118297] ---[ end trace 0000000000000000 ]---
        """,
    ),
    pair(
        "kasan-bug-kind",
        """
        [  101.000420] BUG: KASAN: slab-use-after-free in ring_pop+0x5b/0xa0
        [  101.000428] Read of size 8 at addr ffff88810a3b4c00 by task ring_test/1188
        """,
        """
        [  101.000420] BUG: KASAN: slab-out-of-bounds in ring_pop+0x5b/0xa0
        [  101.000428] Read of size 8 at addr ffff88810a3b4c00 by task ring_test/1188
        """,
    ),
    pair(
        "asan-bug-kind",
        """
        ==5725==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000018 at pc 0x55ff4450b1e5 bp 0x7ffd043a57e0 sp 0x7ffd043a4f90
        WRITE of size 1 at 0x602000000018 thread T0
            #0 0x55ff4450b1e5 in copy_name /builds/acme/id/src/name.c:14
            #1 0x55ff4450b264 in main /builds/acme/id/src/main.c:9
        SUMMARY: AddressSanitizer: heap-buffer-overflow /builds/acme/id/src/name.c:14 in copy_name
        """,
        """
        ==5725==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000018 at pc 0x55ff4450b1e5 bp 0x7ffd043a57e0 sp 0x7ffd043a4f90
        WRITE of size 1 at 0x602000000018 thread T0
            #0 0x55ff4450b1e5 in copy_name /builds/acme/id/src/name.c:14
            #1 0x55ff4450b264 in main /builds/acme/id/src/main.c:9
        SUMMARY: AddressSanitizer: heap-use-after-free /builds/acme/id/src/name.c:14 in copy_name
        """,
    ),
    pair(
        "asan-function",
        """
        ==5725==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000018 at pc 0x55ff4450b1e5 bp 0x7ffd043a57e0 sp 0x7ffd043a4f90
        WRITE of size 1 at 0x602000000018 thread T0
            #0 0x55ff4450b1e5 in copy_name /builds/acme/id/src/name.c:14
            #1 0x55ff4450b264 in main /builds/acme/id/src/main.c:9
        SUMMARY: AddressSanitizer: heap-buffer-overflow /builds/acme/id/src/name.c:14 in copy_name
        """,
        """
        ==5725==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000018 at pc 0x55ff4450b1e5 bp 0x7ffd043a57e0 sp 0x7ffd043a4f90
        WRITE of size 1 at 0x602000000018 thread T0
            #0 0x55ff4450b1e5 in join_path /builds/acme/id/src/path.c:14
            #1 0x55ff4450b264 in main /builds/acme/id/src/main.c:9
        SUMMARY: AddressSanitizer: heap-buffer-overflow /builds/acme/id/src/path.c:14 in join_path
        """,
    ),
    pair(
        "leak-allocation-site",
        """
        ==5754==ERROR: LeakSanitizer: detected memory leaks

        Direct leak of 40 byte(s) in 1 object(s) allocated from:
            #0 0x7f946d8b89cf in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69
            #1 0x5629034bf166 in open_session /builds/acme/id/src/session.c:2

        SUMMARY: AddressSanitizer: 40 byte(s) leaked in 1 allocation(s).
        """,
        """
        ==5754==ERROR: LeakSanitizer: detected memory leaks

        Direct leak of 40 byte(s) in 1 object(s) allocated from:
            #0 0x7f946d8b89cf in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69
            #1 0x5629034bf166 in load_avatar /builds/acme/id/src/avatar.c:2

        SUMMARY: AddressSanitizer: 40 byte(s) leaked in 1 allocation(s).
        """,
    ),
    pair(
        "tsan-bug-kind",
        """
        WARNING: ThreadSanitizer: data race (pid=5743)
          Write of size 4 at 0x55f5e4aca054 by thread T2:
            #0 count_visit /builds/acme/hits/hits.c:22 (hits+0x11d0)
        SUMMARY: ThreadSanitizer: data race /builds/acme/hits/hits.c:22 in count_visit
        ThreadSanitizer: reported 1 warnings
        """,
        """
        WARNING: ThreadSanitizer: lock-order-inversion (potential deadlock) (pid=5743)
          Cycle in lock order graph: M0 (0x55f5e4aca054) => M1 (0x55f5e4aca07c) => M0
            #0 count_visit /builds/acme/hits/hits.c:22 (hits+0x11d0)
        SUMMARY: ThreadSanitizer: lock-order-inversion (potential deadlock) /builds/acme/hits/hits.c:22 in count_visit
        ThreadSanitizer: reported 1 warnings
        """,
    ),
    pair(
        "ubsan-kind",
        """
        src/frame.c:90:12: runtime error: signed integer overflow: 2147483647 + 1 cannot be represented in type 'int'
        make: *** [Makefile:22: check] Error 1
        """,
        """
        src/frame.c:90:12: runtime error: shift exponent 32 is too large for 32-bit type 'int'
        make: *** [Makefile:22: check] Error 1
        """,
    ),
    pair(
        "valgrind-kind",
        """
        ==5716== Invalid read of size 4
        ==5716==    at 0x1091D0: next_token (token.c:31)
        ==5716==    by 0x1091C7: main (parse_test.c:15)
        ==5716== ERROR SUMMARY: 1 errors from 1 contexts (suppressed: 0 from 0)
        """,
        """
        ==5716== Conditional jump or move depends on uninitialised value(s)
        ==5716==    at 0x1091D0: next_token (token.c:31)
        ==5716==    by 0x1091C7: main (parse_test.c:15)
        ==5716== ERROR SUMMARY: 1 errors from 1 contexts (suppressed: 0 from 0)
        """,
    ),
    pair(
        "exit-137-or-139",
        """
        $ ./build/unit_tests --quick
        ERROR: Job failed: exit code 137
        """,
        """
        $ ./build/unit_tests --quick
        ERROR: Job failed: exit code 139
        """,
    ),
    pair(
        "signal-of-the-shell",
        """
        ./ci/run.sh: line 42:  6806 Segmentation fault      (core dumped) ./build/unit_tests --quick
        """,
        """
        ./ci/run.sh: line 42:  6806 Aborted                 (core dumped) ./build/unit_tests --quick
        """,
    ),
    pair(
        "killed-or-segfault",
        """
        ./ci/run.sh: line 42:  6806 Killed                  ./build/unit_tests --quick
        """,
        """
        ./ci/run.sh: line 42:  6806 Segmentation fault      ./build/unit_tests --quick
        """,
    ),
    pair(
        "windows-exit-status",
        """
        Running unit_tests.exe
        ##[error]unit_tests.exe exited with code 0xC0000005
        """,
        """
        Running unit_tests.exe
        ##[error]unit_tests.exe exited with code 0xC0000409
        """,
    ),
    pair(
        "gdb-signal",
        """
        Program terminated with signal SIGFPE, Arithmetic exception.
        #0  0x000055555555515e in apply_discount (cents=1990, discount=0x7fffffffe93c) at pricing.c:10
        #1  0x00005555555551c4 in main (argc=2, argv=0x7fffffffea78) at pricing.c:21
        """,
        """
        Program terminated with signal SIGSEGV, Segmentation fault.
        #0  0x000055555555515e in apply_discount (cents=1990, discount=0x7fffffffe93c) at pricing.c:10
        #1  0x00005555555551c4 in main (argc=2, argv=0x7fffffffea78) at pricing.c:21
        """,
    ),
    pair(
        "gdb-crashing-function",
        """
        Program terminated with signal SIGSEGV, Segmentation fault.
        #0  0x000055555555515e in apply_discount (cents=1990, discount=0x0) at pricing.c:10
        #1  0x00005555555551c4 in main (argc=2, argv=0x7fffffffea78) at pricing.c:21
        """,
        """
        Program terminated with signal SIGSEGV, Segmentation fault.
        #0  0x000055555555515e in print_label (width=1990, name=0x0) at label.c:10
        #1  0x00005555555551c4 in main (argc=2, argv=0x7fffffffea78) at pricing.c:21
        """,
    ),
    pair(
        "glibc-assertion",
        """
        store_test: src/store.c:120: store_put: Assertion `store->open' failed.
        Aborted (core dumped)
        """,
        """
        store_test: src/store.c:120: store_put: Assertion `key != NULL' failed.
        Aborted (core dumped)
        """,
    ),
    pair(
        "heap-corruption-message",
        """
        free(): double free detected in tcache 2
        Aborted (core dumped)
        """,
        """
        malloc(): corrupted top size
        Aborted (core dumped)
        """,
    ),
    # --- shell, files, machine -------------------------------------------------------------------
    pair(
        "missing-command",
        """
        + zipalign -c app.apk
        ./deploy.sh: line 9: zipalign: command not found
        ERROR: Job failed: exit code 127
        """,
        """
        + apksigner -c app.apk
        ./deploy.sh: line 9: apksigner: command not found
        ERROR: Job failed: exit code 127
        """,
    ),
    pair(
        "missing-or-forbidden-command",
        """
        ./deploy.sh: line 9: ./sign.sh: No such file or directory
        """,
        """
        ./deploy.sh: line 9: ./sign.sh: Permission denied
        """,
    ),
    pair(
        "missing-file",
        """
        + cp config/shop.yaml build/
        cp: cannot stat 'config/shop.yaml': No such file or directory
        """,
        """
        + cp config/mail.yaml build/
        cp: cannot stat 'config/mail.yaml': No such file or directory
        """,
    ),
    pair(
        "disk-full-or-read-only",
        """
        tar: rootfs/usr/bin/python3: Cannot write: No space left on device
        tar: Exiting with failure status due to previous errors
        """,
        """
        tar: rootfs/usr/bin/python3: Cannot open: Read-only file system
        tar: Exiting with failure status due to previous errors
        """,
    ),
    pair(
        "cancelled-or-timed-out",
        """
        2026-03-04T09:15:05.2914590Z ##[group]Run ./soak.sh
        2026-03-04T09:15:05.2914600Z ##[endgroup]
        2026-03-04T10:15:01.0000000Z ##[error]The operation was canceled.
        """,
        """
        2026-03-04T09:15:05.2914590Z ##[group]Run ./soak.sh
        2026-03-04T09:15:05.2914600Z ##[endgroup]
        2026-03-04T10:15:01.0000000Z ##[error]The action 'soak' has timed out after 60 minutes.
        """,
    ),
    pair(
        "gitlab-job-or-runner-failure",
        """
        ERROR: Job failed: execution took longer than 1h0m0s seconds
        """,
        """
        ERROR: Job failed (system failure): prepare environment: waiting for pod running: timed out waiting for pod to start
        """,
    ),
    pair(
        "command-with-a-digit",
        """
        ./ci/run.sh: line 4: python2: command not found
        """,
        """
        ./ci/run.sh: line 4: python3: command not found
        """,
    ),
    pair(
        "missing-environment-variable",
        """
        ./publish.sh: line 3: RELEASE_TAG: unbound variable
        ##[error]Process completed with exit code 1.
        """,
        """
        ./publish.sh: line 3: REGISTRY_USER: unbound variable
        ##[error]Process completed with exit code 1.
        """,
    ),
    # --- containers, clusters, provisioning --------------------------------------------------------
    pair(
        "docker-failing-command",
        """
        ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1
        """,
        """
        ERROR: failed to solve: process "/bin/sh -c npm run build" did not complete successfully: exit code: 1
        """,
    ),
    pair(
        "docker-missing-file",
        """
        #7 [3/6] COPY package-lock.json .
        ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref 1k2j3h4g5f6d7s8a9p0o: "/package-lock.json": not found
        """,
        """
        #7 [3/6] COPY nginx.conf .
        ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref 1k2j3h4g5f6d7s8a9p0o: "/nginx.conf": not found
        """,
    ),
    pair(
        "docker-pull-reason",
        """
        Error response from daemon: manifest for registry.example.com/shop/api:main not found: manifest unknown: manifest unknown
        """,
        """
        Error response from daemon: Head "https://registry.example.com/v2/shop/api/manifests/main": unauthorized: authentication required
        """,
    ),
    pair(
        "docker-image",
        """
        Error response from daemon: pull access denied for acme/search, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
        """,
        """
        Error response from daemon: pull access denied for acme/billing, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
        """,
    ),
    pair(
        "kubernetes-object",
        """
        Error from server (NotFound): deployments.apps "checkout" not found
        """,
        """
        Error from server (NotFound): deployments.apps "search" not found
        """,
    ),
    pair(
        "kubernetes-reason",
        """
        error: pod checkout-7d9c5b7f6d-x2k4p did not become ready: container api is in ImagePullBackOff
        """,
        """
        error: pod checkout-7d9c5b7f6d-x2k4p did not become ready: container api is in CrashLoopBackOff
        """,
    ),
    pair(
        "helm-reason",
        """
        Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress
        """,
        """
        Error: UPGRADE FAILED: timed out waiting for the condition
        """,
    ),
    pair(
        "terraform-error",
        """
        ╷
        │ Error: Reference to undeclared resource
        │
        │   on storage.tf line 12, in resource "aws_s3_bucket" "logs":
        │   12:   bucket = aws_kms_key.main.id
        ╵
        """,
        """
        ╷
        │ Error: Unsupported argument
        │
        │   on storage.tf line 12, in resource "aws_s3_bucket" "logs":
        │   12:   bucket = aws_kms_key.main.id
        ╵
        """,
    ),
    pair(
        "terraform-status",
        """
        │ Error: creating S3 Bucket (acme-logs): operation error S3: CreateBucket, https response error StatusCode: 403, RequestID: 7ZQ4K0E1M2B3N4V5, api error AccessDenied: Access Denied
        """,
        """
        │ Error: creating S3 Bucket (acme-logs): operation error S3: CreateBucket, https response error StatusCode: 503, RequestID: 7ZQ4K0E1M2B3N4V5, api error SlowDown: Please reduce your request rate.
        """,
    ),
    pair(
        "ansible-task",
        """
        TASK [database : create the schema] ********************************************
        fatal: [web-03]: FAILED! => {"changed": true, "cmd": ["psql", "-f", "schema.sql"], "msg": "non-zero return code", "rc": 3}
        PLAY RECAP *********************************************************************
        web-03 : ok=4 changed=1 unreachable=0 failed=1
        """,
        """
        TASK [database : load the rates] ***********************************************
        fatal: [web-03]: FAILED! => {"changed": true, "cmd": ["psql", "-f", "rates.sql"], "msg": "non-zero return code", "rc": 3}
        PLAY RECAP *********************************************************************
        web-03 : ok=4 changed=1 unreachable=0 failed=1
        """,
    ),
    pair(
        "ansible-failed-or-unreachable",
        """
        TASK [Gathering Facts] *********************************************************
        fatal: [web-03]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh", "unreachable": true}
        """,
        """
        TASK [Gathering Facts] *********************************************************
        fatal: [web-03]: FAILED! => {"changed": false, "msg": "The module failed to execute correctly, you probably need to set the interpreter."}
        """,
    ),
    pair(
        "apt-missing-package",
        """
        Reading package lists...
        E: Unable to locate package libfoo-dev
        """,
        """
        Reading package lists...
        E: Unable to locate package libbar-dev
        """,
    ),
    pair(
        "yum-missing-package",
        """
        No match for argument: epel-relase
        Error: Unable to find a match: epel-relase
        """,
        """
        No match for argument: ncurses-devl
        Error: Unable to find a match: ncurses-devl
        """,
    ),
    # --- network and services -----------------------------------------------------------------------
    pair(
        "curl-unknown-host-or-refused",
        """
        curl: (6) Could not resolve host: artifacts.example.com
        """,
        """
        curl: (7) Failed to connect to artifacts.example.com port 443 after 2 ms: Couldn't connect to server
        """,
    ),
    pair(
        "curl-http-status",
        """
        + curl -sSfO https://artifacts.example.com/sdk.tar.gz
        curl: (22) The requested URL returned error: 404
        """,
        """
        + curl -sSfO https://artifacts.example.com/sdk.tar.gz
        curl: (22) The requested URL returned error: 503
        """,
    ),
    pair(
        "wget-http-status",
        """
        HTTP request sent, awaiting response... 403 Forbidden
        2026-03-04 09:15:02 ERROR 403: Forbidden.
        """,
        """
        HTTP request sent, awaiting response... 500 Internal Server Error
        2026-03-04 09:15:02 ERROR 500: Internal Server Error.
        """,
    ),
    pair(
        "python-http-status",
        """
        requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://api.example.com/v2/rates
        """,
        """
        requests.exceptions.HTTPError: 404 Client Error: Not Found for url: https://api.example.com/v2/rates
        """,
    ),
    pair(
        "git-authentication-or-missing-repository",
        """
        Cloning into 'shop'...
        remote: HTTP Basic: Access denied
        fatal: Authentication failed for 'https://git.example.com/acme/shop.git/'
        """,
        """
        Cloning into 'shop'...
        remote: The project you were looking for could not be found or you don't have permission to view it.
        fatal: repository 'https://git.example.com/acme/shop.git/' not found
        """,
    ),
    pair(
        "git-conflicting-file",
        """
        Auto-merging src/menu.js
        CONFLICT (content): Merge conflict in src/menu.js
        Automatic merge failed; fix conflicts and then commit the result.
        """,
        """
        Auto-merging src/cart.js
        CONFLICT (content): Merge conflict in src/cart.js
        Automatic merge failed; fix conflicts and then commit the result.
        """,
    ),
    pair(
        "git-missing-branch",
        """
        warning: Could not find remote branch release/2.x to clone.
        fatal: Remote branch release/2.x not found in upstream origin
        """,
        """
        warning: Could not find remote branch staging to clone.
        fatal: Remote branch staging not found in upstream origin
        """,
    ),
    pair(
        "ssh-reason",
        """
        git@git.example.com: Permission denied (publickey).
        fatal: Could not read from remote repository.
        """,
        """
        Host key verification failed.
        fatal: Could not read from remote repository.
        """,
    ),
    pair(
        "postgres-reason",
        """
        psql: error: connection to server at "db" (172.18.0.3), port 5432 failed: FATAL:  password authentication failed for user "shop"
        """,
        """
        psql: error: connection to server at "db" (172.18.0.3), port 5432 failed: FATAL:  database "shop" does not exist
        """,
    ),
    pair(
        "postgres-relation",
        """
        2026-03-04 09:15:02.118 UTC [71] ERROR:  relation "invoices" does not exist at character 15
        """,
        """
        2026-03-04 09:15:02.118 UTC [71] ERROR:  relation "refunds" does not exist at character 15
        """,
    ),
    pair(
        "database-or-cache-refused",
        """
        sqlalchemy.exc.OperationalError: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused
        """,
        """
        redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.
        """,
    ),
    pair(
        "tls-reason",
        """
        Error: Get "https://charts.example.com/index.yaml": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-03-04T09:15:02Z is after 2026-03-01T00:00:00Z
        """,
        """
        Error: Get "https://charts.example.com/index.yaml": tls: failed to verify certificate: x509: certificate signed by unknown authority
        """,
    ),
    pair(
        "python-socket-reason",
        """
        urllib3.exceptions.NewConnectionError: <urllib3.connection.HTTPSConnection object at 0x7f1f0a2c3d10>: Failed to establish a new connection: [Errno -2] Name or service not known
        """,
        """
        urllib3.exceptions.NewConnectionError: <urllib3.connection.HTTPSConnection object at 0x7f1f0a2c3d10>: Failed to establish a new connection: [Errno 111] Connection refused
        """,
    ),
    pair(
        "application-log-message",
        """
        2026-03-04 09:15:02,123 [12345] [MainThread] ERROR importer.db: schema version is newer than this program
        """,
        """
        2026-03-04 09:15:02,123 [12345] [MainThread] ERROR importer.db: schema lock is held by another program
        """,
    ),
    pair(
        "json-log-message",
        """
        {"component":"entrypoint","level":"error","msg":"could not create the marker file","time":"2026-03-04T09:15:02Z"}
        """,
        """
        {"component":"entrypoint","level":"error","msg":"could not read the options","time":"2026-03-04T09:15:02Z"}
        """,
    ),
    # --- kernels and sanitizers -------------------------------------------------------------------
    pair(
        "kasan-access",
        """
        [   41.553120] BUG: KASAN: use-after-free in acme_ring_push+0x196/0x1d0
        [   41.553124] Read of size 8 at addr ffff8801ce6e8e10 by task feeder/2403
        [   41.553140] Call Trace:
        [   41.553146]  dump_stack+0xc1/0x128
        [   41.553157]  acme_ring_push+0x196/0x1d0
        """,
        """
        [   41.553120] BUG: KASAN: use-after-free in acme_ring_push+0x196/0x1d0
        [   41.553124] Write of size 8 at addr ffff8801ce6e8e10 by task feeder/2403
        [   41.553140] Call Trace:
        [   41.553146]  dump_stack+0xc1/0x128
        [   41.553157]  acme_ring_push+0x196/0x1d0
        """,
    ),
    pair(
        "kasan-function-below-the-allocator",
        """
        [   41.553120] BUG: KASAN: double-free in slab_free+0x5/0x10
        [   41.553140] Call Trace:
        [   41.553146]  dump_stack+0xc1/0x128
        [   41.553151]  kfree+0x91/0xd0
        [   41.553157]  acme_ring_close+0x196/0x1d0
        """,
        """
        [   41.553120] BUG: KASAN: double-free in slab_free+0x5/0x10
        [   41.553140] Call Trace:
        [   41.553146]  dump_stack+0xc1/0x128
        [   41.553151]  kfree+0x91/0xd0
        [   41.553157]  acme_queue_close+0x96/0x1d0
        """,
    ),
    pair(
        "first-of-two-kernel-reports",
        """
        [  130.359031] =============================
        [  130.363221] WARNING: suspicious RCU usage
        [  130.413178] stack backtrace:
        [  130.434012] Call Trace:
        [  130.436584]  dump_stack+0x194/0x257
        [  130.440189]  ? __acme_conn_create+0xe46/0x1b50
        [  130.444843]  lockdep_rcu_suspicious+0x123/0x170
        [  130.493045]  acme_tcp_conn_alloc+0xa7/0x4e0
        [  130.514451]  __acme_conn_create+0x112f/0x1b50
        [  130.620001] BUG: sleeping function called from invalid context at mm/slab.h:420
        [  130.620008] Call Trace:
        [  130.620014]  dump_stack+0x194/0x257
        [  130.620021]  __acme_conn_create+0x112f/0x1b50
        """,
        """
        [  130.359031] =============================
        [  130.363221] WARNING: suspicious RCU usage
        [  130.413178] stack backtrace:
        [  130.434012] Call Trace:
        [  130.436584]  dump_stack+0x194/0x257
        [  130.440189]  ? __acme_conn_create+0xe46/0x1b50
        [  130.444843]  lockdep_rcu_suspicious+0x123/0x170
        [  130.493045]  acme_loop_conn_alloc+0xc8/0x380
        [  130.514451]  __acme_conn_create+0x112f/0x1b50
        [  130.620001] BUG: sleeping function called from invalid context at mm/slab.h:420
        [  130.620008] Call Trace:
        [  130.620014]  dump_stack+0x194/0x257
        [  130.620021]  __acme_conn_create+0x112f/0x1b50
        """,
    ),
    pair(
        "stall-of-other-work",
        """
        [  248.010001] rcu: INFO: rcu_sched self-detected stall on CPU
        [  248.010009] Call Trace:
        [  248.010015]  acme_find_slot+0x21/0x60
        [  248.010022]  acme_drain_work+0x5e/0xe0
        [  248.010029]  process_one_work+0xbfd/0x1be0
        """,
        """
        [  248.010001] rcu: INFO: rcu_sched self-detected stall on CPU
        [  248.010009] Call Trace:
        [  248.010015]  acme_find_slot+0x21/0x60
        [  248.010022]  acme_refill_work+0x5e/0xe0
        [  248.010029]  process_one_work+0xbfd/0x1be0
        """,
    ),
    pair(
        "message-under-a-banner",
        """
        GUEST KERNEL PANIC




        failed to start container: image has no entry point
        """,
        """
        GUEST KERNEL PANIC




        range end index 4 out of range for slice of length 3
        """,
    ),
    pair(
        "sanitizer-access",
        """
        ==52==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x61b000080607 at pc 0x4e21 bp 0x7ffd sp 0x7ffc
        READ of size 1 at 0x61b000080607 thread T0
            #0 0x4e20 in acme::Parse(char*) /b/acme/parse.cc:61
        """,
        """
        ==52==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x61b000080607 at pc 0x4e21 bp 0x7ffd sp 0x7ffc
        WRITE of size 1 at 0x61b000080607 thread T0
            #0 0x4e20 in acme::Parse(char*) /b/acme/parse.cc:61
        """,
    ),
    pair(
        "windows-exception-code",
        """
        EXCEPTION_CODE: (NTSTATUS) 0xc0000374 - <Unable to get error code text>

        STACK_TEXT:
        000000bc`aeaaa440 00007ff8`c045e70d : 00010000`80000000 00010000`ffffffff : acme!Ledger::Divide+0x7f
        """,
        """
        EXCEPTION_CODE: (NTSTATUS) 0xc0000409 - <Unable to get error code text>

        STACK_TEXT:
        000000bc`aeaaa440 00007ff8`c045e70d : 00010000`80000000 00010000`ffffffff : acme!Ledger::Divide+0x7f
        """,
    ),
    pair(
        "kernel-oops-without-a-stack",
        """
        [ 1019.110825] BUG: unable to handle kernel paging request at 000000010000001a
        [ 1019.112065] IP: acme_release_data+0x258/0x470
        """,
        """
        [ 1019.110825] BUG: unable to handle kernel paging request at 000000010000001a
        [ 1019.112065] IP: acme_submit_data+0x3c/0x470
        """,
    ),
    pair(
        "kernel-report-without-a-stack",
        """
        [  374.860710] BUG: KASAN: use-after-free in acme_write+0x1c50/0x1cb0 at addr ffff88000012c43a
        """,
        """
        [  374.860710] BUG: KASAN: use-after-free in acme_read+0x1c50/0x1cb0 at addr ffff88000012c43a
        """,
    ),
    pair(
        "fault-whose-stack-follows-a-second-report",
        """
        [  206.560012] general protection fault: 0000 [#1] PREEMPT SMP
        [  206.560016] BUG: KASAN: null-ptr-deref in refcount_sub_and_test_checked+0x87/0x200
        [  206.560021] Call Trace:
        [  206.560027]  acme_connect+0xb56/0x10f0
        """,
        """
        [  206.560012] general protection fault: 0000 [#1] PREEMPT SMP
        [  206.560016] BUG: KASAN: null-ptr-deref in refcount_sub_and_test_checked+0x87/0x200
        [  206.560021] Call Trace:
        [  206.560027]  acme_accept+0x156/0x3f0
        """,
    ),
    pair(
        "go-signal-in-another-function",
        """
        SIGSEGV: segmentation violation
        PC=0x881300 m=79 sigcode=128

        goroutine 81531 [syscall, locked to thread]:
        example.com/acme/guest.(*CPU).Enter(0xc42082e000, 0xc4208d4fc0)
        \t/src/acme/guest/cpu.go:210 +0xc1 fp=0xc4208e1d50 sp=0xc4208e1cd8 pc=0x88ebf1
        """,
        """
        SIGSEGV: segmentation violation
        PC=0x881300 m=79 sigcode=128

        goroutine 81531 [syscall, locked to thread]:
        example.com/acme/guest.(*Memory).Map(0xc42082e000, 0xc4208d4fc0)
        \t/src/acme/guest/memory.go:87 +0xc1 fp=0xc4208e1d50 sp=0xc4208e1cd8 pc=0x88ebf1
        """,
    ),
    pair(
        "caught-signal-with-advice",
        """
        Received signal 4 ILL_ILLOPN 7fdf1d27c590
        CFI: Most likely a control flow integrity violation; for more information see:
        https://acme.example/testing/control-flow-integrity
        #0 0x7fdf1ae337a8 in acme::Encode() /b/acme/encode.cc:111
        #1 0x7fdf14feb340 in acme::Send() /b/acme/send.cc:3
        """,
        """
        Received signal 4 ILL_ILLOPN 7fdf1d27c590
        CFI: Most likely a control flow integrity violation; for more information see:
        https://acme.example/testing/control-flow-integrity
        #0 0x7fdf1ae337a8 in acme::Decode() /b/acme/decode.cc:98
        #1 0x7fdf14feb340 in acme::Receive() /b/acme/receive.cc:3
        """,
    ),
)
