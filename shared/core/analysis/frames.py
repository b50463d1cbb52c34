"""Frames of call stacks: which functions were running, without what differs from run to run."""

from collections.abc import Iterable, Iterator

from shared.core.analysis.engine import compile_text
from shared.core.analysis.window import Line

# Order matters: the first form that matches names the function in its group.
_FORMS = (
    compile_text(r'^\s*File "(?P<file>[^"]+)", line \d+, in (?P<name>\S+)'),
    compile_text(r"^\s*(?:\[\w+\]\s+)?at (?:async |new )?(?P<name>[\w$.<>\[\]/`-]+) ?\("),
    compile_text(
        r"^\s*(?:==\d+==\s*)?#\d+:?\s+0x[0-9a-fA-F]+\s+(?:in\s+)?"
        r"(?P<name>[^\s(+][^(+]*)"
    ),
    compile_text(r"^\s*#\d+:?\s+(?:in\s+)?(?P<name>[A-Za-z_~][\w:~<>]*)"),
    compile_text(r"^\s*(?:==\d+==)?\s+(?:at|by) 0x[0-9A-Fa-f]+: (?P<name>[^\s(]+)"),
    compile_text(r"^\s*(?:#\d+ )?(?:\[<?[0-9a-fx]+>?\] *)*(?P<name>[A-Za-z_][\w.]*)\+0x[0-9a-f]+"),
    compile_text(
        r"^(?:RIP: \w+:|E?IP: (?:\[<\w+>\] )?|PC is at |pc : |epc : |NIP \[\w+\] )"
        r"(?P<name>[A-Za-z_][\w.]*)\+0x"
    ),
    compile_text(r"^(?:[0-9a-f`]{8,17} (?:: )?){2,}(?P<name>\w+![^\s+]+)"),
    compile_text(r"\[<[0-9a-f]+>\] \((?P<name>\w+)(?:\+0x[^)]*)?\) from"),
    compile_text(r"^bt#\d+: (?:0x[0-9a-f]+|\[ inline \]) (?P<name>\w+)"),
    compile_text(r"^(?P<name>(?:[\w.-]+/)*[\w.-]+\.(?:\(\*?\w+\)\.)?\w[\w.]*)\(.*\)$"),
    compile_text(r"^\s+\d+:\s+(?:0x[0-9a-f]+ - )?(?P<name>[<\w][\w:<> ]*::\w+)"),
    compile_text(r"^\s*(?:from )?\S+\.\w+:\d+:in [`'](?P<name>[^']+)'"),
)
_CONSOLE_TIME = compile_text(r"^(?:<\d+>)?\[ *\d+\.\d+\](?:\[ *[TC]\d+\])? ?")
# Functions that report a failure, or that everything calls: never the place of the failure.
_REPORTING = compile_text(
    r"^(?:\?|_[es]?text|_end|\.L?\w*str.*|\.L_*asan\w*"  # symbols of a linker: nobody's function
    r"|_*(?:dump_stack\w*|show_(?:stack|regs|trace)\w*|panic\w*|warn"
    r"(?:_slowpath)?\w*|report_bug|fixup_bug|print_\w+|printk"
    r"|k?asan_\w*|kmsan_\w*|msan_\w*|kcsan_\w*|kfence_\w*|ubsan_\w*|handle_\w+"
    r"|do_error_trap|do_(?:invalid_op|trap\w*)|exc_\w+|asm_\w+|invalid_op"
    r"|check_memory_region|check_\w*|mem(?:cpy|set|move|cmp|chr)\w*|str(?:len|cmp"
    r"|cpy|ncmp|ncpy|chr|lcpy|scpy|dup)\w*|copy_(?:to|from)_user\w*|usercopy\w*"
    r"|atomic\w*|arch_atomic\w*|raw_atomic\w*|instrument_\w+|refcount_\w+|test_"
    r"(?:and_)?\w*bit|set_bit|clear_bit|variable_test_bit|constant_test_bit"
    r"|raw_spin\w*|spin_\w*|do_raw_\w*|queued_\w*|native_\w*|paravirt\w*|pv_\w*"
    r"|lock_acquire\w*|lock_release\w*|lockdep\w*|mark_\w+|validate_chain"
    r"|add_lock_to_list|check_prev\w*|check_noncircular"
    r"|mutex_lock\w*|mutex_unlock|rt_mutex\w*|down_(?:read|write)\w*|up_(?:read"
    r"|write)|rwsem\w*|down\w*_common|percpu_\w+|rcu_\w+|preempt_\w+|schedule\w*"
    r"|io_schedule\w*|context_switch|wait_for_com\w*|wait_\w*|bit_wait\w*"
    r"|do_wait\w*"
    r"|update_process_times|tick_\w+|hrtimer\w*|__hrtimer\w*|run_hrtimer|smp_\w+"
    r"|apic_timer\w*|sysvec_\w+|local_apic\w*|irq_\w+|do_softirq\w*|invoke_softirq"
    r"|call_softirq|common_interrupt|nmi\w*|perf_\w+|arch_trigger\w*|trigger_\w+"
    r"|watchdog\w*|sched_show\w*|ret_from_\w+|entry_\w+|debug_\w+|object_\w+"
    r"|bug_handler|do_undefinstr|el1\w*|el0\w*|brk_handler|call_break_hook"
    r"|do_debug_exception|do_mem_abort|do_page_fault|bad_area\w*|no_context"
    r"|page_fault|page_fault_oops|die\w*|oops_\w+|bust_spinlocks|crash_kexec"
    r"|machine_kexec|fault_\w+|search_\w+|general_protection|do_\w*fault\w*"
    r"|trace_\w+|dump_cpu_task|switch_to|might_sleep|is_dynamic_key|create_object"
    r"|rela_dyn_start|kernel_init\w*|sys_\w+|do_sys_\w+|se_sys_\w+|x64_sys_\w+"
    r"|do_syscall\w*|el0_svc\w*|invoke_syscall|arch_local_\w*|local_irq\w*|find_"
    r"(?:next|first)\w*|v?sn?c?n?printf|retint\w*|this_cpu\w*|kvfree\w*"
    r"|dump_backtrace|string|number|irqentry\w*|lock_is_held\w*|raw_(?:read"
    r"|write)\w*|register_lock_class|look_up_lock\w*|lock_stack\w*|assign_lock\w*"
    r"|do_exit|do_group_exit|cpu_\w+|default_idle\w*|arch_cpu\w*|do_idle"
    r"|start_secondary|kthread\w*|worker_thread|process_one_work"
    r"|process_scheduled\w*|double_fault|error_code|kmemleak\w*|kmalloc\w*"
    r"|kzalloc\w*|kmem_cache\w*|slab_\w+|__slab\w*|kfree|vmalloc\w*|free_large\w*"
    r"|krealloc\w*|alloc_\w*|set_track|save_stack\w*|unwind_\w+|stack_trace\w*"
    r"|get_current|current_thread\w*|need_resched|cpu_relax|rep_nop|csd_lock\w*"
    r"|flush_tlb\w*|get_random\w*|should_fail\w*|fail_dump|fault_create\w*|nla_\w+"
    r"|skb_put|skb_push|skb_over_panic|skb_under_panic|list_(?:add|del)\w*"
    r"|hlist_\w+|rb_\w+|fd\w*|find_\w*lock\w*)"
    r"|abort|raise|gsignal|pthread_kill\w*|kill|tgkill|__?(?:libc_)?(?:start_main"
    r"|message|fortify_fail|chk_fail|assert\w*)\w*|_?_?interceptor_\w+|operator "
    r"(?:new|delete).*|malloc|calloc|realloc|free|_?_?assert\w*|_?_?sanitizer\w*"
    r"|__cxa_\w+|std::(?:terminate|abort|panicking|rt|sys|__\w+)\w*.*|rust_\w+"
    r"|core::panicking\w*.*|base::debug::.*|logging::LogMessage.*"
    r"|base::ImmediateCrash.*|base::OnTotally.*|blink::ReportOOM.*"
    r"|v8::base::OS::Abort|v8::internal::V8::FatalProcess.*|V8_Fatal.*|V8_Dcheck.*"
    r"|fuzzer::.*|LLVMFuzzer\w*|main|start_thread|clone|_start|DebugBreak"
    r"|KiUser\w*|Rtl\w+|Nt\w+"
    r"|panic|gopanic|runtime\.(?:go?panic\w*|throw|fatal\w*|sig\w+|panic\w*|mcall"
    r"|gopark\w*|goexit\w*|main|systemstack\w*|selectgo|chanrecv\w*|chansend\w*"
    r"|dopanic\w*|raise\w*|morestack\w*|newstack|futex\w*|note\w+|mstart\w*|stopm"
    r"|templateThread|find[Rr]unnable|schedule|park_m|semasleep|usleep|epollwait|netpoll\w*)|testing\.\w.*|reflect\..*"
    r"|java\.(?:lang|util|base)[./].*|jdk\..*|sun\..*|org\.junit\..*|junit\..*"
    r"|org\.testng\..*|kotlin\..*|scala\..*|org\.apache\.maven\.surefire\..*"
    r"|org\.hamcrest\..*|org\.gradle\..*|com\.google\.common\.truth\..*"
    r"|org\.assertj\..*|Object\.\w+|Module\._\w+|Function\.\w+|process\.\w+"
    r"|node:.*|internal/.*|new Promise|Array\.\w+|System\.\w.*|Xunit\..*"
    r"|NUnit\..*)$"
)
_NOISE = compile_text(
    r"\.(?:part|isra|constprop|cold|llvm)(?:\.\d+)*|\$\$?[Ll]ambda.*|\d{3,}"
    r"|<[^<>]*>|(?:::|\.)?\{closure.*|\.func\d+(?:\.\d+)*"
)


def frame_names(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the functions of the frames among the lines, in order, without reporting ones."""
    for line in lines:
        name = frame_name(line.text)
        if name is not None and not is_reporting(name):
            yield name


def is_reporting(name: str) -> bool:
    """Tell whether a function reports failures, or is one that everything calls."""
    return _REPORTING.search(name) is not None


def frame_name(text: str) -> str | None:
    """Return the function that a frame line names, without its variable parts."""
    text = _CONSOLE_TIME.sub("", text)
    for form in _FORMS:
        match = form.search(text)
        if match:
            return _base_name(_NOISE.sub("", match.group("name"))) or None
    return None


def _base_name(name: str) -> str:
    words = name.split()
    places = (at for at, word in enumerate(words) if at and ("/" in word or "\\" in word))
    return " ".join(words[: next(places, len(words))]).rsplit("/", 1)[-1]
