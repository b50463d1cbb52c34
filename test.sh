#!/usr/bin/env bash
# Sets everything up and runs all checks and tests, or the ones named.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=.ci/environment.sh
source "$root/.ci/environment.sh"

usage() {
    cat <<'TEXT'
usage: ./test.sh                         style, types, scripts, and every test
       ./test.sh bench [ARGUMENT...]     the benchmarks, as ratios
       ./test.sh campaign [ARGUMENT...]  the long reliability campaign
       ./test.sh PYTEST-ARGUMENT...      some tests: ./test.sh tests/core -k clean

What cannot run on this machine is skipped, and the reasons stand before the closing line;
REQUIRE_EMULATORS=1 makes a missing emulator a failure.
TEXT
}

failed=()

check() {
    local name=$1
    shift
    printf '== %s\n' "$name"
    "$@" || failed+=("$name")
}

check_everything() {
    check "ruff check" "$venv/bin/ruff" check .
    check "ruff format" "$venv/bin/ruff" format --check .
    check "mypy" "$venv/bin/mypy" --strict
    check "shellcheck" "$venv/bin/shellcheck" -x run.sh test.sh deploy.sh .ci/run .ci/environment.sh
    # Last, so that its closing line stays in sight; -rs gives the reason of every skipped test.
    # The tests of a file share what they start; each process has emulators and a browser of its own,
    # and waits for them: two processors have work for three. Files with one long test are not left
    # to the end.
    check "pytest" "$venv/bin/python" -m pytest -rs -n 3 --dist loadfile --no-loadscope-reorder
    ((${#failed[@]} == 0)) && return
    local list
    printf -v list '%s, ' "${failed[@]}"
    fail "Failed: ${list%, }"
}

# A first argument that is neither an option nor a path is a mode, known or mistyped.
mode=${1-everything}
case $mode in
    -h | --help) usage && exit ;;
    everything | bench | campaign | -*) ;;
    *) [[ -n $mode && -e $root/${mode%%::*} ]] || { usage >&2 && exit 2; } ;;
esac

make_environment dev
cd "$root"
case $mode in
    everything) check_everything ;;
    bench | campaign) exec "$venv/bin/python" -m "tests.$mode" "${@:2}" ;;
    *) exec "$venv/bin/python" -m pytest -rs "$@" ;;
esac
