#!/usr/bin/env bash
# Deploys Faultline to a Google Cloud project. Every step may be repeated: what exists is kept.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
readonly functions=(ingest web sweep)
readonly settings_file=.deploy.env
readonly settings=(PROJECT_ID REGION BUCKET DERIVED_BUCKET BUCKET_LOCATION
    INGEST_CONCURRENCY WEB_CONCURRENCY RETENTION_DAYS PUBLIC_URL)
readonly indexes=shared/adapters/firestore/indexes.json
dry_run=false
selected=()

usage() {
    cat <<TEXT
usage: ./deploy.sh [--dry-run] [${functions[*]}]...

Deploys the functions named, all of them if none is named, with all that they need: services,
database, indexes, buckets, identities, trigger, schedule. Run it again after a failure or a
change; what exists is kept.

  --dry-run  print the commands, and run none; needs no gcloud, no account and no network
  --help     show this

Settings come from the environment or the file $settings_file; $settings_file.example lists them.
PROJECT_ID and BUCKET, the bucket that build logs are dropped in, have no default.
TEXT
}

main() {
    read_arguments "$@"
    read_settings
    check_settings
    "$dry_run" || need gcloud "the Google Cloud CLI"
    need python3 "Python 3"

    heading "Services"
    run gcloud services enable "${apis[@]/%/.googleapis.com}" --project="$PROJECT_ID"
    create_database
    create_buckets
    heading "Identity of the builds"
    create_identity build
    grant_on_project build cloudbuild.builds.builder
    local name
    for name in "${selected[@]}"; do "deploy_$name"; done
    if ! "$dry_run"; then say_what_next; fi
}

readonly apis=(artifactregistry cloudbuild cloudfunctions cloudscheduler eventarc firestore iam
    logging pubsub run storage)

# --- Arguments and settings -----------------------------------------------------------------------

read_arguments() {
    local argument
    for argument in "$@"; do
        case $argument in
            -h | --help) usage && exit ;;
            --dry-run) dry_run=true ;;
            ingest | web | sweep) selected+=("$argument") ;;
            *) refuse "There is no function or option $argument; see ./deploy.sh --help." ;;
        esac
    done
    ((${#selected[@]} > 0)) || selected=("${functions[@]}")
}

# Set each setting that the environment leaves empty from the file, then from its default.
read_settings() {
    local line name
    if [[ -f $settings_file ]]; then
        while IFS= read -r line || [[ -n $line ]]; do
            line=${line%$'\r'}
            [[ $line =~ ^[[:space:]]*(#|$) ]] && continue
            name=${line%%=*}
            [[ $line == *=* && " ${settings[*]} " == *" $name "* ]] ||
                refuse "$settings_file: \"$line\" sets nothing known; $settings_file.example has all."
            [[ -n ${!name:-} ]] || printf -v "$name" '%s' "${line#*=}"
        done <"$settings_file"
    fi
    : "${PROJECT_ID:=}" "${BUCKET:=}" "${REGION:=us-central1}"
    : "${DERIVED_BUCKET:=$BUCKET-derived}" "${BUCKET_LOCATION:=$REGION}"
    : "${INGEST_CONCURRENCY:=8}" "${WEB_CONCURRENCY:=16}" "${RETENTION_DAYS:=}" "${PUBLIC_URL:=}"
}

check_settings() {
    local bucket_name='^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$' number='^[1-9][0-9]{0,3}$'
    [[ -n $PROJECT_ID ]] || refuse "PROJECT_ID is not set: name the project to deploy to."
    [[ -n $BUCKET ]] || refuse "BUCKET is not set: name the bucket that build logs are dropped in."
    must_match PROJECT_ID '^[a-z][a-z0-9-]{4,28}[a-z0-9]$' "a project id: 6 to 30 small letters, digits, hyphens"
    must_match BUCKET "$bucket_name" "a bucket's name, without gs://"
    must_match DERIVED_BUCKET "$bucket_name" "a bucket's name, without gs://"
    must_match REGION '^[a-z]+-[a-z]+[0-9]+$' "a region, as us-central1 is one"
    must_match BUCKET_LOCATION '^[a-z0-9-]+$' "a location in small letters, as us-central1 or us is one"
    must_match INGEST_CONCURRENCY "$number" "a whole number above zero"
    must_match WEB_CONCURRENCY "$number" "a whole number above zero"
    must_match RETENTION_DAYS "^$|$number" "a number of days"
    must_match PUBLIC_URL '^$|^https?://[^[:space:],]+$' "an address with http:// or https://"
    [[ $BUCKET != "$DERIVED_BUCKET" ]] ||
        refuse "DERIVED_BUCKET is BUCKET: what is derived must not lie where logs are dropped."
}

must_match() {
    [[ ${!1} =~ $2 ]] || refuse "$1 is \"${!1}\"; it must be $3."
}

refuse() {
    printf '%s\n' "$*" >&2
    exit 2
}

need() {
    command -v "$1" >/dev/null || refuse "$2 is needed to deploy, and there is no $1 on the PATH."
}

# --- Running commands -----------------------------------------------------------------------------

heading() {
    printf '# %s\n' "$*"
}

# Print the command as one line that a shell can run; $NAMES that ask() set stay variables.
quoted() {
    local word words=()
    for word in "$@"; do
        [[ $word =~ ^[][A-Za-z0-9_./:=,@%+$-]+$ ]] || word="'${word//\'/\'\\\'\'}'"
        words+=("$word")
    done
    printf '%s' "${words[*]}"
}

run() {
    printf '%s\n' "$(quoted "$@")"
    "$dry_run" || "$@" </dev/null
}

# Like run, for what may meet a service or an identity made a moment ago, not yet known everywhere.
run_patiently() {
    printf '%s\n' "$(quoted "$@")"
    if "$dry_run"; then return; fi
    local pause
    for pause in ${RETRY_PAUSES-5 15 40}; do
        if "$@" </dev/null >/dev/null; then return; fi
        printf 'Trying again in %s seconds.\n' "$pause" >&2
        sleep "$pause"
    done
    "$@" </dev/null >/dev/null
}

# Like run; that the thing exists already is no failure.
run_unless_exists() {
    printf '%s\n' "$(quoted "$@")"
    if "$dry_run"; then return; fi
    local answer
    if ! answer=$("$@" </dev/null 2>&1) && [[ ${answer,,} != *already?exists* ]]; then
        printf '%s\n' "$answer" >&2
        return 1
    fi
}

# ensure DESCRIBE... -- CREATE...: create what cannot be described.
ensure() {
    local describe=()
    while [[ $1 != -- ]]; do
        describe+=("$1")
        shift
    done
    shift
    printf '%s || %s\n' "$(quoted "${describe[@]}")" "$(quoted "$@")"
    if "$dry_run" || "${describe[@]}" </dev/null >/dev/null 2>&1; then return; fi
    "$@" </dev/null
}

# ask NAME COMMAND...: set NAME to what the command prints; in a plan it stands as $NAME.
ask() {
    local name=$1 answer
    shift
    printf '%s=$(%s)\n' "$name" "$(quoted "$@")"
    answer="\$$name"
    if ! "$dry_run"; then answer=$("$@" </dev/null); fi
    printf -v "$name" '%s' "$answer"
}

# --- What all functions share ---------------------------------------------------------------------

create_database() {
    heading "Database, its indexes and expiry"
    ensure gcloud firestore databases describe '--database=(default)' --project="$PROJECT_ID" \
        -- gcloud firestore databases create '--database=(default)' --location="$REGION" \
        --type=firestore-native --project="$PROJECT_ID"
    local plan line words
    plan=$(list_index_commands)
    while IFS=$'\t' read -r -a words; do
        run_unless_exists gcloud firestore "${words[@]}" --async --project="$PROJECT_ID" --quiet
    done <<<"$plan"
}

# Print, tab between words, the rest of the gcloud command for each entry of the index file.
list_index_commands() {
    python3 - "$indexes" <<'PYTHON'
import json, sys

with open(sys.argv[1], encoding="utf-8") as file:
    declared = json.load(file)


def show(*words):
    print(*words, sep="\t")


def kind(entry):
    if "arrayConfig" in entry:
        return "array-config=" + entry["arrayConfig"].lower()
    return "order=" + entry["order"].lower()


for index in declared["indexes"]:
    fields = [f"--field-config=field-path={e['fieldPath']},{kind(e)}" for e in index["fields"]]
    group = f"--collection-group={index['collectionGroup']}"
    show("indexes", "composite", "create", group, *fields)
for override in declared.get("fieldOverrides", []):
    field, group = override["fieldPath"], f"--collection-group={override['collectionGroup']}"
    if "indexes" in override:
        kept = [f"--index={kind(entry)}" for entry in override["indexes"]]
        show("indexes", "fields", "update", field, group, *(kept or ["--disable-indexes"]))
    if override.get("ttl"):
        show("fields", "ttls", "update", field, group, "--enable-ttl")
PYTHON
}

create_buckets() {
    heading "Buckets: of logs, and of what is derived from them"
    create_bucket "$BUCKET" "$BUCKET_LOCATION"
    create_bucket "$DERIVED_BUCKET" "$REGION"
}

create_bucket() {
    ensure gcloud storage buckets describe "gs://$1" --project="$PROJECT_ID" \
        -- gcloud storage buckets create "gs://$1" --location="$2" \
        --uniform-bucket-level-access --public-access-prevention --project="$PROJECT_ID"
}

account() {
    printf 'faultline-%s@%s.iam.gserviceaccount.com' "$1" "$PROJECT_ID"
}

create_identity() {
    ensure gcloud iam service-accounts describe "$(account "$1")" --project="$PROJECT_ID" \
        -- gcloud iam service-accounts create "faultline-$1" --project="$PROJECT_ID"
}

grant_on_project() {
    run_patiently gcloud projects add-iam-policy-binding "$PROJECT_ID" \
        --member="serviceAccount:$(account "$1")" --role="roles/$2" --condition=None
}

grant_on_bucket() {
    run_patiently gcloud storage buckets add-iam-policy-binding "gs://$3" \
        --member="serviceAccount:$(account "$1")" --role="roles/$2" --project="$PROJECT_ID"
}

grant_call() {
    run_patiently gcloud run services add-iam-policy-binding "$2" --region="$REGION" \
        --member="serviceAccount:$(account "$1")" --role=roles/run.invoker --project="$PROJECT_ID"
}
