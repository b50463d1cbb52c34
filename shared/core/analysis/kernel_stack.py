"""Where a kernel's report happened: which functions of its stack name it."""

from collections.abc import Iterable, Iterator
from itertools import islice

from shared.core.analysis.engine import compile_text
from shared.core.analysis.frames import frame_name, is_reporting
from shared.core.analysis.window import Line

# A report that a timer makes finds the stack at a random depth: what was asked for names it.
_AT_RANDOM = compile_text(r"\bstall|soft lockup|hard LOCKUP|corrupted stack end")
# A report without a stack may name the function in its first line.
_NAMED = compile_text(r"([A-Za-z_][\w.]*)\+0x[0-9a-f]+")
# Waiting for the other processors: whoever waits, the cause is not in this stack.
_WAITING = "smp_call_function"
_OUTERMOST = 2  # one would do on the logs looked at; two split rather than merge
# Functions that only hand work on: below them begins what was asked for.
_DISPATCH = compile_text(
    r"^_*(?:(?:\w+_)?(?:sys|SyS|SYSC|ksys)_\w+|do_syscall\w*|entry_\w+|el0_\w+|vfs_\w+"
    r"|do_vfs_ioctl|sock_(?:sendmsg|recvmsg|write_iter|read_iter|ioctl|do_ioctl)\w*"
    r"|new_sync_\w+|call_(?:write|read)_iter|do_iter_\w+|ret_from_\w+|kthread|worker_thread"
    r"|process_one_work|process_scheduled_works|smpboot_thread_fn|task_work_run"
    r"|exit_to_user\w*|prepare_exit_to_usermode|do_softirq\w*|invoke_softirq|irq_exit\w*"
    r"|run_ksoftirqd|net_rx_action|napi_poll|process_backlog|netif_receive_skb\w*"
    r"|run_timer_\w+|run_timers|expire_timers|call_timer_fn|tasklet_action\w*|rcu_core\w*"
    r"|rcu_do_batch|hrtimer_run_queues|run_hrtimer)$"
)


def failing_functions(title: str, stack: Iterable[Line]) -> list[str]:
    """Return the functions that name the place of the report, none where none is shown."""
    names = [name for line in stack if (name := frame_name(line.text)) is not None]
    if _AT_RANDOM.search(title):
        return _asked_for(names)
    found = islice((name for name in names if not is_reporting(name)), 1)
    named = _NAMED.search(title)
    return list(found) or ([named.group(1)] if named else [])


def _asked_for(names: list[str]) -> list[str]:
    """Return the outermost functions of the work that a stalled processor was given."""
    if any(name.startswith(_WAITING) for name in _up_to_work(names)):
        return [_WAITING]
    return list(_work(names))[-_OUTERMOST:]


def _up_to_work(names: list[str]) -> Iterator[str]:
    """Yield the innermost names up to the first that is part of the work."""
    for name in names:
        yield name
        if not is_reporting(name) and not _DISPATCH.search(name):
            return


def _work(names: list[str]) -> Iterator[str]:
    """Yield the functions that work, innermost first, of the first stack that shows any."""
    begun = False
    for name in names:
        if _DISPATCH.search(name):
            if begun:
                return
        elif not is_reporting(name):
            begun = True
            yield name
