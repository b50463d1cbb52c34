# What all functions stand on: services, database, buckets, identities, secrets.
# shellcheck shell=bash

indexes=shared/adapters/firestore/indexes.json
apis=(artifactregistry cloudbuild cloudfunctions cloudresourcemanager cloudscheduler eventarc
    firestore iam logging monitoring pubsub run secretmanager storage)
# An object of these is no use once its record is gone; a record lives RETENTION_DAYS.
expiring=(extracts/ copies/ matches/)
default_retention_days=90
# What a passing log says of failures teaches as long as it is among its job's ten newest.
noise_days=400

prepare_project() {
    heading "Services"
    run gcloud services enable "${apis[@]/%/.googleapis.com}" --project="$PROJECT_ID"
    create_database
    create_buckets
    heading "Identity that builds the functions"
    create_identity build
    grant_on_project build cloudbuild.builds.builder
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
    local days=$((${RETENTION_DAYS:-$default_retention_days} + 1)) prefixes
    printf -v prefixes '"%s",' "${expiring[@]}"
    expire "$DERIVED_BUCKET" "{\"age\":$days,\"matchesPrefix\":[${prefixes%,}]}" \
        "{\"age\":$noise_days,\"matchesPrefix\":[\"noise/\"]}"
    [[ -z $LOG_DAYS ]] || expire "$BUCKET" "{\"age\":$LOG_DAYS}"
}

create_bucket() {
    ensure gcloud storage buckets describe "gs://$1" --project="$PROJECT_ID" \
        -- gcloud storage buckets create "gs://$1" --location="$2" \
        --uniform-bucket-level-access --public-access-prevention --project="$PROJECT_ID"
}

# expire BUCKET CONDITION...: have Cloud Storage delete the objects that one of these fits.
expire() {
    local bucket=$1 file=.deploy/made/$1.json rules
    shift
    printf -v rules '{"action":{"type":"Delete"},"condition":%s},' "$@"
    save "$file" "{\"rule\":[${rules%,}]}"
    run_patiently gcloud storage buckets update "gs://$bucket" --lifecycle-file="$file" \
        --project="$PROJECT_ID"
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

# make_secret NAME: a secret that nobody but the functions has to know; made at random, once.
make_secret() {
    ensure gcloud secrets describe "faultline-$1" --project="$PROJECT_ID" \
        -- gcloud secrets create "faultline-$1" --replication-policy=automatic \
        --project="$PROJECT_ID"
    input_from=make_key ensure gcloud secrets versions describe latest \
        "--secret=faultline-$1" --project="$PROJECT_ID" \
        -- gcloud secrets versions add "faultline-$1" --data-file=- --project="$PROJECT_ID"
}

make_key() {
    python3 -c 'import secrets; print(secrets.token_hex(32))'
}

# demand_secret NAME: a secret that only its owner can have made.
demand_secret() {
    local wanted=(gcloud secrets versions describe latest "--secret=faultline-$1"
        --project="$PROJECT_ID")
    show "${wanted[@]}"
    if "$dry_run" || "${wanted[@]}" </dev/null >/dev/null; then return; fi
    refuse "The secret faultline-$1 cannot be read. Make it with
  gcloud secrets create faultline-$1 --replication-policy=automatic --project=$PROJECT_ID
  gcloud secrets versions add faultline-$1 --data-file=FILE --project=$PROJECT_ID"
}

# grant_secret FUNCTION NAME
grant_secret() {
    run_patiently gcloud secrets add-iam-policy-binding "faultline-$2" \
        --member="serviceAccount:$(account "$1")" --role=roles/secretmanager.secretAccessor \
        --project="$PROJECT_ID"
}
