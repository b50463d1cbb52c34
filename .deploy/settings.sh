# The settings of deploy.sh: from the environment, else from the file, else their defaults.
# shellcheck shell=bash

settings_file=.deploy/settings.env
# What the functions are told as it stands here, where it is set.
passed_on=(RETENTION_DAYS PUBLIC_URL REPOSITORIES MAIN_BRANCHES SCAN_REPOSITORIES GITHUB_API_URL
    CIRCLECI_API_URL GITHUB_APP_ID IAP_AUDIENCE IAP_ROLES WRITES_PER_MINUTE MAX_UPLOAD_BYTES MAX_LOG_BYTES
    BUILD_QUIET_HOURS SCAN_FAN_OUT SCAN_DAYS SCAN_THREADS SCAN_GRACE_SECONDS SWEEP_SECONDS)
setting_names=(PROJECT_ID REGION BUCKET DERIVED_BUCKET BUCKET_LOCATION
    INGEST_CONCURRENCY WEB_CONCURRENCY INGEST_INSTANCES WEB_INSTANCES
    GITHUB_SIGN_IN LOG_DAYS ALERT_EMAIL NOTIFY_WEBHOOK_URL NOTIFY_SLACK SCAN_CIRCLECI
    "${passed_on[@]}")

read_settings() {
    read_settings_file
    : "${PROJECT_ID:=}" "${BUCKET:=}" "${REGION:=us-central1}"
    : "${DERIVED_BUCKET:=$BUCKET-derived}" "${BUCKET_LOCATION:=$REGION}"
    : "${INGEST_CONCURRENCY:=8}" "${WEB_CONCURRENCY:=16}"
    : "${INGEST_INSTANCES:=20}" "${WEB_INSTANCES:=10}"
    : "${GITHUB_SIGN_IN:=none}" "${LOG_DAYS:=}" "${ALERT_EMAIL:=}"
    : "${NOTIFY_WEBHOOK_URL:=}" "${NOTIFY_SLACK:=no}" "${SCAN_CIRCLECI:=no}"
    local name
    for name in "${passed_on[@]}"; do
        [[ -n ${!name:-} ]] || printf -v "$name" '%s' ""
    done
    check_settings
}

# Take from the file what the environment leaves empty. Nothing in the file is executed.
read_settings_file() {
    [[ -f $settings_file ]] || return 0
    local line name
    while IFS= read -r line || [[ -n $line ]]; do
        line=${line%$'\r'}
        [[ $line =~ ^[[:space:]]*(#|$) ]] && continue
        name=${line%%=*}
        [[ $line == *=* && " ${setting_names[*]} " == *" $name "* ]] ||
            refuse "$settings_file: \"$line\" sets nothing that $settings_file.example knows."
        [[ -n ${!name:-} ]] || printf -v "$name" '%s' "${line#*=}"
    done <"$settings_file"
}

check_settings() {
    local bucket='^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$' count='^[1-9][0-9]{0,3}$' name
    [[ -n $PROJECT_ID ]] || refuse "PROJECT_ID is not set: name the project to deploy to."
    [[ -n $BUCKET ]] || refuse "BUCKET is not set: name the bucket that build logs are dropped in."
    demand PROJECT_ID '^[a-z][a-z0-9-]{4,28}[a-z0-9]$' "6 to 30 small letters, digits and hyphens"
    demand BUCKET "$bucket" "the name of a bucket, without gs://"
    demand DERIVED_BUCKET "$bucket" "the name of a bucket, without gs://"
    demand REGION '^[a-z]+-[a-z]+[0-9]+$' "the name of a region, like us-central1"
    demand BUCKET_LOCATION '^[a-z0-9-]+$' "a location in small letters, like us-central1 or us"
    for name in INGEST_CONCURRENCY WEB_CONCURRENCY INGEST_INSTANCES WEB_INSTANCES; do
        demand "$name" "$count" "a whole number above zero"
    done
    for name in RETENTION_DAYS LOG_DAYS BUILD_QUIET_HOURS; do
        demand "$name" "^$|$count" "a whole number above zero"
    done
    demand PUBLIC_URL '^$|^https?://[^[:space:],]+$' "an address with http:// or https://"
    demand NOTIFY_WEBHOOK_URL '^$|^https://[^[:space:],@]+$' "an address with https://"
    demand NOTIFY_SLACK '^(no|yes)$' "no or yes"
    demand SCAN_CIRCLECI '^(no|yes)$' "no or yes"
    demand GITHUB_SIGN_IN '^(none|token|app)$' "none, token or app"
    demand ALERT_EMAIL '^$|^[^[:space:]@",]+@[^[:space:]@",]+$' "the address of one mailbox"
    for name in "${passed_on[@]}"; do
        demand "$name" '^[^,]*$' "without commas; blanks part what is several"
    done
    check_together
}

# What no setting can be told wrong by itself.
check_together() {
    [[ $BUCKET != "$DERIVED_BUCKET" ]] ||
        refuse "DERIVED_BUCKET is BUCKET: what is derived must not lie where logs are dropped."
    if [[ $GITHUB_SIGN_IN == app && -z $GITHUB_APP_ID ]]; then
        refuse "GITHUB_APP_ID is not set: GITHUB_SIGN_IN=app needs the App's number."
    fi
    if [[ $GITHUB_SIGN_IN != app && -n $GITHUB_APP_ID ]]; then
        refuse "GITHUB_APP_ID is set, but GITHUB_SIGN_IN is \"$GITHUB_SIGN_IN\"; set it to app."
    fi
    if [[ $GITHUB_SIGN_IN != none && -z $PUBLIC_URL ]]; then
        refuse "PUBLIC_URL is not set: the statuses on GitHub lead to the pages there."
    fi
    if [[ -n $NOTIFY_WEBHOOK_URL || $NOTIFY_SLACK == yes ]] && [[ -z $PUBLIC_URL ]]; then
        refuse "PUBLIC_URL is not set: what people are told leads to the pages there."
    fi
    if [[ $SCAN_CIRCLECI == yes && -z $SCAN_REPOSITORIES ]]; then
        refuse "SCAN_REPOSITORIES is not set: SCAN_CIRCLECI=yes needs to know whose logs to fetch."
    fi
}

demand() {
    [[ ${!1} =~ $2 ]] || refuse "$1 is \"${!1}\"; it must be $3."
}

refuse() {
    printf '%s\n' "$*" >&2
    exit 2
}
