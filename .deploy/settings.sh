# The settings of deploy.sh: from the environment, else from the file, else their defaults.
# shellcheck shell=bash

settings_file=.deploy/settings.env
setting_names=(PROJECT_ID REGION BUCKET DERIVED_BUCKET BUCKET_LOCATION
    INGEST_CONCURRENCY WEB_CONCURRENCY RETENTION_DAYS PUBLIC_URL)

read_settings() {
    read_settings_file
    : "${PROJECT_ID:=}" "${BUCKET:=}" "${REGION:=us-central1}"
    : "${DERIVED_BUCKET:=$BUCKET-derived}" "${BUCKET_LOCATION:=$REGION}"
    : "${INGEST_CONCURRENCY:=8}" "${WEB_CONCURRENCY:=16}" "${RETENTION_DAYS:=}" "${PUBLIC_URL:=}"
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
    local bucket='^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$' count='^[1-9][0-9]{0,3}$'
    [[ -n $PROJECT_ID ]] || refuse "PROJECT_ID is not set: name the project to deploy to."
    [[ -n $BUCKET ]] || refuse "BUCKET is not set: name the bucket that build logs are dropped in."
    demand PROJECT_ID '^[a-z][a-z0-9-]{4,28}[a-z0-9]$' "6 to 30 small letters, digits and hyphens"
    demand BUCKET "$bucket" "the name of a bucket, without gs://"
    demand DERIVED_BUCKET "$bucket" "the name of a bucket, without gs://"
    demand REGION '^[a-z]+-[a-z]+[0-9]+$' "the name of a region, like us-central1"
    demand BUCKET_LOCATION '^[a-z0-9-]+$' "a location in small letters, like us-central1 or us"
    demand INGEST_CONCURRENCY "$count" "a whole number above zero"
    demand WEB_CONCURRENCY "$count" "a whole number above zero"
    demand RETENTION_DAYS "^$|$count" "a whole number of days above zero"
    demand PUBLIC_URL '^$|^https?://[^[:space:],]+$' "an address with http:// or https://"
    [[ $BUCKET != "$DERIVED_BUCKET" ]] ||
        refuse "DERIVED_BUCKET is BUCKET: what is derived must not lie where logs are dropped."
}

demand() {
    [[ ${!1} =~ $2 ]] || refuse "$1 is \"${!1}\"; it must be $3."
}

refuse() {
    printf '%s\n' "$*" >&2
    exit 2
}
