#!/usr/bin/env bash
# Stands in for gcloud: notes each call in $STUB/calls, remembers in $STUB/made what was created,
# and knows just enough to answer deploy.sh. $STUB/fail makes calls fail that never failed before:
# "before" they do anything, or "after" they have done it.
#
# A shell that sources this file has the stand-in as a function: that is quicker, for many calls.

# Whether the file holds the line; without other programs, for this runs some thousand times.
holds() {
    [[ -f $1 ]] || return 1
    local content
    IFS= read -r -d '' content <"$1" || true
    [[ $'\n'$content == *$'\n'"$2"$'\n'* ]]
}

fail_now() {
    printf '%s\n' "$call" >>"$STUB/failed"
    echo "ERROR: (gcloud) injected failure" >&2
    exit 1
}

# Set `thing` to what a describe and a create of one thing have in common.
name_thing() {
    local word=''
    thing=$*
    case "$*" in
        "firestore indexes composite "*) return ;;
        "secrets versions add "*) thing="secrets versions $4" && return ;;
        "secrets versions describe "*) thing="secrets versions ${5#--secret=}" && return ;;
        "secrets describe "* | "secrets create "*) thing="secrets $3" && return ;;
        "alpha monitoring policies create "*)
            word=${5##*/}
            thing="alert ${word%.json}" && return
            ;;
        "alpha monitoring policies list "*) thing="alert ${5##*=}" && return ;;
        "beta monitoring channels "*) thing="channel" && return ;;
    esac
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
            gs://*)
                name=${word#gs://}
                exists "storage buckets gs://${name%%/*}" || return 1
                ;;
            --set-secrets=*)
                name=${word##*=}
                exists "secrets versions ${name%:latest}" || return 1
                ;;
            --*-file=*) [[ -s ${word#*=} ]] || return 1 ;;
        esac
    done
    if [[ $* == "run services add-iam-policy-binding "* ]]; then exists "functions deploy $4"; fi
}

answer() {
    case "$*" in
        "storage service-agent "*) echo service-123@gs-project-accounts.iam.gserviceaccount.com ;;
        "functions describe ingest "*) echo projects/acme-builds/locations/us-central1/triggers/ingest-7 ;;
        "eventarc triggers describe "*subscription*)
            echo projects/acme-builds/subscriptions/eventarc-ingest-7-sub-1
            ;;
        "eventarc triggers describe "*topic*) echo projects/acme-builds/topics/eventarc-ingest-7 ;;
        "projects describe "*) echo 123 ;;
        "auth print-"*) echo a-token ;;
        "logging read "*) [[ ! -f $STUB/arrives ]] || echo recorded ;;
        *" delete "* | "storage rm "* | *" remove-iam-policy-binding "*)
            echo "ERROR: NOT_FOUND" >&2 && exit 1
            ;;
        "alpha monitoring policies list "*)
            ! exists "$thing" || echo projects/acme-builds/alertPolicies/1
            ;;
        "beta monitoring channels list "*)
            ! exists "$thing" || echo projects/acme-builds/notificationChannels/1
            ;;
        "functions describe "*) echo https://sweep-abc-uc.a.run.app ;;
        *" describe "*) exists "$thing" || { echo "ERROR: NOT_FOUND" >&2 && exit 1; } ;;
        *" create "* | "secrets versions add "*)
            if exists "$thing"; then echo "ERROR: ALREADY_EXISTS" >&2 && exit 1; fi
            if [[ $* == *--data-file=-* && -z $(cat) ]]; then echo "ERROR: empty" >&2 && exit 1; fi
            echo "$thing" >>"$STUB/made"
            case $thing in
                alert*) echo projects/acme-builds/alertPolicies/1 ;;
                channel) echo projects/acme-builds/notificationChannels/1 ;;
            esac
            ;;
        *)
            demand_what_is_named "$@" || { echo "ERROR: names what does not exist" >&2 && exit 1; }
            if [[ $1 == functions ]]; then echo "functions deploy $3" >>"$STUB/made"; fi
            ;;
    esac
}

gcloud() (
    printf -v call '%s\x1f' "$@"
    printf '%s\n' "$call" >>"$STUB/calls"
    fail=never
    if [[ -f $STUB/fail ]] && ! holds "$STUB/failed" "$call"; then fail=$(<"$STUB/fail"); fi
    if [[ $fail == before ]]; then fail_now; fi
    name_thing "$@"
    answer "$@"
    # Who asks and gets no answer has changed nothing: that is failing before.
    if [[ $fail == after && $* != *" describe "* && $* != *" list "* ]]; then fail_now; fi
)

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    set -euo pipefail
    gcloud "$@"
fi
