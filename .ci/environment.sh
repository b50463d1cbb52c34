# The Python environment `.venv/`, made once and kept in step with the requirements.
# Sourced by run.sh and test.sh; needs `root`, the folder of the checkout.
# shellcheck shell=bash

venv=${root:?}/.venv

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Make .venv hold what requirements.txt names; with "dev", what requirements-dev.txt names too.
make_environment() {
    local wanted=${1:-runtime}
    environment_is_current "$wanted" && return
    (
        # Two starts at once would spoil each other's work: the second waits, then finds it done.
        if command -v flock >/dev/null; then
            exec 9<"$root"
            flock 9
        fi
        environment_is_current "$wanted" || install "$wanted"
    )
}

# The stamp is written last and removed first, so an environment without one is half made.
environment_is_current() {
    [[ -x $venv/bin/python && -f $venv/stamp-$1 ]] &&
        [[ $(<"$venv/stamp-$1") == "$(stamp "$1")" ]]
}

# Print what the environment rests on: its Python, its place, and last the requirements.
stamp() {
    "$venv/bin/python" - "$(requirements_file "$1")" "$root"/requirements*.txt <<'PYTHON' 2>/dev/null || true
import hashlib, pathlib, sys
digest = hashlib.sha256()
for name in sys.argv[1:]:
    digest.update(pathlib.Path(name).read_bytes())
print("%d.%d" % sys.version_info[:2], sys.prefix, digest.hexdigest())
PYTHON
}

requirements_file() {
    case $1 in
        dev) echo "$root/requirements-dev.txt" ;;
        *) echo "$root/requirements.txt" ;;
    esac
}

install() {
    local requirements
    requirements=$(requirements_file "$1")
    if ! can_be_kept; then
        find_python
        echo "Making .venv with $("$python" --version) ..." >&2
        rm -rf "$venv"
        "$python" -m venv "$venv" || fail "The environment .venv could not be made; see above."
    fi
    rm -f "$venv"/stamp-*
    echo "Installing ${requirements##*/} into .venv ..." >&2
    PIP_DISABLE_PIP_VERSION_CHECK=1 "$venv/bin/python" -m pip install -qq --no-input \
        --requirement "$requirements" ||
        fail "The packages of ${requirements##*/} could not be installed; see above."
    [[ $1 == runtime ]] || stamp runtime >"$venv/stamp-runtime"
    stamp "$1" >"$venv/stamp-$1"
}

# Whether other requirements are all that changed: neither the system's Python, nor the place.
can_be_kept() {
    local file kept now
    now=$(stamp runtime)
    for file in "$venv"/stamp-*; do
        [[ -f $file ]] && kept=$(<"$file") && [[ -n $now && ${kept% *} == "${now% *}" ]] && return
    done
    return 1
}

# Set `python` to the first one that is new enough and can make environments.
find_python() {
    local candidate without_venv=
    for candidate in python3.13 python3.12 python3.11 python3; do
        # A name on the PATH may be a launcher's, with nothing behind it.
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            python=$candidate
            return
        fi
        without_venv=${without_venv:-$candidate}
    done
    [[ -z $without_venv ]] ||
        fail "$without_venv cannot make environments. On Debian or Ubuntu: apt-get install python3-venv"
    fail "Python 3.11 or newer is needed, and none of python3.13, python3.12, python3.11 and" \
        "python3 is one. On Debian or Ubuntu: apt-get install python3 python3-venv"
}
