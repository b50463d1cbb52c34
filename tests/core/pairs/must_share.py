"""Pairs that are one failure: whatever differs between left and right says nothing about it.

The id names the tool and what varies. Most rows stand between the lines that usually surround the
failure, since those vary too.
"""
# Log lines are as long as the tools print them, and as curly as their quotes.
# ruff: noqa: E501, RUF001

from tests.core.pairs import Pair, crlf, pair

MUST_SHARE: tuple[Pair, ...] = (
    # --- compilers and linkers -------------------------------------------------------------
    pair(
        "gcc-line-shift",
        """
        gcc -O2 -Wall -c -o build/parse.o src/parse.c
        src/parse.c: In function ‘parse_header’:
        src/parse.c:41:17: error: ‘max_depth’ undeclared (first use in this function)
           41 |     if (depth > max_depth)
              |                 ^~~~~~~~~
        src/parse.c:41:17: note: each undeclared identifier is reported only once for each function it appears in
        make: *** [Makefile:14: build/parse.o] Error 1
        """,
        """
        gcc -O2 -Wall -c -o build/parse.o src/parse.c
        src/parse.c: In function ‘parse_header’:
        src/parse.c:128:21: error: ‘max_depth’ undeclared (first use in this function)
          128 |         if (depth > max_depth)
              |                     ^~~~~~~~~
        src/parse.c:128:21: note: each undeclared identifier is reported only once for each function it appears in
        make: *** [Makefile:19: build/parse.o] Error 1
        """,
    ),
    pair(
        "gcc-temporary-build-directory",
        """
        [ 35%] Building C object CMakeFiles/net.dir/src/socket.c.o
        /tmp/tmp.k3JxQb81aW/build/src/socket.c:12:10: fatal error: openssl/ssl.h: No such file or directory
           12 | #include <openssl/ssl.h>
              |          ^~~~~~~~~~~~~~~
        compilation terminated.
        gmake[2]: *** [CMakeFiles/net.dir/build.make:76: CMakeFiles/net.dir/src/socket.c.o] Error 1
        """,
        """
        [ 41%] Building C object CMakeFiles/net.dir/src/socket.c.o
        /tmp/tmp.Zr90mmPq2L/build/src/socket.c:12:10: fatal error: openssl/ssl.h: No such file or directory
           12 | #include <openssl/ssl.h>
              |          ^~~~~~~~~~~~~~~
        compilation terminated.
        gmake[2]: *** [CMakeFiles/net.dir/build.make:90: CMakeFiles/net.dir/src/socket.c.o] Error 1
        """,
    ),
    pair(
        "gcc-other-warnings-around",
        """
        src/log.c: In function ‘log_open’:
        src/log.c:18:9: warning: unused variable ‘mode’ [-Wunused-variable]
           18 |     int mode = 0644;
              |         ^~~~
        src/queue.c: In function ‘queue_push’:
        src/queue.c:77:12: error: ‘struct queue’ has no member named ‘tail’
           77 |     q->tail = node;
              |      ^~
        make: *** [Makefile:9: queue.o] Error 1
        """,
        """
        src/queue.c: In function ‘queue_push’:
        src/queue.c:77:12: error: ‘struct queue’ has no member named ‘tail’
           77 |     q->tail = node;
              |      ^~
        src/timer.c: In function ‘timer_stop’:
        src/timer.c:30:5: warning: ignoring return value of ‘write’ declared with attribute ‘warn_unused_result’ [-Wunused-result]
           30 |     write(fd, &one, sizeof one);
              |     ^~~~~~~~~~~~~~~~~~~~~~~~~~~
        make: *** [Makefile:9: queue.o] Error 1
        """,
    ),
    pair(
        "gcc-checkout-root",
        """
        In file included from /builds/acme/radio/src/mixer.cpp:3:
        /builds/acme/radio/include/mixer.h:22:5: error: ‘Gain’ does not name a type
           22 |     Gain gain_;
              |     ^~~~
        """,
        """
        In file included from /home/runner/work/radio/radio/src/mixer.cpp:3:
        /home/runner/work/radio/radio/include/mixer.h:22:5: error: ‘Gain’ does not name a type
           22 |     Gain gain_;
              |     ^~~~
        """,
    ),
    pair(
        "clang-colours",
        """
        src/codec.cc:88:14: error: no matching function for call to 'decode'
           88 |   auto out = decode(frame, 4);
              |              ^~~~~~
        src/codec.h:12:5: note: candidate function not viable: requires 1 argument, but 2 were provided
        1 error generated.
        """,
        """
        \x1b[1msrc/codec.cc:88:14: \x1b[0m\x1b[0;1;31merror: \x1b[0m\x1b[1mno matching function for call to 'decode'\x1b[0m
           88 |   auto out = \x1b[0;34mdecode(frame, 4)\x1b[0m;
              | \x1b[0;1;32m             ^~~~~~
        \x1b[0m\x1b[1msrc/codec.h:12:5: \x1b[0m\x1b[0;1;30mnote: \x1b[0mcandidate function not viable: requires 1 argument, but 2 were provided\x1b[0m
        1 error generated.
        """,
    ),
    pair(
        "msvc-checkout-root-and-line",
        r"""
        Build FAILED.

        "D:\a\viewer\viewer\build\viewer.sln" (default target) (1) ->
        D:\a\viewer\viewer\src\canvas.cpp(42,9): error C2065: 'zoomLevel': undeclared identifier [D:\a\viewer\viewer\build\canvas.vcxproj]

            0 Warning(s)
            1 Error(s)

        Time Elapsed 00:00:41.27
        """,
        r"""
        Build FAILED.

        "C:\jenkins\workspace\viewer-pr-118\build\viewer.sln" (default target) (1) ->
        C:\jenkins\workspace\viewer-pr-118\src\canvas.cpp(57,13): error C2065: 'zoomLevel': undeclared identifier [C:\jenkins\workspace\viewer-pr-118\build\canvas.vcxproj]

            3 Warning(s)
            1 Error(s)

        Time Elapsed 00:01:12.90
        """,
    ),
    pair(
        "ld-temporary-object",
        """
        g++ -O2 main.cc stats.cc -o stats
        /usr/bin/ld: /tmp/ccnHPeSk.o: in function `main':
        main.cc:(.text+0x15): undefined reference to `percentile(std::vector<double> const&, double)'
        collect2: error: ld returned 1 exit status
        """,
        """
        g++ -O2 main.cc stats.cc -o stats
        /usr/bin/ld: /tmp/cck2Oypd.o: in function `main':
        main.cc:(.text+0x2f8): undefined reference to `percentile(std::vector<double> const&, double)'
        collect2: error: ld returned 1 exit status
        """,
    ),
    pair(
        "ld-archive-in-other-build-root",
        """
        [100%] Linking CXX executable ../bin/relay
        /usr/bin/ld: /builds/3fKq/0/acme/relay/build/lib/libcore.a(session.cc.o): in function `core::Session::close()':
        session.cc:(.text+0x1c4): undefined reference to `core::Timer::cancel()'
        collect2: error: ld returned 1 exit status
        """,
        """
        [100%] Linking CXX executable ../bin/relay
        /usr/bin/ld: /builds/Zx81/1/acme/relay/build/lib/libcore.a(session.cc.o): in function `core::Session::close()':
        session.cc:(.text+0x230): undefined reference to `core::Timer::cancel()'
        collect2: error: ld returned 1 exit status
        """,
    ),
    pair(
        "make-parallel-order",
        """
        CC      lib/arena.o
        CC      lib/utf8.o
        CC      lib/table.o
        lib/table.c:210:5: error: implicit declaration of function ‘table_grow’ [-Werror=implicit-function-declaration]
          210 |     table_grow(t);
              |     ^~~~~~~~~~
        CC      lib/glob.o
        cc1: all warnings being treated as errors
        make: *** [Makefile:31: lib/table.o] Error 1
        make: *** Waiting for unfinished jobs....
        """,
        """
        CC      lib/table.o
        CC      lib/glob.o
        CC      lib/arena.o
        lib/table.c:210:5: error: implicit declaration of function ‘table_grow’ [-Werror=implicit-function-declaration]
          210 |     table_grow(t);
              |     ^~~~~~~~~~
        cc1: all warnings being treated as errors
        make: *** [Makefile:31: lib/table.o] Error 1
        make: *** Waiting for unfinished jobs....
        CC      lib/utf8.o
        """,
    ),
    pair(
        "make-recipe-line-shift",
        """
        pandoc -o manual.pdf manual.md
        make: *** [Makefile:88: manual.pdf] Error 43
        """,
        """
        pandoc -o manual.pdf manual.md
        make: *** [Makefile:94: manual.pdf] Error 43
        """,
    ),
    pair(
        "make-depth-and-directory",
        """
        make[1]: Entering directory '/var/lib/jenkins/workspace/fw@2/drivers'
        make[1]: *** No rule to make target 'uart.ld', needed by 'firmware.elf'.  Stop.
        make[1]: Leaving directory '/var/lib/jenkins/workspace/fw@2/drivers'
        make: *** [Makefile:6: all] Error 2
        """,
        """
        make[3]: Entering directory '/home/ci/fw/drivers'
        make[3]: *** No rule to make target 'uart.ld', needed by 'firmware.elf'.  Stop.
        make[3]: Leaving directory '/home/ci/fw/drivers'
        make[2]: *** [Makefile:6: all] Error 2
        """,
    ),
    pair(
        "ninja-step-counter",
        """
        [118/940] Building CXX object src/CMakeFiles/engine.dir/shader.cpp.o
        FAILED: src/CMakeFiles/engine.dir/shader.cpp.o
        /usr/bin/c++ -I../include -O2 -std=c++20 -MD -o src/CMakeFiles/engine.dir/shader.cpp.o -c ../src/shader.cpp
        ../src/shader.cpp:64:23: error: ‘class Program’ has no member named ‘bind_group’
           64 |   program.bind_group(0);
              |           ^~~~~~~~~~
        [121/940] Building CXX object src/CMakeFiles/engine.dir/mesh.cpp.o
        ninja: build stopped: subcommand failed.
        """,
        """
        [402/940] Building CXX object src/CMakeFiles/engine.dir/shader.cpp.o
        FAILED: src/CMakeFiles/engine.dir/shader.cpp.o
        /usr/bin/c++ -I../include -O2 -std=c++20 -MD -o src/CMakeFiles/engine.dir/shader.cpp.o -c ../src/shader.cpp
        ../src/shader.cpp:71:11: error: ‘class Program’ has no member named ‘bind_group’
           71 |   program.bind_group(0);
              |           ^~~~~~~~~~
        ninja: build stopped: subcommand failed.
        """,
    ),
    pair(
        "cmake-build-tree",
        """
        -- The CXX compiler identification is GNU 12.2.0
        CMake Error at CMakeLists.txt:17 (find_package):
          By not providing "FindTurbo.cmake" in CMAKE_MODULE_PATH this project has
          asked CMake to find a package configuration file provided by "Turbo", but
          CMake did not find one.

        -- Configuring incomplete, errors occurred!
        See also "/builds/acme/imaging/build/CMakeFiles/CMakeOutput.log".
        """,
        """
        -- The CXX compiler identification is GNU 13.1.0
        CMake Error at CMakeLists.txt:23 (find_package):
          By not providing "FindTurbo.cmake" in CMAKE_MODULE_PATH this project has
          asked CMake to find a package configuration file provided by "Turbo", but
          CMake did not find one.

        -- Configuring incomplete, errors occurred!
        See also "/home/vsts/work/1/s/build/CMakeFiles/CMakeOutput.log".
        """,
    ),
    pair(
        "bazel-sandbox-and-cache-root",
        """
        INFO: Invocation ID: 5f0c6c6e-3a51-4d0d-8a57-1f7f7c8ad9b2
        INFO: Analyzed target //net:resolver (41 packages loaded, 1213 targets configured).
        ERROR: /home/ci/.cache/bazel/_bazel_ci/9ad1c2e0b1f3c4d5e6f708192a3b4c5d/external/grpc/BUILD:311:11: Compiling src/core/dns.cc failed: (Exit 1): gcc failed: error executing command (from target @grpc//:dns) /usr/bin/gcc -U_FORTIFY_SOURCE -fstack-protector ... (remaining 41 arguments skipped)

        Use --sandbox_debug to see verbose messages from the sandbox
        external/grpc/src/core/dns.cc:19:10: fatal error: ares.h: No such file or directory
        compilation terminated.
        INFO: Elapsed time: 61.250s, Critical Path: 12.09s
        FAILED: Build did NOT complete successfully
        """,
        """
        INFO: Invocation ID: c2ffb6f1-7f0e-4a0b-9f52-02b9be7cf0d4
        INFO: Analyzed target //net:resolver (0 packages loaded, 0 targets configured).
        ERROR: /root/.cache/bazel/_bazel_root/0c1d2e3f405162738495a6b7c8d9eaf1/external/grpc/BUILD:311:11: Compiling src/core/dns.cc failed: (Exit 1): gcc failed: error executing command (from target @grpc//:dns) /usr/bin/gcc -U_FORTIFY_SOURCE -fstack-protector ... (remaining 38 arguments skipped)

        Use --sandbox_debug to see verbose messages from the sandbox
        external/grpc/src/core/dns.cc:19:10: fatal error: ares.h: No such file or directory
        compilation terminated.
        INFO: Elapsed time: 9.871s, Critical Path: 4.40s
        FAILED: Build did NOT complete successfully
        """,
    ),
    # --- Rust, Go -----------------------------------------------------------------------------
    pair(
        "rustc-line-shift-and-warning",
        """
           Compiling ledger v0.4.1 (/builds/acme/ledger)
        error[E0425]: cannot find value `offset` in this scope
          --> src/lib.rs:12:29
           |
        12 |     start + offset
           |             ^^^^^^ not found in this scope

        For more information about this error, try `rustc --explain E0425`.
        error: could not compile `ledger` (lib) due to 1 previous error
        """,
        """
           Compiling ledger v0.4.1 (/home/runner/work/ledger/ledger)
        warning: unused import: `std::fmt`
         --> src/io.rs:1:5
          |
        1 | use std::fmt;
          |     ^^^^^^^^
          |
          = note: `#[warn(unused_imports)]` on by default

        error[E0425]: cannot find value `offset` in this scope
           --> src/lib.rs:104:29
            |
        104 |     start + offset
            |             ^^^^^^ not found in this scope

        For more information about this error, try `rustc --explain E0425`.
        warning: `ledger` (lib) generated 1 warning
        error: could not compile `ledger` (lib) due to 1 previous error; 1 warning emitted
        """,
    ),
    pair(
        "cargo-test-binary-hash-and-thread",
        """
            Finished `test` profile [unoptimized + debuginfo] target(s) in 0.66s
             Running unittests src/lib.rs (target/debug/deps/ledger-5b2cf619a4000fbe)

        running 2 tests
        test tests::opens_empty_book ... ok
        test tests::balances_after_refund ... FAILED

        failures:

        ---- tests::balances_after_refund stdout ----

        thread 'tests::balances_after_refund' (5974) panicked at src/lib.rs:31:46:
        called `Option::unwrap()` on a `None` value
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace


        failures:
            tests::balances_after_refund

        test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

        error: test failed, to rerun pass `--lib`
        """,
        """
            Finished `test` profile [unoptimized + debuginfo] target(s) in 14.02s
             Running unittests src/lib.rs (target/debug/deps/ledger-e89126427295e952)

        running 3 tests
        test tests::balances_after_refund ... FAILED
        test tests::opens_empty_book ... ok
        test tests::rounds_down ... ok

        failures:

        ---- tests::balances_after_refund stdout ----

        thread 'tests::balances_after_refund' (26616) panicked at src/lib.rs:35:46:
        called `Option::unwrap()` on a `None` value
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace


        failures:
            tests::balances_after_refund

        test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.13s

        error: test failed, to rerun pass `--lib`
        """,
    ),
    pair(
        "go-test-panic-addresses",
        """
        === RUN   TestCacheEvict
        --- FAIL: TestCacheEvict (0.00s)
        panic: assignment to entry in nil map [recovered]
        \tpanic: assignment to entry in nil map

        goroutine 7 [running]:
        testing.tRunner.func1.2({0x508ec0, 0x551cb0})
        \t/usr/local/go/src/testing/testing.go:1545 +0x24e
        panic({0x508ec0, 0x551cb0})
        \t/usr/local/go/src/runtime/panic.go:914 +0x212
        example.com/cache.(*LRU).Put(0xc000012345, {0x52a1f0, 0x1})
        \t/builds/acme/cache/lru.go:41 +0x2e
        FAIL\texample.com/cache\t0.006s
        FAIL
        """,
        """
        === RUN   TestCacheEvict
        --- FAIL: TestCacheEvict (0.02s)
        panic: assignment to entry in nil map [recovered]
        \tpanic: assignment to entry in nil map

        goroutine 34 [running]:
        testing.tRunner.func1.2({0x5f8a40, 0x6410d8})
        \t/opt/hostedtoolcache/go/1.21.6/x64/src/testing/testing.go:1545 +0x24e
        panic({0x5f8a40, 0x6410d8})
        \t/opt/hostedtoolcache/go/1.21.6/x64/src/runtime/panic.go:914 +0x212
        example.com/cache.(*LRU).Put(0xc0000b6360, {0x6191b3, 0x1})
        \t/home/runner/work/cache/cache/lru.go:48 +0x2e
        FAIL\texample.com/cache\t0.031s
        FAIL
        """,
    ),
    pair(
        "go-test-durations",
        """
        ok  \texample.com/shop/cart\t1.203s
        --- FAIL: TestTotals (0.00s)
            --- FAIL: TestTotals/with_discount (0.00s)
                totals_test.go:41: Total() with a discount does not include tax
        FAIL
        FAIL\texample.com/shop/totals\t0.412s
        ok  \texample.com/shop/mail\t(cached)
        FAIL
        """,
        """
        ok  \texample.com/shop/cart\t(cached)
        --- FAIL: TestTotals (0.03s)
            --- FAIL: TestTotals/with_discount (0.01s)
                totals_test.go:44: Total() with a discount does not include tax
        FAIL
        FAIL\texample.com/shop/totals\t1.877s
        ok  \texample.com/shop/mail\t0.094s
        FAIL
        """,
    ),
    pair(
        "go-race-addresses",
        """
        ==================
        WARNING: DATA RACE
        Write at 0x00c00001e0f8 by goroutine 8:
          example.com/feed.(*Hub).publish()
              /builds/acme/feed/hub.go:57 +0x44

        Previous read at 0x00c00001e0f8 by goroutine 7:
          example.com/feed.(*Hub).Len()
              /builds/acme/feed/hub.go:33 +0x3a
        ==================
        --- FAIL: TestPublish (0.01s)
            testing.go:1465: race detected during execution of test
        FAIL
        """,
        """
        ==================
        WARNING: DATA RACE
        Write at 0x00c0002a8018 by goroutine 41:
          example.com/feed.(*Hub).publish()
              /go/src/example.com/feed/hub.go:61 +0x44

        Previous read at 0x00c0002a8018 by goroutine 40:
          example.com/feed.(*Hub).Len()
              /go/src/example.com/feed/hub.go:33 +0x3a
        ==================
        --- FAIL: TestPublish (0.06s)
            testing.go:1465: race detected during execution of test
        FAIL
        """,
    ),
    pair(
        "go-module-cache-root",
        """
        # github.com/acme/otelkit
        /home/runner/go/pkg/mod/github.com/acme/otelkit@v1.4.0/export.go:88:15: undefined: sdk.NewBatcher
        ##[error]Process completed with exit code 1.
        """,
        """
        # github.com/acme/otelkit
        /root/go/pkg/mod/github.com/acme/otelkit@v1.4.0/export.go:88:15: undefined: sdk.NewBatcher
        ##[error]Process completed with exit code 1.
        """,
    ),
    # --- JVM ----------------------------------------------------------------------------------
    pair(
        "javac-line-shift",
        """
        src/main/java/org/acme/Router.java:58: error: cannot find symbol
                Route route = table.lookup(path);
                                   ^
          symbol:   method lookup(String)
          location: variable table of type RouteTable
        1 error
        """,
        """
        src/main/java/org/acme/Router.java:61: error: cannot find symbol
                Route route = table.lookup(path);
                                   ^
          symbol:   method lookup(String)
          location: variable table of type RouteTable
        1 error
        """,
    ),
    pair(
        "maven-compile-times-and-root",
        """
        [INFO] Compiling 41 source files with javac [debug release 17] to target/classes
        [ERROR] COMPILATION ERROR :
        [ERROR] /builds/acme/orders/src/main/java/org/acme/Order.java:[27,16] incompatible types: int cannot be converted to java.lang.String
        [INFO] 1 error
        [INFO] BUILD FAILURE
        [INFO] Total time:  3.505 s
        [INFO] Finished at: 2026-11-23T06:18:37Z
        [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.11.0:compile (default-compile) on project orders: Compilation failure
        [ERROR] /builds/acme/orders/src/main/java/org/acme/Order.java:[27,16] incompatible types: int cannot be converted to java.lang.String
        """,
        """
        [INFO] Compiling 43 source files with javac [debug release 17] to target/classes
        [ERROR] COMPILATION ERROR :
        [ERROR] /var/lib/jenkins/workspace/orders_PR-71/src/main/java/org/acme/Order.java:[31,16] incompatible types: int cannot be converted to java.lang.String
        [INFO] 1 error
        [INFO] BUILD FAILURE
        [INFO] Total time:  01:12 min
        [INFO] Finished at: 2026-12-01T17:40:02+01:00
        [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.11.0:compile (default-compile) on project orders: Compilation failure
        [ERROR] /var/lib/jenkins/workspace/orders_PR-71/src/main/java/org/acme/Order.java:[31,16] incompatible types: int cannot be converted to java.lang.String
        """,
    ),
    pair(
        "surefire-durations-and-counts",
        """
        [INFO] Running org.acme.InvoiceTest
        [ERROR] Tests run: 7, Failures: 0, Errors: 1, Skipped: 0, Time elapsed: 0.112 s <<< FAILURE! -- in org.acme.InvoiceTest
        [ERROR] org.acme.InvoiceTest.roundsToCents -- Time elapsed: 0.004 s <<< ERROR!
        java.lang.ArithmeticException: Rounding necessary
        \tat java.base/java.math.BigDecimal.commonNeedIncrement(BigDecimal.java:4628)
        \tat org.acme.Invoice.total(Invoice.java:38)
        \tat org.acme.InvoiceTest.roundsToCents(InvoiceTest.java:22)
        [ERROR] Tests run: 120, Failures: 0, Errors: 1, Skipped: 3
        """,
        """
        [INFO] Running org.acme.InvoiceTest
        [ERROR] Tests run: 8, Failures: 0, Errors: 1, Skipped: 0, Time elapsed: 1.9 s <<< FAILURE! -- in org.acme.InvoiceTest
        [ERROR] org.acme.InvoiceTest.roundsToCents -- Time elapsed: 0.021 s <<< ERROR!
        java.lang.ArithmeticException: Rounding necessary
        \tat java.base/java.math.BigDecimal.commonNeedIncrement(BigDecimal.java:4628)
        \tat org.acme.Invoice.total(Invoice.java:44)
        \tat org.acme.InvoiceTest.roundsToCents(InvoiceTest.java:25)
        [ERROR] Tests run: 131, Failures: 0, Errors: 1, Skipped: 2
        """,
    ),
    pair(
        "gradle-duration-and-daemon",
        """
        Starting a Gradle Daemon (subsequent builds will be faster)
        > Task :app:compileKotlin FAILED
        e: file:///builds/acme/notes/app/src/main/kotlin/Editor.kt:19:21 Unresolved reference: cursorLine

        FAILURE: Build failed with an exception.

        * What went wrong:
        Execution failed for task ':app:compileKotlin'.
        > Compilation error. See log for more details

        BUILD FAILED in 1m 12s
        7 actionable tasks: 5 executed, 2 up-to-date
        """,
        """
        Starting a Gradle Daemon, 1 incompatible and 2 stopped Daemons could not be reused, use --status for details
        > Task :app:compileKotlin FAILED
        e: file:///home/runner/work/notes/notes/app/src/main/kotlin/Editor.kt:23:21 Unresolved reference: cursorLine

        FAILURE: Build failed with an exception.

        * What went wrong:
        Execution failed for task ':app:compileKotlin'.
        > Compilation error. See log for more details

        BUILD FAILED in 34s
        7 actionable tasks: 7 executed
        """,
    ),
    pair(
        "java-thread-object-and-lambda-names",
        """
        2026-03-04 09:15:02.118 ERROR 1 --- [pool-3-thread-7] o.a.jobs.Worker : job failed
        java.lang.IllegalStateException: session org.acme.Session@1b28cdfa is closed
        \tat org.acme.Session.send(Session.java:77)
        \tat org.acme.jobs.Worker.lambda$run$0(Worker.java:31)
        \tat org.acme.jobs.Worker$$Lambda$123/0x0000000800c8a440.run(Unknown Source)
        \tat java.base/java.lang.Thread.run(Thread.java:840)
        """,
        """
        2026-03-07 22:41:50.733 ERROR 1 --- [pool-1-thread-2] o.a.jobs.Worker : job failed
        java.lang.IllegalStateException: session org.acme.Session@7f31245a is closed
        \tat org.acme.Session.send(Session.java:79)
        \tat org.acme.jobs.Worker.lambda$run$0(Worker.java:31)
        \tat org.acme.jobs.Worker$$Lambda$98/0x00007f1a4c0d2e18.run(Unknown Source)
        \tat java.base/java.lang.Thread.run(Thread.java:840)
        """,
    ),
    pair(
        "java-native-crash-pid",
        """
        #
        # A fatal error has been detected by the Java Runtime Environment:
        #
        #  SIGSEGV (0xb) at pc=0x00007f3b1c2a4d10, pid=812, tid=830
        #
        # Problematic frame:
        # C  [libimaging.so+0x4d10]  decode_tile+0x40
        #
        # An error report file with more information is saved as:
        # /builds/acme/maps/hs_err_pid812.log
        #
        Aborted (core dumped)
        """,
        """
        #
        # A fatal error has been detected by the Java Runtime Environment:
        #
        #  SIGSEGV (0xb) at pc=0x00007f90a4b77d10, pid=24119, tid=24177
        #
        # Problematic frame:
        # C  [libimaging.so+0x4d10]  decode_tile+0x40
        #
        # An error report file with more information is saved as:
        # /home/runner/work/maps/maps/hs_err_pid24119.log
        #
        Aborted (core dumped)
        """,
    ),
    # --- JavaScript ------------------------------------------------------------------------
    pair(
        "npm-debug-log-name",
        """
        npm warn deprecated inflight@1.0.6: This module is not supported
        npm error code E404
        npm error 404 Not Found - GET https://registry.npmjs.org/@acme%2ftablekit - Not found
        npm error 404
        npm error 404  '@acme/tablekit@^4.0.0' is not in this registry.
        npm error A complete log of this run can be found in: /home/ci/.npm/_logs/2026-11-23T06_18_52_040Z-debug-0.log
        """,
        """
        npm error code E404
        npm error 404 Not Found - GET https://registry.npmjs.org/@acme%2ftablekit - Not found
        npm error 404
        npm error 404  '@acme/tablekit@^4.0.0' is not in this registry.
        npm error A complete log of this run can be found in: /root/.npm/_logs/2026-12-02T19_00_01_377Z-debug-0.log
        """,
    ),
    pair(
        "node-uncaught-checkout-root",
        """
        /builds/acme/site/lib/render.js:40
            return node.children.map(render);
                                 ^

        TypeError: Cannot read properties of undefined (reading 'map')
            at render (/builds/acme/site/lib/render.js:40:26)
            at Object.<anonymous> (/builds/acme/site/build.js:9:1)
            at Module._compile (node:internal/modules/cjs/loader:1364:14)

        Node.js v20.11.1
        """,
        """
        /home/runner/work/site/site/lib/render.js:43
            return node.children.map(render);
                                 ^

        TypeError: Cannot read properties of undefined (reading 'map')
            at render (/home/runner/work/site/site/lib/render.js:43:26)
            at Object.<anonymous> (/home/runner/work/site/site/build.js:9:1)
            at Module._compile (node:internal/modules/cjs/loader:1364:14)

        Node.js v20.11.1
        """,
    ),
    pair(
        "jest-durations-and-suite-order",
        """
        PASS src/cart.test.js
        FAIL src/price.test.js (5.21 s)
          price
            ✓ is zero for an empty cart (2 ms)
            ✕ applies the voucher (11 ms)

          ● price › applies the voucher

            ReferenceError: voucher is not defined

              12 |   const cart = filled();
            > 13 |   expect(price(cart, voucher)).toBe(90);
                 |                      ^

              at Object.voucher (src/price.test.js:13:22)

        PASS src/login.test.js
        Test Suites: 1 failed, 2 passed, 3 total
        Tests:       1 failed, 14 passed, 15 total
        Time:        6.401 s
        """,
        """
        PASS src/login.test.js (9.1 s)
        PASS src/cart.test.js
        FAIL src/price.test.js
          price
            ✓ is zero for an empty cart
            ✕ applies the voucher (2 ms)

          ● price › applies the voucher

            ReferenceError: voucher is not defined

              19 |   const cart = filled();
            > 20 |   expect(price(cart, voucher)).toBe(90);
                 |                      ^

              at Object.voucher (src/price.test.js:20:22)

        Test Suites: 1 failed, 2 passed, 3 total
        Tests:       1 failed, 16 passed, 17 total
        Time:        11.92 s
        """,
    ),
    pair(
        "mocha-durations-and-root",
        """
          Queue
            ✔ starts empty
            1) drains before it closes

          3 passing (41ms)
          1 failing

          1) Queue
               drains before it closes:
             Error: Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called; if returning a Promise, ensure it resolves. (/builds/acme/queue/test/queue.spec.js)
              at listOnTimeout (node:internal/timers:573:17)
              at process.processTimers (node:internal/timers:514:7)
        """,
        """
          Queue
            ✔ starts empty (38ms)
            1) drains before it closes

          5 passing (3s)
          1 failing

          1) Queue
               drains before it closes:
             Error: Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called; if returning a Promise, ensure it resolves. (/home/circleci/project/test/queue.spec.js)
              at listOnTimeout (node:internal/timers:573:17)
              at process.processTimers (node:internal/timers:514:7)
        """,
    ),
    pair(
        "tsc-line-shift",
        """
        > shop@2.1.0 build
        > tsc -p .

        src/checkout/total.ts(14,9): error TS2322: Type 'string' is not assignable to type 'number'.
        npm error Lifecycle script `build` failed with error:
        npm error code 2
        """,
        """
        > shop@2.1.1 build
        > tsc -p .

        src/checkout/total.ts(29,3): error TS2322: Type 'string' is not assignable to type 'number'.
        npm error Lifecycle script `build` failed with error:
        npm error code 2
        """,
    ),
    pair(
        "eslint-root-and-position",
        """
        /builds/acme/site/src/menu.js
          31:9  error  'openMenu' is assigned a value but never used  no-unused-vars

        ✖ 1 problem (1 error, 0 warnings)
        """,
        """
        /home/runner/work/site/site/src/menu.js
          33:9  error  'openMenu' is assigned a value but never used  no-unused-vars

        ✖ 1 problem (1 error, 0 warnings)
        """,
    ),
    pair(
        "playwright-worker-duration-and-line",
        """
        Running 48 tests using 4 workers
          1) [chromium] › tests/login.spec.ts:14:5 › asks for a second factor

            Error: Timed out 5000ms waiting for expect(locator).toBeVisible()

            Locator: getByLabel('One-time code')
            Expected: visible
            Received: <element(s) not found>

          1 failed
            [chromium] › tests/login.spec.ts:14:5 › asks for a second factor
          47 passed (1.2m)
        """,
        """
        Running 51 tests using 2 workers
          1) [chromium] › tests/login.spec.ts:22:5 › asks for a second factor

            Error: Timed out 5000ms waiting for expect(locator).toBeVisible()

            Locator: getByLabel('One-time code')
            Expected: visible
            Received: <element(s) not found>

          1 failed
            [chromium] › tests/login.spec.ts:22:5 › asks for a second factor
          50 passed (3.4m)
        """,
    ),
    pair(
        "node-refused-on-an-ephemeral-port",
        """
        Error: connect ECONNREFUSED 127.0.0.1:41873
            at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {
          errno: -111,
          code: 'ECONNREFUSED',
          syscall: 'connect',
          address: '127.0.0.1',
          port: 41873
        }
        """,
        """
        Error: connect ECONNREFUSED 127.0.0.1:38211
            at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {
          errno: -111,
          code: 'ECONNREFUSED',
          syscall: 'connect',
          address: '127.0.0.1',
          port: 38211
        }
        """,
    ),
    # --- Python -------------------------------------------------------------------------------
    pair(
        "pytest-xdist-worker",
        """
        [gw0] [ 45%] PASSED tests/test_cart.py::test_empty
        [gw0] [ 46%] FAILED tests/test_tax.py::test_rate_of_books
        =================================== FAILURES ===================================
        ______________________________ test_rate_of_books ______________________________
        [gw0] linux -- Python 3.11.7 /builds/acme/tax/.venv/bin/python

            def test_rate_of_books():
        >       assert rate("book") == Rate.REDUCED
        E       AttributeError: type object 'Rate' has no attribute 'REDUCED'

        tests/test_tax.py:19: AttributeError
        =========================== short test summary info ============================
        FAILED tests/test_tax.py::test_rate_of_books - AttributeError: type object 'R...
        ========================= 1 failed, 77 passed in 4.20s =========================
        """,
        """
        [gw3] [ 12%] FAILED tests/test_tax.py::test_rate_of_books
        [gw1] [ 13%] PASSED tests/test_cart.py::test_empty
        =================================== FAILURES ===================================
        ______________________________ test_rate_of_books ______________________________
        [gw3] linux -- Python 3.11.7 /home/runner/work/tax/tax/.venv/bin/python

            def test_rate_of_books():
        >       assert rate("book") == Rate.REDUCED
        E       AttributeError: type object 'Rate' has no attribute 'REDUCED'

        tests/test_tax.py:23: AttributeError
        =========================== short test summary info ============================
        FAILED tests/test_tax.py::test_rate_of_books - AttributeError: type object 'R...
        ======================== 1 failed, 79 passed in 11.73s =========================
        """,
    ),
    pair(
        "pytest-object-address",
        """
        =================================== FAILURES ===================================
        __________________________________ test_close __________________________________

            def test_close():
        >       assert connect().socket is None
        E       assert <fake.Socket object at 0x7fb49634f350> is None
        E        +  where <fake.Socket object at 0x7fb49634f350> = <fake.Connection object at 0x7fb49634f190>.socket

        tests/test_connection.py:7: AssertionError
        =========================== short test summary info ============================
        FAILED tests/test_connection.py::test_close - assert <fake.Socket object at 0x7fb49634f350> is None
        """,
        """
        =================================== FAILURES ===================================
        __________________________________ test_close __________________________________

            def test_close():
        >       assert connect().socket is None
        E       assert <fake.Socket object at 0x10d6c2b90> is None
        E        +  where <fake.Socket object at 0x10d6c2b90> = <fake.Connection object at 0x10d6c28d0>.socket

        tests/test_connection.py:7: AssertionError
        =========================== short test summary info ============================
        FAILED tests/test_connection.py::test_close - assert <fake.Socket object at 0x10d6c2b90> is None
        """,
    ),
    pair(
        "pytest-tmp-path",
        """
        =================================== FAILURES ===================================
        ________________________________ test_reads_back _______________________________

        tmp_path = PosixPath('/tmp/pytest-of-root/pytest-35/test_reads_back0')

            def test_reads_back(tmp_path):
        >       assert load(tmp_path / "book.db").pages == []
        E       FileNotFoundError: [Errno 2] No such file or directory: '/tmp/pytest-of-root/pytest-35/test_reads_back0/book.db'

        tests/test_book.py:12: FileNotFoundError
        =========================== short test summary info ============================
        FAILED tests/test_book.py::test_reads_back - FileNotFoundError: [Errno 2] No ...
        """,
        """
        =================================== FAILURES ===================================
        ________________________________ test_reads_back _______________________________

        tmp_path = PosixPath('/private/var/folders/x8/kq3c1_zs6dd/T/pytest-of-runner/pytest-0/test_reads_back0')

            def test_reads_back(tmp_path):
        >       assert load(tmp_path / "book.db").pages == []
        E       FileNotFoundError: [Errno 2] No such file or directory: '/private/var/folders/x8/kq3c1_zs6dd/T/pytest-of-runner/pytest-0/test_reads_back0/book.db'

        tests/test_book.py:12: FileNotFoundError
        =========================== short test summary info ============================
        FAILED tests/test_book.py::test_reads_back - FileNotFoundError: [Errno 2] No ...
        """,
    ),
    pair(
        "pytest-random-seed",
        """
        Using --randomly-seed=2813098447
        plugins: randomly-3.15.0
        collected 8 items

        tests/test_slots.py ...F....                                             [100%]

        =================================== FAILURES ===================================
        ________________________________ test_no_overlap _______________________________
        tests/test_slots.py:31: in test_no_overlap
            book(slot)
        slots/book.py:14: in book
            raise Taken(slot.name)
        E   slots.errors.Taken: morning
        =========================== short test summary info ============================
        FAILED tests/test_slots.py::test_no_overlap - slots.errors.Taken: morning
        ========================= 1 failed, 7 passed in 0.33s ==========================
        """,
        """
        Using --randomly-seed=97
        plugins: randomly-3.15.0
        collected 8 items

        tests/test_slots.py F.......                                             [100%]

        =================================== FAILURES ===================================
        ________________________________ test_no_overlap _______________________________
        tests/test_slots.py:31: in test_no_overlap
            book(slot)
        slots/book.py:16: in book
            raise Taken(slot.name)
        E   slots.errors.Taken: morning
        =========================== short test summary info ============================
        FAILED tests/test_slots.py::test_no_overlap - slots.errors.Taken: morning
        ========================= 1 failed, 7 passed in 0.29s ==========================
        """,
    ),
    pair(
        "python-temporary-name-without-a-digit",
        """
        Traceback (most recent call last):
          File "/builds/acme/report/unpack.py", line 9, in main
            with ZipFile(path) as archive:
        zipfile.BadZipFile: /tmp/tmpq_xkzwev/rates.zip is not a zip file
        """,
        """
        Traceback (most recent call last):
          File "/builds/acme/report/unpack.py", line 9, in main
            with ZipFile(path) as archive:
        zipfile.BadZipFile: /tmp/tmpbnrmuahc/rates.zip is not a zip file
        """,
    ),
    pair(
        "pytest-order-of-two-failures",
        """
        =========================== short test summary info ============================
        FAILED tests/test_tax.py::test_rate_of_books - AttributeError: type object 'Rate' has no attribute 'REDUCED'
        FAILED tests/test_tax.py::test_rate_of_bread - AttributeError: type object 'Rate' has no attribute 'REDUCED'
        ========================= 2 failed, 76 passed in 4.20s =========================
        """,
        """
        =========================== short test summary info ============================
        FAILED tests/test_tax.py::test_rate_of_bread - AttributeError: type object 'Rate' has no attribute 'REDUCED'
        FAILED tests/test_tax.py::test_rate_of_books - AttributeError: type object 'Rate' has no attribute 'REDUCED'
        ========================= 2 failed, 76 passed in 2.95s =========================
        """,
    ),
    pair(
        "python-traceback-interpreter-root-and-lines",
        """
        Traceback (most recent call last):
          File "/builds/acme/report/make_report.py", line 44, in <module>
            main()
          File "/builds/acme/report/make_report.py", line 31, in main
            rows = json.load(source)
          File "/usr/lib/python3.11/json/__init__.py", line 293, in load
            return loads(fp.read(),
        json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
        """,
        """
        Traceback (most recent call last):
          File "/home/runner/work/report/report/make_report.py", line 47, in <module>
            main()
          File "/home/runner/work/report/report/make_report.py", line 33, in main
            rows = json.load(source)
          File "/opt/hostedtoolcache/Python/3.11.9/x64/lib/python3.11/json/__init__.py", line 293, in load
            return loads(fp.read(),
        json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
        """,
    ),
    pair(
        "unittest-duration-and-dots",
        """
        ..F.
        ======================================================================
        FAIL: test_sorted_by_date (tests.test_feed.FeedTest.test_sorted_by_date)
        ----------------------------------------------------------------------
        Traceback (most recent call last):
          File "/builds/acme/feed/tests/test_feed.py", line 27, in test_sorted_by_date
            self.assertEqual(names, ["new", "old"])
        AssertionError: Lists differ: ['old', 'new'] != ['new', 'old']

        ----------------------------------------------------------------------
        Ran 4 tests in 0.004s

        FAILED (failures=1)
        """,
        """
        ....F
        ======================================================================
        FAIL: test_sorted_by_date (tests.test_feed.FeedTest.test_sorted_by_date)
        ----------------------------------------------------------------------
        Traceback (most recent call last):
          File "/root/project/tests/test_feed.py", line 35, in test_sorted_by_date
            self.assertEqual(names, ["new", "old"])
        AssertionError: Lists differ: ['old', 'new'] != ['new', 'old']

        ----------------------------------------------------------------------
        Ran 5 tests in 0.019s

        FAILED (failures=1)
        """,
    ),
    pair(
        "pip-build-temp-directory",
        """
          error: subprocess-exited-with-error

          × python setup.py bdist_wheel did not run successfully.
          │ exit code: 1
          ╰─> [4 lines of output]
              running bdist_wheel
              building 'pylibmc._client' extension
              /tmp/pip-install-8q2kx0vz/pylibmc_31c0a4f1/src/_client.c:36:10: fatal error: libmemcached/memcached.h: No such file or directory
              error: command '/usr/bin/gcc' failed with exit code 1
              [end of output]

          ERROR: Failed building wheel for pylibmc
        """,
        """
          error: subprocess-exited-with-error

          × python setup.py bdist_wheel did not run successfully.
          │ exit code: 1
          ╰─> [4 lines of output]
              running bdist_wheel
              building 'pylibmc._client' extension
              /tmp/pip-install-n_5ap7w1/pylibmc_0be94d77/src/_client.c:36:10: fatal error: libmemcached/memcached.h: No such file or directory
              error: command '/usr/bin/gcc' failed with exit code 1
              [end of output]

          ERROR: Failed building wheel for pylibmc
        """,
    ),
    pair(
        "pip-retry-count-and-object-address",
        """
        WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f1f0a2c3d10>: Failed to establish a new connection: [Errno -2] Name or service not known')': /simple/tabulate/
        WARNING: Retrying (Retry(total=3, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f1f0a2c4e50>: Failed to establish a new connection: [Errno -2] Name or service not known')': /simple/tabulate/
        ERROR: Could not find a version that satisfies the requirement tabulate (from versions: none)
        ERROR: No matching distribution found for tabulate
        """,
        """
        WARNING: Retrying (Retry(total=2, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7fd3be914a90>: Failed to establish a new connection: [Errno -2] Name or service not known')': /simple/tabulate/
        ERROR: Could not find a version that satisfies the requirement tabulate (from versions: none)
        ERROR: No matching distribution found for tabulate
        """,
    ),
    pair(
        "mypy-line-shift-and-file-count",
        """
        billing/vat.py:61: error: Incompatible return value type (got "int", expected "str")  [return-value]
        Found 1 error in 1 file (checked 88 source files)
        """,
        """
        billing/vat.py:64: error: Incompatible return value type (got "int", expected "str")  [return-value]
        Found 1 error in 1 file (checked 91 source files)
        """,
    ),
    pair(
        "ruff-position",
        """
        F401 [*] `os` imported but unused
         --> billing/export.py:3:8
          |
        1 | import json
        2 |
        3 | import os
          |        ^^
        help: Remove unused import: `os`

        Found 1 error.
        [*] 1 fixable with `--fix`.
        """,
        """
        F401 [*] `os` imported but unused
         --> billing/export.py:7:8
          |
        5 | import json
        6 | import math
        7 | import os
          |        ^^
        help: Remove unused import: `os`

        Found 1 error.
        [*] 1 fixable with `--fix`.
        """,
    ),
    pair(
        "tox-environment-times",
        """
        lint: commands[0]> flake8 src
        src/acme/shelf.py:40:5: F841 local variable 'width' is assigned to but never used
        lint: exit 1 (0.85 seconds) /builds/acme/shelf> flake8 src pid=412
          lint: FAIL code 1 (4.31=setup[3.46]+cmd[0.85] seconds)
          evaluation failed :( (4.42 seconds)
        """,
        """
        lint: commands[0]> flake8 src
        src/acme/shelf.py:47:5: F841 local variable 'width' is assigned to but never used
        lint: exit 1 (2.07 seconds) /home/zuul/src/shelf> flake8 src pid=20931
          lint: FAIL code 1 (19.02=setup[16.95]+cmd[2.07] seconds)
          evaluation failed :( (19.20 seconds)
        """,
    ),
    # --- Ruby, PHP, .NET, Swift, Perl ------------------------------------------------------
    pair(
        "rspec-seed-and-line",
        """
        Randomized with seed 41877
        .....F..

        Failures:

          1) Basket#total adds shipping for heavy parcels
             Failure/Error: raise KeyError, "no tariff for #{zone}"

             KeyError:
               no tariff for islands
             # ./lib/basket.rb:40:in `tariff'
             # ./spec/basket_spec.rb:17:in `block (3 levels) in <top (required)>'

        Finished in 0.31 seconds (files took 1.2 seconds to load)
        8 examples, 1 failure

        Failed examples:

        rspec ./spec/basket_spec.rb:16 # Basket#total adds shipping for heavy parcels
        """,
        """
        Randomized with seed 6
        F.........

        Failures:

          1) Basket#total adds shipping for heavy parcels
             Failure/Error: raise KeyError, "no tariff for #{zone}"

             KeyError:
               no tariff for islands
             # ./lib/basket.rb:43:in `tariff'
             # ./spec/basket_spec.rb:25:in `block (3 levels) in <top (required)>'

        Finished in 2.07 seconds (files took 0.88 seconds to load)
        10 examples, 1 failure

        Failed examples:

        rspec ./spec/basket_spec.rb:24 # Basket#total adds shipping for heavy parcels
        """,
    ),
    pair(
        "minitest-seed-and-order",
        """
        Run options: --seed 26079

        # Running:

        .E

        Finished in 0.000873s, 2290.5808 runs/s, 1145.2904 assertions/s.

          1) Error:
        ParcelTest#test_label:
        NoMethodError: undefined method `street' for nil:NilClass
            lib/parcel.rb:9:in `label'
            test/parcel_test.rb:7:in `test_label'

        2 runs, 1 assertions, 0 failures, 1 errors, 0 skips
        """,
        """
        Run options: --seed 411

        # Running:

        E..

        Finished in 0.014112s, 212.5850 runs/s, 141.7234 assertions/s.

          1) Error:
        ParcelTest#test_label:
        NoMethodError: undefined method `street' for nil:NilClass
            lib/parcel.rb:12:in `label'
            test/parcel_test.rb:7:in `test_label'

        3 runs, 2 assertions, 0 failures, 1 errors, 0 skips
        """,
    ),
    pair(
        "bundler-gem-build-directory",
        """
        Installing pg 1.5.4 with native extensions
        Gem::Ext::BuildError: ERROR: Failed to build gem native extension.

            current directory: /builds/acme/rota/vendor/bundle/ruby/3.2.0/gems/pg-1.5.4/ext
        /usr/local/bin/ruby -I /usr/local/lib/ruby/3.2.0 extconf.rb
        *** extconf.rb failed ***
        Can't find the 'libpq-fe.h header

        An error occurred while installing pg (1.5.4), and Bundler cannot continue.
        """,
        """
        Installing pg 1.5.4 with native extensions
        Gem::Ext::BuildError: ERROR: Failed to build gem native extension.

            current directory: /home/travis/.rvm/gems/ruby-3.2.2/gems/pg-1.5.4/ext
        /home/travis/.rvm/rubies/ruby-3.2.2/bin/ruby -I /home/travis/.rvm/rubies/ruby-3.2.2/lib/ruby/3.2.0 extconf.rb
        *** extconf.rb failed ***
        Can't find the 'libpq-fe.h header

        An error occurred while installing pg (1.5.4), and Bundler cannot continue.
        """,
    ),
    pair(
        "phpunit-time-memory-and-root",
        """
        ...E                                                                4 / 4 (100%)

        Time: 00:00.012, Memory: 6.00 MB

        There was 1 error:

        1) Acme\\Tests\\InvoiceTest::testTotal
        TypeError: Acme\\Invoice::add(): Argument #1 ($cents) must be of type int, string given, called in /builds/acme/bill/tests/InvoiceTest.php on line 14

        /builds/acme/bill/src/Invoice.php:22
        /builds/acme/bill/tests/InvoiceTest.php:14

        ERRORS!
        Tests: 4, Assertions: 5, Errors: 1.
        """,
        """
        ...E.                                                               5 / 5 (100%)

        Time: 00:01.480, Memory: 8.00 MB

        There was 1 error:

        1) Acme\\Tests\\InvoiceTest::testTotal
        TypeError: Acme\\Invoice::add(): Argument #1 ($cents) must be of type int, string given, called in /var/www/html/tests/InvoiceTest.php on line 17

        /var/www/html/src/Invoice.php:25
        /var/www/html/tests/InvoiceTest.php:17

        ERRORS!
        Tests: 5, Assertions: 7, Errors: 1.
        """,
    ),
    pair(
        "dotnet-build-root-and-elapsed",
        r"""
        /home/vsts/work/1/s/src/Api/Startup.cs(31,17): error CS0103: The name 'services' does not exist in the current context [/home/vsts/work/1/s/src/Api/Api.csproj]

        Build FAILED.

        /home/vsts/work/1/s/src/Api/Startup.cs(31,17): error CS0103: The name 'services' does not exist in the current context [/home/vsts/work/1/s/src/Api/Api.csproj]
            0 Warning(s)
            1 Error(s)

        Time Elapsed 00:00:06.41
        """,
        r"""
        D:\a\api\api\src\Api\Startup.cs(28,17): error CS0103: The name 'services' does not exist in the current context [D:\a\api\api\src\Api\Api.csproj]

        Build FAILED.

        D:\a\api\api\src\Api\Startup.cs(28,17): error CS0103: The name 'services' does not exist in the current context [D:\a\api\api\src\Api\Api.csproj]
            0 Warning(s)
            1 Error(s)

        Time Elapsed 00:00:15.02
        """,
    ),
    pair(
        "nunit-duration-and-line",
        """
          Failed ParsesEmptyFeed [47 ms]
          Error Message:
           System.InvalidOperationException : Sequence contains no elements
          Stack Trace:
             at System.Linq.ThrowHelper.ThrowNoElementsException()
             at Acme.Feed.Latest() in /home/vsts/work/1/s/src/Feed.cs:line 40
             at Acme.Tests.FeedTests.ParsesEmptyFeed() in /home/vsts/work/1/s/tests/FeedTests.cs:line 19

        Failed!  - Failed:     1, Passed:    30, Skipped:     0, Total:    31, Duration: 512 ms - Acme.Tests.dll (net8.0)
        """,
        """
          Failed ParsesEmptyFeed [3 ms]
          Error Message:
           System.InvalidOperationException : Sequence contains no elements
          Stack Trace:
             at System.Linq.ThrowHelper.ThrowNoElementsException()
             at Acme.Feed.Latest() in /__w/2/s/src/Feed.cs:line 42
             at Acme.Tests.FeedTests.ParsesEmptyFeed() in /__w/2/s/tests/FeedTests.cs:line 24

        Failed!  - Failed:     1, Passed:    34, Skipped:     1, Total:    36, Duration: 2 s - Acme.Tests.dll (net8.0)
        """,
    ),
    pair(
        "xcodebuild-derived-data",
        """
        CompileSwift normal arm64 (in target 'Notes' from project 'Notes')
        /Users/runner/work/notes/notes/Notes/Editor.swift:52:13: error: cannot find 'cursor' in scope
                    cursor.move(to: .end)
                    ^~~~~~
        ** BUILD FAILED **

        The following build commands failed:
        \tCompileSwift normal arm64 (in target 'Notes' from project 'Notes')
        (1 failure)
        Result bundle written to path: /Users/runner/Library/Developer/Xcode/DerivedData/Notes-bqzvhnfkxmdtyo/Logs/Test/Test-Notes-2026.03.04_09-15-02-+0000.xcresult
        """,
        """
        CompileSwift normal arm64 (in target 'Notes' from project 'Notes')
        /Users/ci/builds/notes/Notes/Editor.swift:49:13: error: cannot find 'cursor' in scope
                    cursor.move(to: .end)
                    ^~~~~~
        ** BUILD FAILED **

        The following build commands failed:
        \tCompileSwift normal arm64 (in target 'Notes' from project 'Notes')
        (1 failure)
        Result bundle written to path: /Users/ci/Library/Developer/Xcode/DerivedData/Notes-gjwrcaqplsuevx/Logs/Test/Test-Notes-2026.03.09_18-02-44-+0100.xcresult
        """,
    ),
    pair(
        "perl-prove-times",
        """
        t/01-load.t ... ok
        t/07-mailbox.t .. 2/6
        #   Failed test 'keeps the flags'
        #   at t/07-mailbox.t line 31.
        # Looks like you failed 1 test of 6.
        t/07-mailbox.t .. Dubious, test returned 1 (wstat 256, 0x100)
        Failed 1/6 subtests

        Files=2, Tests=9,  1 wallclock secs ( 0.02 usr  0.01 sys +  0.20 cusr  0.04 csys =  0.27 CPU)
        Result: FAIL
        """,
        """
        t/01-load.t ... ok
        t/07-mailbox.t .. 2/6
        #   Failed test 'keeps the flags'
        #   at t/07-mailbox.t line 36.
        # Looks like you failed 1 test of 6.
        t/07-mailbox.t .. Dubious, test returned 1 (wstat 256, 0x100)
        Failed 1/6 subtests

        Files=2, Tests=9,  0 wallclock secs ( 0.01 usr  0.01 sys +  0.11 cusr  0.02 csys =  0.15 CPU)
        Result: FAIL
        """,
    ),
    # --- native tests, sanitizers, crashes ----------------------------------------------------
    pair(
        "ctest-test-number-and-time",
        """
              Start 12: net_resolver
        12/40 Test #12: net_resolver .....................***Failed    0.31 sec
        resolver: cached answer outlived its record

        98% tests passed, 1 tests failed out of 40

        Total Test time (real) =  18.07 sec

        The following tests FAILED:
        \t 12 - net_resolver (Failed)
        Errors while running CTest
        """,
        """
              Start 13: net_resolver
        13/41 Test #13: net_resolver .....................***Failed    1.02 sec
        resolver: cached answer outlived its record

        98% tests passed, 1 tests failed out of 41

        Total Test time (real) =  44.90 sec

        The following tests FAILED:
        \t 13 - net_resolver (Failed)
        Errors while running CTest
        """,
    ),
    pair(
        "gtest-shard-and-duration",
        """
        Note: This is test shard 2 of 5.
        [==========] Running 40 tests from 9 test suites.
        [ RUN      ] Arena.ReusesFreedBlocks
        arena_test.cc:51: Failure
        Value of: arena.owns(block)
          Actual: false
        Expected: true
        [  FAILED  ] Arena.ReusesFreedBlocks (3 ms)
        [==========] 40 tests from 9 test suites ran. (188 ms total)
        [  PASSED  ] 39 tests.
        [  FAILED  ] 1 test, listed below:
        [  FAILED  ] Arena.ReusesFreedBlocks
        """,
        """
        Note: This is test shard 4 of 5.
        [==========] Running 37 tests from 8 test suites.
        [ RUN      ] Arena.ReusesFreedBlocks
        arena_test.cc:58: Failure
        Value of: arena.owns(block)
          Actual: false
        Expected: true
        [  FAILED  ] Arena.ReusesFreedBlocks (0 ms)
        [==========] 37 tests from 8 test suites ran. (2031 ms total)
        [  PASSED  ] 36 tests.
        [  FAILED  ] 1 test, listed below:
        [  FAILED  ] Arena.ReusesFreedBlocks
        """,
    ),
    pair(
        "tap-test-number",
        """
        TAP version 13
        ok 13 - opens the archive
        not ok 14 - keeps the file mode
          ---
          duration_ms: 15.702146
          ...
        1..14
        # fail 1
        """,
        """
        TAP version 13
        ok 13 - opens the archive
        ok 14 - lists the archive
        not ok 15 - keeps the file mode
          ---
          duration_ms: 8.1
          ...
        1..15
        # fail 1
        """,
    ),
    pair(
        "kernel-oops-registers",
        """
        [   42.118233] BUG: kernel NULL pointer dereference, address: 0000000000000018
        [   42.118240] #PF: supervisor read access in kernel mode
        [   42.118251] Oops: 0000 [#1] PREEMPT SMP NOPTI
        [   42.118257] CPU: 1 PID: 311 Comm: kworker/1:2 Not tainted 6.6.15 #1
        [   42.118266] RIP: 0010:foo_queue_flush+0x2a/0x90 [foo]
        [   42.118274] RSP: 0018:ffffb8f1c0317e50 EFLAGS: 00010246
        [   42.118280] Call Trace:
        [   42.118283]  <TASK>
        [   42.118286]  foo_work+0x31/0x60 [foo]
        [   42.118290]  process_one_work+0x1e0/0x3c0
        [   42.118297] ---[ end trace 0000000000000000 ]---
        """,
        """
        [  913.500127] BUG: kernel NULL pointer dereference, address: 0000000000000018
        [  913.500134] #PF: supervisor read access in kernel mode
        [  913.500143] Oops: 0000 [#1] PREEMPT SMP NOPTI
        [  913.500148] CPU: 6 PID: 20931 Comm: kworker/6:0 Not tainted 6.6.15 #1
        [  913.500155] RIP: 0010:foo_queue_flush+0x2a/0x90 [foo]
        [  913.500163] RSP: 0018:ffff9c0fc1d4be50 EFLAGS: 00010246
        [  913.500170] Call Trace:
        [  913.500172]  <TASK>
        [  913.500175]  foo_work+0x31/0x60 [foo]
        [  913.500179]  process_one_work+0x1e0/0x3c0
        [  913.500185] ---[ end trace 0000000000000000 ]---
        """,
    ),
    pair(
        "kasan-addresses-and-task",
        """
        [  101.000412] ==================================================================
        [  101.000420] BUG: KASAN: slab-use-after-free in ring_pop+0x5b/0xa0
        [  101.000428] Read of size 8 at addr ffff88810a3b4c00 by task ring_test/1188
        [  101.000436] CPU: 0 PID: 1188 Comm: ring_test Not tainted 6.8.0-rc4 #12
        [  101.000441] Call Trace:
        [  101.000449]  kasan_report+0xda/0x110
        [  101.000455]  ring_pop+0x5b/0xa0
        """,
        """
        [   64.771902] ==================================================================
        [   64.771911] BUG: KASAN: slab-use-after-free in ring_pop+0x5b/0xa0
        [   64.771917] Read of size 8 at addr ffff888104e81a80 by task ring_test/902
        [   64.771923] CPU: 3 PID: 902 Comm: ring_test Not tainted 6.8.0-rc4 #15
        [   64.771929] Call Trace:
        [   64.771936]  kasan_report+0xda/0x110
        [   64.771941]  ring_pop+0x5b/0xa0
        """,
    ),
    pair(
        "asan-pid-and-addresses",
        """
        =================================================================
        ==5725==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000018 at pc 0x55ff4450b1e5 bp 0x7ffd043a57e0 sp 0x7ffd043a4f90
        WRITE of size 1 at 0x602000000018 thread T0
            #0 0x55ff4450b1e5 in copy_name /builds/acme/id/src/name.c:14
            #1 0x55ff4450b264 in main /builds/acme/id/src/main.c:9
            #2 0x7ffa05045249 in __libc_start_call_main ../sysdeps/nptl/libc_start_call_main.h:58

        SUMMARY: AddressSanitizer: heap-buffer-overflow /builds/acme/id/src/name.c:14 in copy_name
        ==5725==ABORTING
        """,
        """
        =================================================================
        ==118==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x6020000000b8 at pc 0x563b1a0721e5 bp 0x7ffe63c0a2c0 sp 0x7ffe63c0a2b8
        WRITE of size 1 at 0x6020000000b8 thread T0
            #0 0x563b1a0721e5 in copy_name /home/runner/work/id/id/src/name.c:17
            #1 0x563b1a072264 in main /home/runner/work/id/id/src/main.c:9
            #2 0x7f5f33829d8f in __libc_start_call_main ../sysdeps/nptl/libc_start_call_main.h:58

        SUMMARY: AddressSanitizer: heap-buffer-overflow /home/runner/work/id/id/src/name.c:17 in copy_name
        ==118==ABORTING
        """,
    ),
    pair(
        "tsan-pid-tids-and-addresses",
        """
        ==================
        WARNING: ThreadSanitizer: data race (pid=5743)
          Read of size 4 at 0x55f5e4aca054 by thread T2:
            #0 count_visit /builds/acme/hits/hits.c:22 (hits+0x11d0)

          Previous write of size 4 at 0x55f5e4aca054 by thread T1:
            #0 count_visit /builds/acme/hits/hits.c:22 (hits+0x11e8)

          Thread T2 (tid=5747, running) created by main thread at:
            #0 pthread_create <null> (libtsan.so.2+0x5e686)

        SUMMARY: ThreadSanitizer: data race /builds/acme/hits/hits.c:22 in count_visit
        ==================
        ThreadSanitizer: reported 1 warnings
        """,
        """
        ==================
        WARNING: ThreadSanitizer: data race (pid=190)
          Read of size 4 at 0x5581c02e3054 by thread T7:
            #0 count_visit /root/project/hits.c:22 (hits+0x1210)

          Previous write of size 4 at 0x5581c02e3054 by thread T4:
            #0 count_visit /root/project/hits.c:22 (hits+0x1228)

          Thread T7 (tid=201, running) created by main thread at:
            #0 pthread_create <null> (libtsan.so.2+0x5e686)

        SUMMARY: ThreadSanitizer: data race /root/project/hits.c:22 in count_visit
        ==================
        ThreadSanitizer: reported 1 warnings
        """,
    ),
    pair(
        "ubsan-address",
        """
        src/frame.c:90:12: runtime error: load of misaligned address 0x7ffd2b3c4d51 for type 'uint32_t', which requires 4 byte alignment
        0x7ffd2b3c4d51: note: pointer points here
         00 00 00  10 27 00 00 01 00 00 00  00 00 00 00 5f 3a 00 00
                      ^
        make: *** [Makefile:22: check] Error 1
        """,
        """
        src/frame.c:93:12: runtime error: load of misaligned address 0x7ffe91a0b8c9 for type 'uint32_t', which requires 4 byte alignment
        0x7ffe91a0b8c9: note: pointer points here
         00 00 00  10 27 00 00 01 00 00 00  00 00 00 00 7c 11 00 00
                      ^
        make: *** [Makefile:22: check] Error 1
        """,
    ),
    pair(
        "valgrind-pid-and-addresses",
        """
        ==5716== Memcheck, a memory error detector
        ==5716== Command: ./parse_test
        ==5716==
        ==5716== Invalid read of size 4
        ==5716==    at 0x1091D0: next_token (token.c:31)
        ==5716==    by 0x1091C7: main (parse_test.c:15)
        ==5716==  Address 0x4a41050 is 0 bytes after a block of size 16 alloc'd
        ==5716==
        ==5716== ERROR SUMMARY: 1 errors from 1 contexts (suppressed: 0 from 0)
        make: *** [Makefile:4: memcheck] Error 9
        """,
        """
        ==30441== Memcheck, a memory error detector
        ==30441== Command: ./parse_test
        ==30441==
        ==30441== Invalid read of size 4
        ==30441==    at 0x10A2F4: next_token (token.c:33)
        ==30441==    by 0x10A2E1: main (parse_test.c:15)
        ==30441==  Address 0x4a5c0d0 is 0 bytes after a block of size 16 alloc'd
        ==30441==
        ==30441== ERROR SUMMARY: 1 errors from 1 contexts (suppressed: 0 from 0)
        make: *** [Makefile:4: memcheck] Error 9
        """,
    ),
    pair(
        "bash-segfault-pid-and-line",
        """
        + ./build/unit_tests --quick
        ./ci/run.sh: line 42:  6806 Segmentation fault      (core dumped) ./build/unit_tests --quick
        ERROR: Job failed: exit code 139
        """,
        """
        + ./build/unit_tests --quick
        ./ci/run.sh: line 45: 19377 Segmentation fault      (core dumped) ./build/unit_tests --quick
        ERROR: Job failed: exit code 139
        """,
    ),
    pair(
        "gdb-backtrace-addresses",
        """
        Core was generated by `./pricing 0'.
        Program terminated with signal SIGFPE, Arithmetic exception.
        #0  0x000055555555515e in apply_discount (cents=1990, discount=0x7fffffffe93c) at pricing.c:10
        10\t    return cents / discount->divisor;
        #1  0x0000555555555187 in price_of (cents=1990, divisor=0) at pricing.c:16
        #2  0x00005555555551c4 in main (argc=2, argv=0x7fffffffea78) at pricing.c:21
        """,
        """
        Core was generated by `./pricing 0'.
        Program terminated with signal SIGFPE, Arithmetic exception.
        #0  0x000056411d2c015e in apply_discount (cents=1990, discount=0x7ffc5a0e1a1c) at pricing.c:12
        12\t    return cents / discount->divisor;
        #1  0x000056411d2c0187 in price_of (cents=1990, divisor=0) at pricing.c:18
        #2  0x000056411d2c01c4 in main (argc=2, argv=0x7ffc5a0e1b58) at pricing.c:23
        """,
    ),
    pair(
        "glibc-assertion-line-and-pid",
        """
        store_test: src/store.c:120: store_put: Assertion `store->open' failed.
        ./run-tests.sh: line 8:  7712 Aborted                 (core dumped) ./store_test
        """,
        """
        store_test: src/store.c:133: store_put: Assertion `store->open' failed.
        ./run-tests.sh: line 8:   418 Aborted                 (core dumped) ./store_test
        """,
    ),
    # --- machine and runner ------------------------------------------------------------------
    pair(
        "oom-killer-pid-and-sizes",
        """
        [  981.201933] java invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0
        [  981.202710] Out of memory: Killed process 18233 (java) total-vm:9123456kB, anon-rss:6120440kB, file-rss:0kB, shmem-rss:0kB, UID:1001 pgtables:13000kB oom_score_adj:0
        """,
        """
        [ 4410.873301] java invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0
        [ 4410.874119] Out of memory: Killed process 977 (java) total-vm:8840112kB, anon-rss:5987216kB, file-rss:4kB, shmem-rss:0kB, UID:0 pgtables:12744kB oom_score_adj:0
        """,
    ),
    pair(
        "disk-full-in-a-numbered-directory",
        """
        cp: error writing '/var/tmp/image-build-8123/rootfs.img': No space left on device
        make: *** [Makefile:40: image] Error 1
        """,
        """
        cp: error writing '/var/tmp/image-build-29941/rootfs.img': No space left on device
        make: *** [Makefile:40: image] Error 1
        """,
    ),
    pair(
        "github-time-limit-runner-number",
        """
        2026-03-04T09:15:05.2914590Z ##[group]Run ./soak.sh
        2026-03-04T09:15:05.2914600Z ##[endgroup]
        2026-03-04T10:15:01.0000000Z ##[error]The job running on runner GitHub Actions 12 has exceeded the maximum execution time of 60 minutes.
        """,
        """
        2026-03-05T22:02:11.7710300Z ##[group]Run ./soak.sh
        2026-03-05T22:02:11.7710310Z ##[endgroup]
        2026-03-05T23:02:08.5000000Z ##[error]The job running on runner GitHub Actions 1047 has exceeded the maximum execution time of 60 minutes.
        """,
    ),
    pair(
        "github-lost-runner-name",
        """
        2026-03-04T09:15:05.2914590Z ##[error]The self-hosted runner: build-pool-x7k2p lost communication with the server. Verify the machine is running and has a healthy network connection.
        """,
        """
        2026-04-11T14:00:40.1100000Z ##[error]The self-hosted runner: build-pool-m4q9z lost communication with the server. Verify the machine is running and has a healthy network connection.
        """,
    ),
    pair(
        "jenkins-agent-disconnected",
        """
        Cannot contact agent-linux-07: java.lang.InterruptedException
        hudson.remoting.ChannelClosedException: Channel "hudson.remoting.Channel@4d2a7c1e:agent-linux-07": Remote call on agent-linux-07 failed. The channel is closing down or has closed down
        \tat hudson.remoting.Channel.call(Channel.java:1105)
        \tat hudson.Launcher$RemoteLauncher.kill(Launcher.java:1161)
        """,
        """
        Cannot contact agent-linux-12: java.lang.InterruptedException
        hudson.remoting.ChannelClosedException: Channel "hudson.remoting.Channel@18f90b33:agent-linux-12": Remote call on agent-linux-12 failed. The channel is closing down or has closed down
        \tat hudson.remoting.Channel.call(Channel.java:1105)
        \tat hudson.Launcher$RemoteLauncher.kill(Launcher.java:1161)
        """,
    ),
    # --- containers, clusters, provisioning -----------------------------------------------------
    pair(
        "docker-build-step-times",
        """
        #12 [builder 5/8] RUN make -C native
        #12 0.351 make: Entering directory '/src/native'
        #12 2.702 pack.c:3:10: fatal error: lz4.h: No such file or directory
        #12 2.702 compilation terminated.
        #12 2.710 make: *** [Makefile:5: pack.o] Error 1
        #12 ERROR: process "/bin/sh -c make -C native" did not complete successfully: exit code: 2
        ------
        ERROR: failed to solve: process "/bin/sh -c make -C native" did not complete successfully: exit code: 2
        """,
        """
        #15 [builder 6/9] RUN make -C native
        #15 0.290 make: Entering directory '/src/native'
        #15 11.94 pack.c:3:10: fatal error: lz4.h: No such file or directory
        #15 11.94 compilation terminated.
        #15 11.95 make: *** [Makefile:5: pack.o] Error 1
        #15 ERROR: process "/bin/sh -c make -C native" did not complete successfully: exit code: 2
        ------
        ERROR: failed to solve: process "/bin/sh -c make -C native" did not complete successfully: exit code: 2
        """,
    ),
    pair(
        "docker-container-id",
        """
        docker: Error response from daemon: Conflict. The container name "/search" is already in use by container "9b1f0c5d7e2a4c6f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7". You have to remove (or rename) that container to be able to reuse that name.
        See 'docker run --help'.
        """,
        """
        docker: Error response from daemon: Conflict. The container name "/search" is already in use by container "03d41c7be6a5f98e70c1b2d3e4f5061728394a5b6c7d8e9f0a1b2c3d4e5f6071". You have to remove (or rename) that container to be able to reuse that name.
        See 'docker run --help'.
        """,
    ),
    pair(
        "docker-endpoint-id",
        """
        docker: Error response from daemon: driver failed programming external connectivity on endpoint web (5f0c6c6e3a514d0d8a571f7f7c8ad9b25f0c6c6e3a514d0d8a571f7f7c8ad9b2): Bind for 0.0.0.0:8080 failed: port is already allocated.
        """,
        """
        docker: Error response from daemon: driver failed programming external connectivity on endpoint web (c2ffb6f17f0e4a0b9f5202b9be7cf0d4c2ffb6f17f0e4a0b9f5202b9be7cf0d4): Bind for 0.0.0.0:8080 failed: port is already allocated.
        """,
    ),
    pair(
        "kubernetes-pod-suffix",
        """
        Waiting for deployment "checkout" rollout to finish: 0 of 2 updated replicas are available...
        Error from server (BadRequest): container "api" in pod "checkout-7d9c5b7f6d-x2k4p" is waiting to start: trying and failing to pull image
        """,
        """
        Waiting for deployment "checkout" rollout to finish: 0 of 2 updated replicas are available...
        Error from server (BadRequest): container "api" in pod "checkout-5f6b9d4c8-q9wzn" is waiting to start: trying and failing to pull image
        """,
    ),
    pair(
        "klog-date-and-pid",
        """
        I0304 09:15:01.000117   12345 server.go:210] starting
        E0304 09:15:02.123456   12345 reflector.go:138] failed to list *v1.Node: nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope
        """,
        """
        I1117 23:58:00.771200       1 server.go:210] starting
        E1117 23:58:01.900001       1 reflector.go:147] failed to list *v1.Node: nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope
        """,
    ),
    pair(
        "helm-log-times",
        """
        install.go:222: 2026-03-04 09:15:02.11 +0000 UTC m=+0.041 [debug] Original chart version: ""
        Error: UPGRADE FAILED: pre-upgrade hooks failed: 1 error occurred:
        \t* job migrate failed: BackoffLimitExceeded
        helm.go:84: 2026-03-04 09:20:02.50 +0000 UTC m=+300.4 [debug] pre-upgrade hooks failed
        """,
        """
        install.go:222: 2026-05-19 17:01:44.90 +0000 UTC m=+0.038 [debug] Original chart version: ""
        Error: UPGRADE FAILED: pre-upgrade hooks failed: 1 error occurred:
        \t* job migrate failed: BackoffLimitExceeded
        helm.go:84: 2026-05-19 17:06:45.02 +0000 UTC m=+300.2 [debug] pre-upgrade hooks failed
        """,
    ),
    pair(
        "terraform-request-id",
        """
        aws_s3_bucket.logs: Creating...
        ╷
        │ Error: creating S3 Bucket (acme-logs): operation error S3: CreateBucket, https response error StatusCode: 409, RequestID: 7ZQ4K0E1M2B3N4V5, HostID: Jk2mQ0pX8sT1=, BucketAlreadyExists:
        │
        │   with aws_s3_bucket.logs,
        │   on storage.tf line 12, in resource "aws_s3_bucket" "logs":
        │   12: resource "aws_s3_bucket" "logs" {
        ╵
        """,
        """
        aws_s3_bucket.logs: Creating...
        aws_s3_bucket.logs: Still creating... [10s elapsed]
        ╷
        │ Error: creating S3 Bucket (acme-logs): operation error S3: CreateBucket, https response error StatusCode: 409, RequestID: A8D1X6C5R2T9Y3PW, HostID: b7Ga1zV4nL9=, BucketAlreadyExists:
        │
        │   with aws_s3_bucket.logs,
        │   on storage.tf line 19, in resource "aws_s3_bucket" "logs":
        │   19: resource "aws_s3_bucket" "logs" {
        ╵
        """,
    ),
    pair(
        "ansible-host-and-delta",
        """
        TASK [database : create the schema] ********************************************
        fatal: [ip-10-2-3-4.ec2.internal]: FAILED! => {"changed": true, "cmd": ["createdb", "shop"], "delta": "0:00:00.031245", "end": "2026-03-04 09:15:02.118233", "msg": "non-zero return code", "rc": 1, "start": "2026-03-04 09:15:02.086988", "stderr": "createdb: error: role \\"deploy\\" does not exist"}
        """,
        """
        TASK [database : create the schema] ********************************************
        fatal: [ip-10-2-9-77.ec2.internal]: FAILED! => {"changed": true, "cmd": ["createdb", "shop"], "delta": "0:00:00.104410", "end": "2026-06-30 23:00:10.900127", "msg": "non-zero return code", "rc": 1, "start": "2026-06-30 23:00:10.795717", "stderr": "createdb: error: role \\"deploy\\" does not exist"}
        """,
    ),
    pair(
        "apt-lock-holder",
        """
        Reading package lists...
        E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 1823 (unattended-upgr)
        E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?
        """,
        """
        Reading package lists...
        E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 977 (unattended-upgr)
        E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?
        """,
    ),
    pair(
        "apt-mirror-address",
        """
        Err:4 http://archive.ubuntu.com/ubuntu jammy-updates/main amd64 libcurl4 amd64 7.81.0-1ubuntu1.14
          404  Not Found [IP: 91.189.91.81 80]
        E: Failed to fetch http://archive.ubuntu.com/ubuntu/pool/main/c/curl/libcurl4_7.81.0-1ubuntu1.14_amd64.deb  404  Not Found [IP: 91.189.91.81 80]
        E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?
        """,
        """
        Err:7 http://archive.ubuntu.com/ubuntu jammy-updates/main amd64 libcurl4 amd64 7.81.0-1ubuntu1.14
          404  Not Found [IP: 185.125.190.39 80]
        E: Failed to fetch http://archive.ubuntu.com/ubuntu/pool/main/c/curl/libcurl4_7.81.0-1ubuntu1.14_amd64.deb  404  Not Found [IP: 185.125.190.39 80]
        E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?
        """,
    ),
    # --- network and services ------------------------------------------------------------------
    pair(
        "curl-elapsed-milliseconds",
        """
          % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                         Dload  Upload   Total   Spent    Left  Speed
        curl: (28) Failed to connect to artifacts.example.com port 443 after 130563 ms: Connection timed out
        """,
        """
          % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                         Dload  Upload   Total   Spent    Left  Speed
        curl: (28) Failed to connect to artifacts.example.com port 443 after 131072 ms: Connection timed out
        """,
    ),
    pair(
        "git-commit-sha",
        """
        HEAD is now at 3f2a9c1 Bump the parser
        fatal: reference is not a tree: 3f2a9c10b7d84e5f6a71829304b5c6d7e8f90a1b
        The command "git checkout -qf 3f2a9c10b7d84e5f6a71829304b5c6d7e8f90a1b" failed and exited with 128 during .
        """,
        """
        HEAD is now at b81d0e7 Fix a typo
        fatal: reference is not a tree: b81d0e74c2a95f1382d6e7f8091a2b3c4d5e6f70
        The command "git checkout -qf b81d0e74c2a95f1382d6e7f8091a2b3c4d5e6f70" failed and exited with 128 during .
        """,
    ),
    pair(
        "git-clone-directory-and-sizes",
        """
        Cloning into '/builds/acme/app-20411'...
        remote: Enumerating objects: 20411, done.
        Receiving objects:  61% (12451/20411), 30.02 MiB | 4.11 MiB/s
        error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)
        fatal: early EOF
        fatal: fetch-pack: invalid index-pack output
        """,
        """
        Cloning into '/builds/acme/app-20877'...
        remote: Enumerating objects: 20398, done.
        Receiving objects:  18% (3672/20398), 9.77 MiB | 1.93 MiB/s
        error: RPC failed; curl 92 HTTP/2 stream 7 was not closed cleanly: CANCEL (err 8)
        fatal: early EOF
        fatal: fetch-pack: invalid index-pack output
        """,
    ),
    pair(
        "ssh-address",
        """
        ssh: connect to host 10.0.3.7 port 22: Connection refused
        rsync error: unexplained error (code 255) at io.c(231) [sender=3.2.7]
        """,
        """
        ssh: connect to host 10.0.12.140 port 22: Connection refused
        rsync error: unexplained error (code 255) at io.c(231) [sender=3.2.7]
        """,
    ),
    pair(
        "postgres-container-address",
        """
        psycopg2.OperationalError: connection to server at "172.18.0.3", port 5432 failed: Connection refused
        \tIs the server running on that host and accepting TCP/IP connections?
        """,
        """
        psycopg2.OperationalError: connection to server at "172.20.0.2", port 5432 failed: Connection refused
        \tIs the server running on that host and accepting TCP/IP connections?
        """,
    ),
    pair(
        "postgres-server-log-pid",
        """
        2026-03-04 09:15:02.118 UTC [71] ERROR:  relation "invoices" does not exist at character 15
        2026-03-04 09:15:02.118 UTC [71] STATEMENT:  SELECT * FROM invoices WHERE id = $1
        """,
        """
        2026-03-09 20:44:31.006 UTC [1204] ERROR:  relation "invoices" does not exist at character 15
        2026-03-09 20:44:31.006 UTC [1204] STATEMENT:  SELECT * FROM invoices WHERE id = $1
        """,
    ),
    pair(
        "x509-current-time",
        """
        Error: Get "https://charts.example.com/index.yaml": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-03-04T09:15:02Z is after 2026-03-01T00:00:00Z
        """,
        """
        Error: Get "https://charts.example.com/index.yaml": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-03-05T18:00:47Z is after 2026-03-01T00:00:00Z
        """,
    ),
    pair(
        "application-log-line-fields",
        """
        2026-03-04 09:15:02,123 [12345] [MainThread] ERROR importer.db: schema version is newer than this program
        """,
        """
        2026-07-21 00:00:59,870 [88] [MainThread] ERROR importer.db: schema version is newer than this program
        """,
    ),
    pair(
        "json-log-line-fields",
        """
        {"level":"info","msg":"listening","time":"2026-03-04T09:15:01Z"}
        {"component":"entrypoint","file":"entrypoint/run.go:79","func":"entrypoint.Run","level":"error","msg":"could not create the marker file","time":"2026-03-04T09:15:02Z"}
        """,
        """
        {"level":"info","msg":"listening","time":"2026-08-11T12:01:10Z"}
        {"component":"entrypoint","file":"entrypoint/run.go:84","func":"entrypoint.Run","level":"error","msg":"could not create the marker file","time":"2026-08-11T12:01:11Z"}
        """,
    ),
    pair(
        "logfmt-request-id",
        """
        time="2026-03-04T09:15:02Z" level=error msg="upload rejected by the store" attempt=3 request_id=5f0c6c6e-3a51-4d0d-8a57-1f7f7c8ad9b2
        """,
        """
        time="2026-03-11T10:40:59Z" level=error msg="upload rejected by the store" attempt=1 request_id=c2ffb6f1-7f0e-4a0b-9f52-02b9be7cf0d4
        """,
    ),
    # --- prefixes of the CI system, line ends, repeats -------------------------------------------
    pair(
        "github-timestamps-or-none",
        """
        2026-03-04T09:15:05.2914590Z ##[group]Run make test
        2026-03-04T09:15:05.2914600Z ##[endgroup]
        2026-03-04T09:15:06.0010890Z tests/geo.c:12:5: error: too few arguments to function ‘distance’
        2026-03-04T09:15:06.0206580Z make: *** [Makefile:7: geo.o] Error 1
        2026-03-04T09:15:06.0306580Z ##[error]Process completed with exit code 2.
        """,
        """
        Run make test
        tests/geo.c:12:5: error: too few arguments to function ‘distance’
        make: *** [Makefile:7: geo.o] Error 1
        """,
    ),
    pair(
        "gitlab-sections-and-colours",
        """
        \x1b[0KRunning with gitlab-runner 16.11.1 (535ced5f)\x1b[0;m
        \x1b[0K  on shared-runner-4 zxW1yBsL, system ID: s_7f3a9c0b11de\x1b[0;m
        section_start:1772615702:step_script\r\x1b[0K\x1b[0K\x1b[36;1mExecuting "step_script" stage of the job script\x1b[0;m\x1b[0;m
        \x1b[32;1m$ ./deploy.sh staging\x1b[0;m
        ./deploy.sh: line 9: zipalign: command not found
        section_end:1772615709:step_script\r\x1b[0K
        \x1b[31;1mERROR: Job failed: exit code 127\x1b[0;m
        """,
        """
        \x1b[0KRunning with gitlab-runner 17.0.0 (44feccdf)\x1b[0;m
        \x1b[0K  on shared-runner-1 Q8mT2dYk, system ID: s_02c1d9e8f7a6\x1b[0;m
        section_start:1781200033:step_script\r\x1b[0K\x1b[0K\x1b[36;1mExecuting "step_script" stage of the job script\x1b[0;m\x1b[0;m
        \x1b[32;1m$ ./deploy.sh staging\x1b[0;m
        ./deploy.sh: line 9: zipalign: command not found
        section_end:1781200070:step_script\r\x1b[0K
        \x1b[31;1mERROR: Job failed: exit code 127\x1b[0;m
        """,
    ),
    pair(
        "jenkins-timestamper-or-none",
        """
        [2026-03-04T09:15:02.041Z] + go vet ./...
        [2026-03-04T09:15:05.291Z] # example.com/mail
        [2026-03-04T09:15:05.291Z] ./send.go:31:2: result of fmt.Errorf call not used
        [2026-03-04T09:15:05.400Z] script returned exit code 1
        """,
        """
        + go vet ./...
        # example.com/mail
        ./send.go:31:2: result of fmt.Errorf call not used
        script returned exit code 1
        """,
    ),
    pair(
        "travis-folds-and-timers",
        """
        travis_fold:start:script\r\x1b[0Ktravis_time:start:0a1b2c3d\r\x1b[0K$ bundle exec rake
        rake aborted!
        LoadError: cannot load such file -- rubocop/rake_task
        /home/travis/build/acme/rota/Rakefile:3:in `<top (required)>'
        travis_time:end:0a1b2c3d:start=1772615702041000000,finish=1772615709771000000,duration=7730000000\r\x1b[0K
        The command "bundle exec rake" exited with 1.
        """,
        """
        travis_fold:start:script\r\x1b[0Ktravis_time:start:1f77e5d2\r\x1b[0K$ bundle exec rake
        rake aborted!
        LoadError: cannot load such file -- rubocop/rake_task
        /home/travis/build/acme/rota/Rakefile:5:in `<top (required)>'
        travis_time:end:1f77e5d2:start=1781200033000000000,finish=1781200071120000000,duration=38120000000\r\x1b[0K
        The command "bundle exec rake" exited with 1.
        """,
    ),
    pair(
        "buildkite-line-times-or-none",
        """
        \x1b_bk;t=1772615702041\x07~~~ Running commands
        \x1b_bk;t=1772615705291\x07\x1b[90m$\x1b[0m ./gradlew :lib:check
        \x1b_bk;t=1772615705306\x07FAILURE: Build failed with an exception.
        \x1b_bk;t=1772615705306\x07
        \x1b_bk;t=1772615705306\x07* What went wrong:
        \x1b_bk;t=1772615705306\x07Could not resolve all files for configuration ':lib:compileClasspath'.
        \x1b_bk;t=1772615705306\x07> Could not find org.acme:telemetry:2.4.0.
        \x1b_bk;t=1772615705316\x07BUILD FAILED in 3s
        """,
        """
        ~~~ Running commands
        $ ./gradlew :lib:check
        FAILURE: Build failed with an exception.

        * What went wrong:
        Could not resolve all files for configuration ':lib:compileClasspath'.
        > Could not find org.acme:telemetry:2.4.0.
        BUILD FAILED in 17s
        """,
    ),
    pair(
        "taskcluster-line-times",
        """
        [taskcluster 2026-03-04 09:15:02.000Z] Task ID: dVjS2vKzQ5qWm0rX3tYb8A
        [taskcluster 2026-03-04 09:15:02.000Z] === Task Starting ===
        [task 2026-03-04T09:15:05.820Z] ModuleNotFoundError: No module named 'taskgraph'
        [taskcluster 2026-03-04 09:15:06.000Z] === Task Finished ===
        [taskcluster 2026-03-04 09:15:06.000Z] Unsuccessful task run with exit code: 1 completed in 3.991 seconds
        """,
        """
        [taskcluster 2026-05-30 20:01:10.000Z] Task ID: XkP1m9bQTe2w7uCz0fLh4g
        [taskcluster 2026-05-30 20:01:10.000Z] === Task Starting ===
        [task 2026-05-30T20:01:44.103Z] ModuleNotFoundError: No module named 'taskgraph'
        [taskcluster 2026-05-30 20:01:45.000Z] === Task Finished ===
        [taskcluster 2026-05-30 20:01:45.000Z] Unsuccessful task run with exit code: 1 completed in 35.12 seconds
        """,
    ),
    pair(
        "mozharness-clock-and-profile",
        """
        [task 2026-03-04T09:15:05.820Z] 09:15:05     INFO -  TEST-START | dom/tests/test_focus.html
        [task 2026-03-04T09:15:07.004Z] 09:15:07     INFO -  TEST-UNEXPECTED-FAIL | dom/tests/test_focus.html | the window keeps the focus
        [task 2026-03-04T09:15:07.019Z] 09:15:07     INFO -  TEST-OK | dom/tests/test_focus.html | took 1199ms
        """,
        """
        [task 2026-03-06T23:59:58.310Z] 23:59:58     INFO -  TEST-START | dom/tests/test_focus.html
        [task 2026-03-07T00:00:02.551Z] 00:00:02     INFO -  TEST-UNEXPECTED-FAIL | dom/tests/test_focus.html | the window keeps the focus
        [task 2026-03-07T00:00:02.560Z] 00:00:02     INFO -  TEST-OK | dom/tests/test_focus.html | took 4250ms
        """,
    ),
    pair(
        "teamcity-clock-and-agent",
        """
        [09:15:00] :\t [Step 2/4] Starting: /opt/buildagent/temp/agentTmp/custom_script4711
        [09:15:02]W:\t [Step 2/4] src/dial.ts(14,9): error TS2339: Property 'turn' does not exist on type 'Dial'.
        [09:15:02]W:\t [Step 2/4] Process exited with code 2
        [09:15:03]E:\t [Step 2/4] Process exited with code 2 (Step: Compile (Command Line))
        """,
        """
        [18:40:11] :\t [Step 2/4] Starting: /opt/buildagent2/temp/agentTmp/custom_script90210
        [18:40:19]W:\t [Step 2/4] src/dial.ts(17,9): error TS2339: Property 'turn' does not exist on type 'Dial'.
        [18:40:19]W:\t [Step 2/4] Process exited with code 2
        [18:40:20]E:\t [Step 2/4] Process exited with code 2 (Step: Compile (Command Line))
        """,
    ),
    pair(
        "bamboo-line-times",
        """
        simple\t04-Mar-2026 09:15:00\tBuild Shop - API - Default Job #118 started building on agent Agent 3
        build\t04-Mar-2026 09:15:02\tpanic: no such locale: de_XX
        build\t04-Mar-2026 09:15:02\tgoroutine 1 [running]:
        build\t04-Mar-2026 09:15:02\tmain.loadLocale(...)
        simple\t04-Mar-2026 09:15:03\tFinished task 'Run' with result: Failed
        """,
        """
        simple\t11-Dec-2026 23:00:00\tBuild Shop - API - Default Job #240 started building on agent Agent 1
        build\t11-Dec-2026 23:00:07\tpanic: no such locale: de_XX
        build\t11-Dec-2026 23:00:07\tgoroutine 1 [running]:
        build\t11-Dec-2026 23:00:07\tmain.loadLocale(...)
        simple\t11-Dec-2026 23:00:08\tFinished task 'Run' with result: Failed
        """,
    ),
    pair(
        "zuul-line-times",
        """
        2026-03-04 09:15:00.041233 | ubuntu-jammy | + tools/check-links docs
        2026-03-04 09:15:02.118020 | ubuntu-jammy | ERROR: docs/install.rst: target "quick start" is not defined
        2026-03-04 09:15:02.400310 | ubuntu-jammy | ok: Runtime: 0:00:02.118344
        """,
        """
        2026-09-19 03:07:41.900120 | ubuntu-jammy | + tools/check-links docs
        2026-09-19 03:07:49.002213 | ubuntu-jammy | ERROR: docs/install.rst: target "quick start" is not defined
        2026-09-19 03:07:49.288117 | ubuntu-jammy | ok: Runtime: 0:00:07.140022
        """,
    ),
    pair(
        "appveyor-elapsed-clock",
        """
        [00:00:02] Build started
        [00:01:23] src\\pump.c(31): error C4703: potentially uninitialized local pointer variable 'head' used
        [00:01:23] Command exited with code 1
        """,
        """
        [00:00:04] Build started
        [00:02:09] src\\pump.c(35): error C4703: potentially uninitialized local pointer variable 'head' used
        [00:02:09] Command exited with code 1
        """,
    ),
    pair(
        "compose-container-number",
        """
        db-1      | database system is ready to accept connections
        worker-2  | Error: the queue was declared with other arguments
        worker-2 exited with code 1
        """,
        """
        worker-1  | Error: the queue was declared with other arguments
        db-1      | database system is ready to accept connections
        worker-1 exited with code 1
        """,
    ),
    pair(
        "azure-agent-and-timestamps",
        """
        2026-03-04T09:15:02.0410000Z ##[section]Starting: Build
        2026-03-04T09:15:02.0420000Z Agent name: 'Azure Pipelines 4'
        2026-03-04T09:15:31.9000000Z ##[error]src/Api/Mail.cs(9,7): Error CS0246: The type or namespace name 'MimeKit' could not be found (are you missing a using directive or an assembly reference?)
        2026-03-04T09:15:32.0000000Z ##[section]Finishing: Build
        """,
        """
        2026-03-21T01:30:00.7770000Z ##[section]Starting: Build
        2026-03-21T01:30:00.7780000Z Agent name: 'Azure Pipelines 19'
        2026-03-21T01:31:12.1000000Z ##[error]src/Api/Mail.cs(11,7): Error CS0246: The type or namespace name 'MimeKit' could not be found (are you missing a using directive or an assembly reference?)
        2026-03-21T01:31:12.2000000Z ##[section]Finishing: Build
        """,
    ),
    pair(
        "prow-namespace-and-step-times",
        """
        INFO[2026-03-04T09:15:02Z] ci-operator version v20260217-3f2f2a9b1
        INFO[2026-03-04T09:15:02Z] Using namespace https://console.example.org/k8s/cluster/projects/ci-op-5k1qzv7m
        ERRO[2026-03-04T09:31:40Z] Some steps failed:
        ERRO[2026-03-04T09:31:40Z]   * could not run steps: step unit failed: the test image has no shell
        INFO[2026-03-04T09:31:40Z] Reporting job state 'failed' with reason 'executing_graph'
        """,
        """
        INFO[2026-04-12T23:40:59Z] ci-operator version v20260409-0be94d771
        INFO[2026-04-12T23:40:59Z] Using namespace https://console.example.org/k8s/cluster/projects/ci-op-wq08c3yt
        ERRO[2026-04-12T23:55:11Z] Some steps failed:
        ERRO[2026-04-12T23:55:11Z]   * could not run steps: step unit failed: the test image has no shell
        INFO[2026-04-12T23:55:11Z] Reporting job state 'failed' with reason 'executing_graph'
        """,
    ),
    pair(
        "carriage-returns",
        """
        Building wheels for collected packages: rasterlib
          error: Microsoft Visual C++ 14.0 or greater is required. Get it with "Microsoft C++ Build Tools"
          ERROR: Failed building wheel for rasterlib
        """,
        crlf(
            """
            Building wheels for collected packages: rasterlib
              error: Microsoft Visual C++ 14.0 or greater is required. Get it with "Microsoft C++ Build Tools"
              ERROR: Failed building wheel for rasterlib
            """
        ),
    ),
    pair(
        "progress-bar-before-the-error",
        """
        Downloading model.bin:  10%\rDownloading model.bin:  55%\rDownloading model.bin: 100%
        OSError: model.bin: checksum does not match
        """,
        """
        Downloading model.bin:   3%\rDownloading model.bin:  21%\rDownloading model.bin:  80%\rDownloading model.bin: 100%
        OSError: model.bin: checksum does not match
        """,
    ),
    pair(
        "failure-printed-twice",
        """
        src/tile.rs: rustfmt check
        error: src/tile.rs has mixed line endings
        ##[error]Process completed with exit code 1.
        """,
        """
        src/tile.rs: rustfmt check
        error: src/tile.rs has mixed line endings
        summary of the failed checks
        error: src/tile.rs has mixed line endings
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "retry-attempts",
        """
        Attempt 1 of 3: pushing registry.example.com/shop/api:main
        denied: requested access to the resource is denied
        Attempt 2 of 3: pushing registry.example.com/shop/api:main
        denied: requested access to the resource is denied
        Attempt 3 of 3: pushing registry.example.com/shop/api:main
        denied: requested access to the resource is denied
        ##[error]Process completed with exit code 1.
        """,
        """
        Attempt 1 of 2: pushing registry.example.com/shop/api:main
        denied: requested access to the resource is denied
        Attempt 2 of 2: pushing registry.example.com/shop/api:main
        denied: requested access to the resource is denied
        ##[error]Process completed with exit code 1.
        """,
    ),
    pair(
        "shard-of-the-job",
        """
        Running shard 3/8 on worker-3 (seed 118)
        ERROR: fixtures archive is older than the schema
        ##[error]shard 3/8 failed
        """,
        """
        Running shard 7/8 on worker-1 (seed 904)
        ERROR: fixtures archive is older than the schema
        ##[error]shard 7/8 failed
        """,
    ),
    pair(
        "passing-test-names-the-error",
        """
        ok  \texample.com/retry\t0.101s
        test logs_an_error_when_the_disk_is_full ... ok
        error: linking with `cc` failed: exit status: 1
          = note: /usr/bin/ld: cannot find -lasound: No such file or directory
        """,
        """
        error: linking with `cc` failed: exit status: 1
          = note: /usr/bin/ld: cannot find -lasound: No such file or directory
        """,
    ),
    # --- kernels and sanitizers -------------------------------------------------------------------
    pair(
        "kasan-other-process-and-setting",
        """
        [   41.553117] ==================================================================
        [   41.553120] BUG: KASAN: use-after-free in acme_ring_push+0x196/0x1d0 [acme]
        [   41.553124] Read of size 8 at addr ffff8801ce6e8e10 by task feeder/2403
        [   41.553131] CPU: 1 PID: 2403 Comm: feeder Not tainted 6.1.0 #50
        [   41.553140] Call Trace:
        [   41.553146]  dump_stack+0xc1/0x128
        [   41.553151]  kasan_report+0x275/0x360
        [   41.553157]  acme_ring_push+0x196/0x1d0 [acme]
        [   41.553163]  acme_ioctl+0x12/0x90 [acme]
        """,
        """
        [  907.118265] ==================================================================
        [  907.118268] BUG: KASAN: use-after-free in acme_ring_push+0x1a2/0x1d0 [acme]
        [  907.118273] Read of size 8 at addr ffff8880043bb718 by task kworker/u4:1/19
        [  907.118279] CPU: 0 PID: 19 Comm: kworker/u4:1 Tainted: G    B    6.1.0 #52
        [  907.118288] Call Trace:
        [  907.118291]  ? start_ring+0x40/0x40 [acme]
        [  907.118294]  dump_stack+0xc1/0x128
        [  907.118299]  kasan_report+0x275/0x360
        [  907.118304]  acme_ring_push+0x1a2/0x1d0 [acme]
        [  907.118310]  acme_flush_work+0x12/0x90 [acme]
        [  907.118316] Kernel panic - not syncing: panic_on_warn set ...
        """,
    ),
    pair(
        "kernel-report-behind-another-writer",
        """
        [   76.471107] BUG: unable to handle kernel paging request at ffffffffa4490000
        [   76.471114] IP: [<ffffffff824164eb>] acme_ioctl+0x129b/0x2280
        [   76.471120] Call Trace:
        [   76.471126]  [<ffffffff824164eb>] acme_ioctl+0x129b/0x2280
        """,
        """
        booting the second image
        acme login: [   35.184476] BUG: unable to handle kernel paging request at ffffffffa51f2000
        [   35.184483] IP: [<ffffffff824164eb>] acme_ioctl+0x129b/0x2280
        [   35.184490] Call Trace:
        [   35.184497]  [<ffffffff824164eb>] acme_ioctl+0x129b/0x2280
        """,
    ),
    pair(
        "soft-lockup-of-another-worker",
        """
        [  248.010001] watchdog: BUG: soft lockup - CPU#0 stuck for 134s! [kworker/0:2:1400]
        [  248.010009] Call Trace:
        [  248.010015]  acme_drain_one+0x773/0x930
        [  248.010022]  acme_drain+0x3d/0x1b0
        [  248.010029]  acme_drain_work+0x5e/0xe0
        [  248.010036]  process_one_work+0xbfd/0x1be0
        """,
        """
        [ 1270.359469] watchdog: BUG: soft lockup - CPU#3 stuck for 123s! [kworker/3:13:3571]
        [ 1270.359477] Call Trace:
        [ 1270.359483]  acme_find_slot+0x21/0x60
        [ 1270.359490]  acme_drain_one+0x1a3/0x930
        [ 1270.359497]  acme_drain+0x3d/0x1b0
        [ 1270.359504]  acme_drain_work+0x5e/0xe0
        [ 1270.359511]  process_one_work+0x789/0xfc0
        """,
    ),
    pair(
        "crash-found-by-another-sanitizer",
        """
        ==13370==ERROR: AddressSanitizer: FPE on unknown address 0x7fdc48869a7c (pc 0x7fdc48869a7c bp 0x7ffd sp 0x7ffc T0)
            #0 0x7fdc48869a7b in acme::Average(int) /b/acme/average.cc:12
            #1 0x7fdc48869b11 in acme::Report(int) /b/acme/report.cc:44
        ==13370==ABORTING
        """,
        """
        ==881==ERROR: UndefinedBehaviorSanitizer: FPE on unknown address 0x55b048869a7c (pc 0x55b048869a7c bp 0x7ffe sp 0x7ffd T3)
            #0 0x55b048869a7b in acme::Average(int) /src/acme/average.cc:12
            #1 0x55b048869b11 in acme::Report(int) /src/acme/report.cc:44
        """,
    ),
    pair(
        "sanitizer-interrupted-by-a-line",
        """
        ==52==ERROR: AddressSanitizer: heap-use-after-free on address 0x61b000080607 at pc 0x4e21 bp 0x7ffd sp 0x7ffc
        READ of size 1 at 0x61b000080607 thread T0
            #0 0x4e20 in acme::Parse(char*) /b/acme/parse.cc:61
            #1 0x4f11 in acme::Load(char*) /b/acme/load.cc:14
        """,
        """
        ==97==ERROR: AddressSanitizer: heap-use-after-free on address 0x61b0000806aa at pc 0x4e21 bp 0x7ffd sp 0x7ffc
        READ of size 1 at 0x61b0000806aa thread T0
        heartbeat 17 sent
            #0 0x4e20 in acme::Parse(char*) /b/acme/parse.cc:61
            #1 0x4f11 in acme::Load(char*) /b/acme/load.cc:14
        """,
    ),
    pair(
        "windows-debugger-addresses",
        """
        EXCEPTION_CODE: (NTSTATUS) 0xc0000095 - Integer overflow.

        STACK_TEXT:
        000000bc`aeaaa440 00007ff8`c045e70d : 00010000`80000000 00010000`ffffffff : acme!Ledger::Divide+0x7f
        000000bc`aeaaa480 00007ff8`c045e6c5 : 000000bc`aeaaac70 00010000`80000000 : acme!Ledger::Close+0x25
        """,
        """
        EXCEPTION_CODE: (NTSTATUS) 0xc0000095 - Integer overflow.

        STACK_TEXT:
        0000004f`1f2fe3a0 00007ffb`2215e70d : 0000004f`80000000 0000004f`ffffffff : acme!Ledger::Divide+0x7f
        0000004f`1f2fe3e0 00007ffb`2215e6c5 : 0000004f`1f2ff170 0000004f`80000000 : acme!Ledger::Close+0x25
        """,
    ),
)
