"""Kernels: oopses, lock reports, stalls and panics on a console."""

from shared.core.analysis.rules.base import ALONE, C, Rule, Tier, growth

# A console line may still carry its own time where the log as a whole does not, and stand behind
# what another writer had begun.
_K = r"(?:^(?:<\d+>)?(?:\d+\.\d+> )?(?:\S+ login: )?|\[ *\d+\.\d+\](?:\[ *[TC]\d+\])? +)"
REPORT = growth(
    until=r"---\[ end |Kernel Offset:|Rebooting in",
    blanks=3,
    max_down=200,
)
# A banner stands between empty lines; what it announces comes after them.
_BANNER = growth(until=r"---\[ end ", blanks=6, max_down=160)

RULES = (
    Rule(
        "kernel-consequence",
        Tier.BLOCK,
        C,
        (
            r"[Kk]ernel panic - not syncing: (?:kernel: )?(?:panic_on_|hung_task|[Ff]atal "
            r"exception|softlockup|hard LOCKUP|Attempted to kill)"
        ),
        REPORT,
        -4,
    ),
    # One rule for all that a kernel reports about itself: of a run of reports, the first counts.
    Rule(
        "kernel-report",
        Tier.BLOCK,
        C,
        _K
        + (
            r"(?:BUG: (?:KASAN|KMSAN|KCSAN|KFENCE|unable|soft lockup|spinlock|scheduling"
            r"|sleeping|workqueue|using|bad|held|Bad|stack|non-zero|MAX_|corrupt|still"
            r"|looking|key|Dentry|Object|RCU|memory|receive|assuming|rwlock|double|failed"
            r"|invalid|lock held|TASK|arch)|kernel BUG at|general protection fault|"
            r"(?:divide|invalid opcode|stack segment|double fault|page fault)\S*: \S+ \[#"
            r"|Unable to handle kernel|Internal error: Oops|Oops(?: \[#|: )|Kernel panic"
            r"|Unhandled fault|PANIC: |Fatal trap \d+|UBSAN: |Undefined behaviou?r|KASAN: "
            r"|KFENCE: |KCSAN: |unchecked MSR|watchdog: BUG|NMI watchdog: BUG|kernel stack"
            r"|uvm_fault\("
            r"|WARNING: (?:CPU: |possible|suspicious|inconsistent|bad|held|lock|locking"
            r"|nested|kernel|at \S+:\d+|\S+:\d+ at |\S+ at \S+:\d+|\S*IRQ-\w+ -> )"
            r"|ODEBUG: |refcount_t: |INFO: (?:possible|suspicious|inconsistent|trying"
            r"|task \S+ blocked|rcu|recovery|lockdep splat)|\[ (?:BUG|INFO):|unreferenced "
            r"object|(?:possible|inconsistent) \S+ (?:dependency|state|deadlock))"
        ),
        REPORT,
        6,
    ),
    Rule(
        "kernel-stall",
        Tier.BLOCK,
        C,
        _K
        + (
            r"(?:rcu: )?(?:INFO: )?(?:rcu_\w+ (?:self-)?detected|rcu_\w+ detected stalls"
            r"|task \S+ blocked for more than)|soft lockup - CPU|hard LOCKUP"
        ),
        REPORT,
        5,
    ),
    Rule("unregister-stuck", Tier.BLOCK, C, _K + r"unregister_netdevice: waiting for", ALONE, 0),
    Rule(
        "panic",
        Tier.BLOCK,
        C,
        _K + r"(?:panic: |panic\(cpu \d|Debugger: |assertion \".*\" failed)",
        REPORT,
        4,
    ),
    Rule(
        "kernel-dead",
        Tier.BLOCK,
        C,
        (
            r"KERNEL PANIC|[Kk]ernel panic\b|KVM internal error|recursion in interrupt"
            r"|fatal (?:page fault|trap|protection fault|exception: process)|UBSan: "
            r"Undefined Behavior in|(?:divide|overflow|bounds|invalid opcode|stack segment"
            r"|general protection) error: \d{4}|\bdivide error: \d|Unexpected kernel trap"
            r"|Kernel trap at"
        ),
        _BANNER,
        4,
    ),
    Rule("slab-bug", Tier.BLOCK, C, _K + r"BUG \S+ \(.*\): (?:[^k]|k[^a])", REPORT, 3),
    Rule("call-trace", Tier.KEYWORD, C, _K + r"Call [Tt]race:", REPORT, 2),
)
