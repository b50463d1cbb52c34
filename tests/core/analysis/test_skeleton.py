"""Skeletons lose what differs from run to run and keep what names the failure."""

import pytest

from shared.core.analysis.coarse import coarse_skeleton
from shared.core.analysis.frames import frame_name
from shared.core.analysis.skeleton import fine_skeleton


@pytest.mark.parametrize(
    ("text", "skeleton"),
    [
        pytest.param("took 12.5s", "took <time>", id="duration"),
        pytest.param("at 2026-03-04T09:15:06.0978390Z", "at <time>", id="timestamp"),
        pytest.param("on Wed Mar 4 09:15:06 2026 done", "on <time> done", id="date"),
        pytest.param("/tmp/x81/src/a.c:3:7: error: x", "src/a.c:<pos>: error: x", id="path"),
        pytest.param("a.cs(14,27): error CS0103: x", "a.cs:<pos>: error CS0103: x", id="msbuild"),
        pytest.param("object at 0x7fb8bb6edec2", "object at <hex>", id="address"),
        pytest.param("commit 4be1c0d99 is gone", "commit <hash> is gone", id="hash"),
        pytest.param("id 123e4567-e89b-12d3-a456-426614174000", "id <uuid>", id="uuid"),
        pytest.param("connect 10.2.3.4 refused", "connect <ip> refused", id="ip"),
        pytest.param(
            "GET https://h.example.org/a/b/acme-9.4.tgz?x=1", "GET <url>/acme-<num>.tgz", id="url"
        ),
        pytest.param("expected 3, got 4", "expected <num>, got <num>", id="numbers"),
        pytest.param("Session@6f1a2b3c is closed", "Session@<hash> is closed", id="object"),
        pytest.param("worker-x7k2p is lost", "worker-<id> is lost", id="suffix"),
        pytest.param("used 12 MB", "used <size>", id="size"),
        pytest.param("==26325==ERROR: x", "<pid>ERROR: x", id="process"),
        pytest.param("[   76.471107][   T19] BUG: x", "BUG: x", id="console"),
        pytest.param("login: [   35.184476] BUG: x", "BUG: x", id="console-behind-another-writer"),
        pytest.param("BUG: x! [kworker/0:13:3571]", "BUG: x! <task>", id="task"),
        pytest.param("MemorySanitizer: SEGV", "Sanitizer: SEGV", id="sanitizer"),
        pytest.param("SEGV (sp 0x7ffc T14)", "SEGV (sp <hex> <thread>)", id="thread"),
        pytest.param("(NTSTATUS) 0xc0000409", "(NTSTATUS) 0xc0000409", id="keeps-windows-codes"),
        pytest.param("x - code c0000374 (y)", "x - code c0000374 (y)", id="keeps-debugger-codes"),
        pytest.param("exit code 137", "exit code 137", id="keeps-exit-codes"),
        pytest.param("exited with 2", "exited with 2", id="keeps-exit-statuses"),
        pytest.param("error: 404", "error: 404", id="keeps-http-statuses"),
        pytest.param("error[E0308]: x", "error[E0308]: x", id="keeps-error-codes"),
        pytest.param("utf-8 codec", "utf-8 codec", id="keeps-encodings"),
        pytest.param("kube-proxy failed", "kube-proxy failed", id="keeps-names"),
    ],
)
def test_replaces_what_varies_and_keeps_the_rest(text: str, skeleton: str) -> None:
    assert fine_skeleton(text) == skeleton
    assert fine_skeleton(skeleton) == skeleton


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Jul  8 20:14:55 combo sshd[20963]: closed", "Jul 17 01:14:55 combo sshd[7]: closed"),
        ("INFO block blk_38865049064 stored, 5.2 KB free", "INFO block blk_1 stored, 93.0 B free"),
        ("user=guest from 10.0.0.1", "user=root from host.example.org"),
        ("read /var/log/a.log", "read /home/ci/b.log"),
    ],
)
def test_coarse_skeletons_leave_only_constant_words(left: str, right: str) -> None:
    assert coarse_skeleton(left.encode()) == coarse_skeleton(right.encode())


def test_coarse_skeletons_keep_words_apart() -> None:
    assert coarse_skeleton(b"kube-proxy failed") != coarse_skeleton(b"kube-sched failed")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('  File "shop/cart.py", line 12, in total', "total"),
        ("\tat org.acme.Cart.total(Cart.java:7)", "org.acme.Cart.total"),
        ("    at Cart.total (/src/cart.js:3:9)", "Cart.total"),
        ("    #1 0x4557a3 in Cart::total(int) /src/cart.cc:7:3", "Cart::total"),
        ("#3  total (x=1) at cart.c:7", "total"),
        ("acme.org/shop.(*Cart).Total(0x2502020, 0x3)", "shop.(*Cart).Total"),
        ("   4: shop::cart::total", "shop::cart::total"),
        ("[   33.9] [ T2205]  skb_unref+0x27/0x63", None),
        (" skb_unref+0x27/0x63", "skb_unref"),
        ("\tfrom cart.rb:7:in `total'", "total"),
        ("no frame at all", None),
    ],
)
def test_frames_name_their_function(line: str, name: str | None) -> None:
    assert frame_name(line) == name
