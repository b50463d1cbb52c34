# Takes away what deploy.sh made. The two buckets, the database and the secrets stay, unless the
# option --with-data says that they go too.
# shellcheck shell=bash

roles=(ingest:datastore.user web:datastore.user sweep:datastore.user webhook:datastore.user
    build:cloudbuild.builds.builder trigger:eventarc.eventReceiver)
identities=(ingest web sweep webhook build trigger scheduler)
secret_names=(session-key github-webhook-secret github-token github-private-key
    notify-webhook-secret notify-slack-url)

destroy() {
    confirm "This deletes Faultline's functions from the project $PROJECT_ID.${with_data:+

It DELETES THE BUCKETS $BUCKET and $DERIVED_BUCKET with every log, the secrets, and the database
(default) with everything in it, whoever wrote it.}" "$PROJECT_ID"
    [[ -z $with_data ]] || confirm "No log in $BUCKET can be brought back." "$BUCKET"
    remove_alerts
    remove_functions
    remove_identities
    [[ -z $with_data ]] || remove_data
}

# confirm WARNING WORD: go on only if the word is typed.
confirm() {
    printf '# %s\n' "${1//$'\n'/$'\n'# }"
    if "$dry_run"; then return; fi
    local typed=''
    printf 'Type %s to go on: ' "$2"
    read -r typed || true
    [[ $typed == "$2" ]] || refuse "Nothing was deleted."
}

remove_alerts() {
    heading "Alerts and metrics"
    local file
    for file in .deploy/alerts/*.json; do
        ask ALERT gcloud alpha monitoring policies list \
            "--filter=userLabels.faultline=$(name_of "$file")" --limit=1 '--format=value(name)' \
            --project="$PROJECT_ID"
        [[ -z $ALERT ]] ||
            run gcloud alpha monitoring policies delete "$ALERT" --project="$PROJECT_ID" --quiet
    done
    for file in .deploy/metrics/*.json; do
        run_if_exists gcloud logging metrics delete "$(name_of "$file")" \
            --project="$PROJECT_ID" --quiet
    done
}

remove_functions() {
    heading "Schedule, functions, and what could not be delivered"
    local name
    for name in $(sweep_jobs); do
        run_if_exists gcloud scheduler jobs delete "$name" --location="$REGION" \
            --project="$PROJECT_ID" --quiet
    done
    for name in "${functions[@]}"; do
        run_if_exists gcloud functions delete "$name" --gen2 --region="$REGION" \
            --project="$PROJECT_ID" --quiet
    done
    run_if_exists gcloud pubsub subscriptions delete "$dead_letters" --project="$PROJECT_ID"
    run_if_exists gcloud pubsub topics delete "$dead_letters" --project="$PROJECT_ID"
}

remove_identities() {
    heading "Identities and their roles"
    local pair name
    for pair in "${roles[@]}"; do
        run_if_exists gcloud projects remove-iam-policy-binding "$PROJECT_ID" \
            --member="serviceAccount:$(account "${pair%%:*}")" --role="roles/${pair#*:}" \
            --condition=None
    done
    for name in "${identities[@]}"; do
        run_if_exists gcloud iam service-accounts delete "$(account "$name")" \
            --project="$PROJECT_ID" --quiet
    done
}

remove_data() {
    heading "Secrets, database and buckets"
    local name
    for name in "${secret_names[@]}"; do
        run_if_exists gcloud secrets delete "faultline-$name" --project="$PROJECT_ID" --quiet
    done
    run_if_exists gcloud firestore databases delete '--database=(default)' \
        --project="$PROJECT_ID" --quiet
    for name in "$DERIVED_BUCKET" "$BUCKET"; do
        run_if_exists gcloud storage rm "gs://$name" --recursive --project="$PROJECT_ID"
    done
}
