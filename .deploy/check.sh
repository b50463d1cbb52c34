# Sends a log through what is deployed, and waits for its report.
# shellcheck shell=bash

check_deployed() {
    heading "A log of one failure goes through"
    local name="faultline-check/$(date -u +%Y%m%dT%H%M%SZ)-$RANDOM.log" line
    if "$dry_run"; then name=faultline-check/TIME.log; fi
    save .deploy/made/check.log "ERROR: deploy.sh --check sent this log; nothing is wrong"
    run gcloud storage cp .deploy/made/check.log "gs://$BUCKET/$name" --project="$PROJECT_ID"
    wait_for "ingest read it" "jsonPayload.object=\"$name\" AND jsonPayload.fingerprint:*"
    heading "The sweep counts it"
    wait_for "a sweep ended" 'resource.labels.service_name="sweep" AND jsonPayload.message="swept"'
    heading "The pages can be reached"
    ask WEB_URL gcloud functions describe web --region="$REGION" \
        '--format=value(serviceConfig.uri)' --project="$PROJECT_ID"
    ask IDENTITY_TOKEN gcloud auth print-identity-token
    show curl --fail --silent --show-error --max-time 60 \
        --header 'Authorization: Bearer $IDENTITY_TOKEN' "$WEB_URL/health"
    "$dry_run" || call_web || refuse "web does not answer /health; its log says why."
    "$dry_run" || printf '\nFaultline works: %s became a record.\n' "gs://$BUCKET/$name"
}

# The token goes in by standard input: a command line can be read by every user of a machine.
call_web() {
    printf 'header = "Authorization: Bearer %s"\n' "$IDENTITY_TOKEN" |
        curl --fail --silent --show-error --max-time 60 --config - "$WEB_URL/health"
}

# wait_for WHAT FILTER: until the functions' log has such a line of the last minutes.
wait_for() {
    local find=(gcloud logging read "$2" --freshness=10m --limit=1
        '--format=value(jsonPayload.message)' --project="$PROJECT_ID") try
    show "${find[@]}"
    if "$dry_run"; then return; fi
    for ((try = 1; try <= ${CHECK_TRIES:-30}; try++)); do
        if [[ -n $("${find[@]}" </dev/null) ]]; then
            printf 'Yes: %s.\n' "$1"
            return
        fi
        sleep "${CHECK_PAUSE:-10}"
    done
    refuse "No line of the log says that $1; see docs/runbook.md, \"The check fails\"."
}
