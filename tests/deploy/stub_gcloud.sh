#!/usr/bin/env bash
# Stands in for gcloud: notes each call in $STUB/calls, remembers in $STUB/made what was created,
# and knows just enough to answer deploy.sh. $STUB/fail makes calls fail that never failed before:
# "before" they do anything, or "after" they have done it.
set -euo pipefail

printf -v call '%s\x1f' "$@"
printf '%s\n' "$call" >>"$STUB/calls"

# Whether the file holds the line; without other programs, for this runs some thousand times.
holds() {
    [[ -f $1 && $'\n'$(<"$1")$'\n' == *$'\n'"$2"$'\n'* ]]
}

fail_now() {
    printf '%s\n' "$call" >>"$STUB/failed"
    echo "ERROR: (gcloud) injected failure" >&2
    exit 1
}

# Set `thing` to what a describe and a create of one thing have in common.
name_thing() {
    local word
    thing=$*
    if [[ $* == "firestore indexes composite "* ]]; then return; fi
    for word in "${@:3}"; do
        case $word in
            describe | create | update | http) ;;
            *) break ;;
        esac
    done
    thing="$1 $2 ${word%%@*}"
}

exists() {
    holds "$STUB/made" "$1"
}

# Fails like gcloud where what the command names is not there.
demand_what_is_named() {
    local word name
    for word in "$@"; do
        case $word in
            *faultline-*@*)
                name=${word##*faultline-}
                exists "iam service-accounts faultline-${name%%@*}" || return 1
                ;;
            gs://*) exists "storage buckets $word" || return 1 ;;
        esac
    done
    if [[ $* == "run services add-iam-policy-binding "* ]]; then exists "functions deploy $4"; fi
}

answer() {
    case "$*" in
        "storage service-agent "*) echo service-123@gs-project-accounts.iam.gserviceaccount.com ;;
        "functions describe "*) echo https://sweep-abc-uc.a.run.app ;;
        *" describe "*) exists "$thing" || { echo "ERROR: NOT_FOUND" >&2 && exit 1; } ;;
        *" create "*)
            if exists "$thing"; then echo "ERROR: ALREADY_EXISTS" >&2 && exit 1; fi
            echo "$thing" >>"$STUB/made"
            ;;
        *)
            demand_what_is_named "$@" || { echo "ERROR: names what does not exist" >&2 && exit 1; }
            if [[ $1 == functions ]]; then echo "functions deploy $3" >>"$STUB/made"; fi
            ;;
    esac
}

fail=never
if [[ -f $STUB/fail ]] && ! holds "$STUB/failed" "$call"; then fail=$(<"$STUB/fail"); fi
if [[ $fail == before ]]; then fail_now; fi
name_thing "$@"
answer "$@"
if [[ $fail == after ]]; then fail_now; fi
