#!/usr/bin/env bash
# Deploys Faultline to a Google Cloud project. Every step may be repeated: what exists is kept.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=.deploy/settings.sh
source .deploy/settings.sh
# shellcheck source=.deploy/commands.sh
source .deploy/commands.sh

functions=(ingest web sweep)
# How many sweeps may scan stored logs at a time; SCAN_FAN_OUT is no smaller.
sweepers=2
indexes=shared/adapters/firestore/indexes.json
apis=(artifactregistry cloudbuild cloudfunctions cloudresourcemanager cloudscheduler eventarc
    firestore iam logging pubsub run storage)

usage() {
    cat <<TEXT
usage: ./deploy.sh [--dry-run] [FUNCTION...]

Deploys the functions named (of: ${functions[*]}; all if none is named) with all that they need:
services, database, indexes, buckets, identities, trigger, schedule. Run it again after a change
or a failure; what exists is kept.

  --dry-run  print the commands and run none: needs no gcloud, no account, no network
  --help     show this

Settings come from the environment, else from $settings_file; $settings_file.example
lists them. PROJECT_ID and BUCKET, the bucket that build logs are dropped in, must be set.
TEXT
}

main() {
    read_arguments "$@"
    read_settings
    need python3 "Python 3"
    "$dry_run" || need gcloud "The Google Cloud CLI"

    heading "Services"
    run gcloud services enable "${apis[@]/%/.googleapis.com}" --project="$PROJECT_ID"
    create_database
    create_buckets
    heading "Identity that builds the functions"
    create_identity build
    grant_on_project build cloudbuild.builds.builder
    local name
    for name in "${selected[@]}"; do "deploy_$name"; done
    "$dry_run" || say_what_next
}

read_arguments() {
    dry_run=false selected=()
    local argument
    for argument in "$@"; do
        case $argument in
            -h | --help) usage && exit ;;
            --dry-run) dry_run=true ;;
            ingest | web | sweep) selected+=("$argument") ;;
            *) refuse "No function and no option is called \"$argument\"; see --help." ;;
        esac
    done
    ((${#selected[@]} > 0)) || selected=("${functions[@]}")
}

need() {
    command -v "$1" >/dev/null || refuse "$2 is needed: there is no $1 on the PATH."
}

create_database() {
    heading "Database, its indexes and expiry"
    ensure gcloud firestore databases describe '--database=(default)' --project="$PROJECT_ID" \
        -- gcloud firestore databases create '--database=(default)' --location="$REGION" \
        --type=firestore-native --project="$PROJECT_ID"
    local plan words
    plan=$(python3 .deploy/index_commands.py "$indexes")
    while IFS=$'\t' read -r -a words; do
        run_unless_exists gcloud firestore "${words[@]}" --async --project="$PROJECT_ID" --quiet
    done <<<"$plan"
}

# A bucket that exists is used as it is: its settings and its readers are its owner's affair.
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

deploy_ingest() {
    heading "ingest: reads each build log as it arrives"
    create_identity ingest
    grant_on_project ingest datastore.user
    grant_on_bucket ingest storage.objectViewer "$BUCKET"
    grant_on_bucket ingest storage.objectUser "$DERIVED_BUCKET"
    create_identity trigger
    grant_on_project trigger eventarc.eventReceiver
    let_storage_publish
    # --retry: without it the platform drops an event whose function failed.
    deploy ingest "$INGEST_CONCURRENCY" --memory=512Mi --timeout=540s --max-instances=20 \
        --ingress-settings=internal-only --retry \
        --trigger-event-filters=type=google.cloud.storage.object.v1.finalized \
        --trigger-event-filters="bucket=$BUCKET" --trigger-location="$BUCKET_LOCATION" \
        --trigger-service-account="$(account trigger)"
    grant_call trigger ingest
}

# Cloud Storage announces new objects through Pub/Sub, under an identity of its own.
let_storage_publish() {
    ask STORAGE_AGENT gcloud storage service-agent --project="$PROJECT_ID"
    run_patiently gcloud projects add-iam-policy-binding "$PROJECT_ID" \
        --member="serviceAccount:$STORAGE_AGENT" --role=roles/pubsub.publisher --condition=None
}

deploy_web() {
    heading "web: pages and uploads"
    create_identity web
    grant_on_project web datastore.user
    # It reads logs and adds uploads; it can neither replace nor delete one.
    grant_on_bucket web storage.objectViewer "$BUCKET"
    grant_on_bucket web storage.objectCreator "$BUCKET"
    grant_on_bucket web storage.objectUser "$DERIVED_BUCKET"
    deploy web "$WEB_CONCURRENCY" --memory=512Mi --timeout=300s --max-instances=10 --trigger-http
}

deploy_sweep() {
    heading "sweep: every minute, counts what is new and repairs what broke"
    create_identity sweep
    grant_on_project sweep datastore.user
    # It scans stored logs for new patterns, and derives baselines and matches.
    grant_on_bucket sweep storage.objectViewer "$BUCKET"
    grant_on_bucket sweep storage.objectUser "$DERIVED_BUCKET"
    # One of them counts, under a lease; all of them scan.
    deploy sweep 1 --memory=512Mi --timeout=300s --max-instances="$sweepers" \
        --ingress-settings=internal-only --trigger-http
    create_identity scheduler
    grant_call scheduler sweep
    ask SWEEP_URL gcloud functions describe sweep --region="$REGION" \
        '--format=value(serviceConfig.uri)' --project="$PROJECT_ID"
    local number
    schedule_sweep faultline-sweep
    for ((number = 2; number <= sweepers; number++)); do
        schedule_sweep "faultline-sweep-$number"
    done
}

# A job waits for the end of its last run: several sweeps at a time take several jobs.
schedule_sweep() {
    local job=("$1" --location="$REGION" '--schedule=* * * * *' --uri="$SWEEP_URL"
        --http-method=post --oidc-service-account-email="$(account scheduler)"
        --attempt-deadline=300s --project="$PROJECT_ID")
    ensure gcloud scheduler jobs describe "${job[@]:0:2}" --project="$PROJECT_ID" \
        -- gcloud scheduler jobs create http "${job[@]}"
    run_patiently gcloud scheduler jobs update http "${job[@]}"
}

# deploy NAME CONCURRENCY FLAG...: more threads than requests would idle, fewer would keep some
# waiting unseen, so one number sets both.
deploy() {
    local name=$1 concurrency=$2
    shift 2
    # The platform starts the functions-framework command, which puts the folder of the function on
    # Python's path and not the root, where `shared` lies: hence PYTHONPATH.
    local environment="STORES=cloud,PROJECT_ID=$PROJECT_ID,BUCKET=$BUCKET"
    environment+=",DERIVED_BUCKET=$DERIVED_BUCKET,PYTHONPATH=/workspace"
    environment+=",THREADS=$concurrency,LOG_EXECUTION_ID=true"
    environment+="${RETENTION_DAYS:+,RETENTION_DAYS=$RETENTION_DAYS}"
    environment+="${PUBLIC_URL:+,PUBLIC_URL=$PUBLIC_URL}"
    # Tried twice: in a new project the services need a minute to let each other in.
    RETRY_PAUSES=${RETRY_PAUSES-60} run_patiently gcloud functions deploy "$name" --gen2 \
        --runtime=python312 --region="$REGION" --source=. --entry-point="$name" \
        --set-build-env-vars="GOOGLE_FUNCTION_SOURCE=functions/$name.py" \
        --build-service-account="projects/$PROJECT_ID/serviceAccounts/$(account build)" \
        --run-service-account="$(account "$name")" --no-allow-unauthenticated \
        --cpu=1 --concurrency="$concurrency" --set-env-vars="$environment" "$@" \
        --project="$PROJECT_ID" --quiet
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

say_what_next() {
    printf 'Deployed: %s.\n' "${selected[*]}"
    [[ " ${selected[*]} " == *" web "* ]] || return 0
    cat <<TEXT
Only those who may call web see its pages. Let people in with
  gcloud run services add-iam-policy-binding web --region=$REGION --project=$PROJECT_ID \\
    --member=user:NAME@EXAMPLE.COM --role=roles/run.invoker
and open it with
  gcloud run services proxy web --region=$REGION --project=$PROJECT_ID
TEXT
}

main "$@"
