# Metrics read from the functions' own log lines, and the alerts of docs/runbook.md.
# shellcheck shell=bash

watch_over() {
    heading "Metrics and alerts"
    local file
    for file in .deploy/metrics/*.json; do keep_metric "$file"; done
    local channels=()
    if [[ -n $ALERT_EMAIL ]]; then
        find_channel
        channels=("--set-notification-channels=$CHANNEL")
    fi
    for file in .deploy/alerts/*.json; do keep_alert "$file" "${channels[@]}"; done
}

keep_metric() {
    local name
    name=$(name_of "$1")
    ensure gcloud logging metrics describe "$name" --project="$PROJECT_ID" \
        -- gcloud logging metrics create "$name" --config-from-file="$1" --project="$PROJECT_ID"
    run_patiently gcloud logging metrics update "$name" --config-from-file="$1" \
        --project="$PROJECT_ID"
}

find_channel() {
    local filter="type=\"email\" AND labels.email_address=\"$ALERT_EMAIL\""
    ask_or_create CHANNEL gcloud beta monitoring channels list "--filter=$filter" --limit=1 \
        '--format=value(name)' --project="$PROJECT_ID" \
        -- gcloud beta monitoring channels create --type=email --display-name=Faultline \
        "--channel-labels=email_address=$ALERT_EMAIL" '--format=value(name)' \
        --project="$PROJECT_ID"
}

# keep_alert FILE FLAG...: an alert is known by its label, for its name is Google's to choose.
keep_alert() {
    local file=$1 name
    shift
    name=$(name_of "$file")
    ask_or_create ALERT gcloud alpha monitoring policies list \
        "--filter=userLabels.faultline=$name" --limit=1 '--format=value(name)' \
        --project="$PROJECT_ID" \
        -- gcloud alpha monitoring policies create --policy-from-file="$file" \
        '--format=value(name)' --project="$PROJECT_ID"
    run_patiently gcloud alpha monitoring policies update "$ALERT" --policy-from-file="$file" \
        "$@" --project="$PROJECT_ID"
}

name_of() {
    local name=${1##*/}
    printf '%s' "${name%.json}"
}
