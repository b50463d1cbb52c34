# How deploy.sh runs commands: each is printed as one line, and run unless `dry_run` is true.
# The lines of a dry run are a shell script of what a real run does.
# shellcheck shell=bash

heading() {
    printf '# %s\n' "$*"
}

run() {
    show "$@"
    "${dry_run:?}" || "$@" </dev/null
}

# Like run, for what may name an identity or a service made a moment ago, not known everywhere yet.
run_patiently() {
    show "$@"
    "$dry_run" || patiently "$@" </dev/null >/dev/null
}

# Like run_patiently; that the thing exists already is no failure.
run_unless_exists() {
    show "$@"
    "$dry_run" || patiently create_or_keep "$@" </dev/null
}

# Like run; that the thing does not exist is no failure.
run_if_exists() {
    show "$@"
    "$dry_run" || delete_or_pass "$@" </dev/null
}

patiently() {
    local pause
    for pause in ${RETRY_PAUSES-5 15 40}; do
        if "$@"; then return; fi
        printf 'Trying again in %s seconds.\n' "$pause" >&2
        sleep "$pause"
    done
    "$@"
}

create_or_keep() {
    local answer
    answer=$("$@" 2>&1) || [[ ${answer,,} == *already?exists* ]] || {
        printf '%s\n' "$answer" >&2
        return 1
    }
}

delete_or_pass() {
    local answer
    answer=$("$@" 2>&1) || [[ ${answer,,} == *not?found* || ${answer,,} == *does?not?exist* ]] || {
        printf '%s\n' "$answer" >&2
        return 1
    }
}

# ensure DESCRIBE... -- CREATE...: create what cannot be described. What the command in `input_from`
# prints is the standard input of the command that creates, and is shown nowhere.
ensure() {
    local describe=()
    while [[ $1 != -- ]]; do
        describe+=("$1")
        shift
    done
    shift
    show "${describe[@]}" '||' "$@"
    if "$dry_run" || "${describe[@]}" </dev/null >/dev/null 2>&1; then return; fi
    "${input_from:-true}" | "$@"
}

# ask NAME COMMAND...: set NAME to what the command prints; in a dry run it stands as $NAME.
ask() {
    local name=$1 answer
    shift
    # shellcheck disable=SC2016 # The line is for another shell to expand.
    printf '%s=$(%s)\n' "$name" "$(show "$@")"
    answer="\$$name"
    if ! "$dry_run"; then answer=$("$@" </dev/null); fi
    printf -v "$name" '%s' "$answer"
}

# ask_or_create NAME LIST... -- CREATE...: set NAME to what lists, else to what creates prints.
ask_or_create() {
    local name=$1 list=()
    shift
    while [[ $1 != -- ]]; do
        list+=("$1")
        shift
    done
    shift
    ask "$name" "${list[@]}"
    # shellcheck disable=SC2016 # The line is for another shell to expand.
    printf '%s=${%s:-$(%s)}\n' "$name" "$name" "$(show "$@")"
    if [[ -n ${!name} ]]; then return; fi
    local answer
    answer=$("$@" </dev/null)
    printf -v "$name" '%s' "$answer"
}

# save FILE TEXT: write what a command is to read.
save() {
    # shellcheck disable=SC2028 # The line is for another shell to expand.
    echo "printf '%s\\n' '$2' >$1"
    if "$dry_run"; then return; fi
    mkdir -p "${1%/*}"
    printf '%s\n' "$2" >"$1"
}

# Print the words as one line for a shell. A word with a `$` is one that ask() set.
show() {
    local word words=() plain='^[A-Za-z0-9_./:=,@%+$-]+$'
    for word in "$@"; do
        [[ $word =~ $plain || $word == '||' ]] || word="'${word//\'/\'\\\'\'}'"
        words+=("$word")
    done
    printf '%s\n' "${words[*]}"
}
