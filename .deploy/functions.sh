# The functions: each with its identity, the least that works, and what calls it.
#
# Memory: an idle worker of the cloud has 75 to 90 MB, and a log of any size takes up to 30 MB more
# (docs/performance.md). An upload of 30 MB lies in memory too: /tmp is memory there. So ingest
# needs 90 + 8 x 30 MB, web 90 + 16 x (30 + 30) MB, a sweep that scans 90 + 8 x 30 MB.
# shellcheck shell=bash

# How many sweeps may scan stored logs at a time; SCAN_FAN_OUT is no smaller.
sweepers=2

deploy_ingest() {
    heading "ingest: reads each build log as it arrives"
    create_identity ingest
    grant_on_project ingest datastore.user
    grant_on_bucket ingest storage.objectViewer "$BUCKET"
    grant_on_bucket ingest storage.objectUser "$DERIVED_BUCKET"
    create_identity trigger
    grant_on_project trigger eventarc.eventReceiver
    let_storage_publish
    use_github ingest
    # --retry: without it the platform drops an event whose function failed.
    deploy ingest "$INGEST_CONCURRENCY" --memory=512Mi --timeout=540s \
        --max-instances="$INGEST_INSTANCES" --no-allow-unauthenticated \
        --ingress-settings=internal-only --retry \
        --trigger-event-filters=type=google.cloud.storage.object.v1.finalized \
        --trigger-event-filters="bucket=$BUCKET" --trigger-location="$BUCKET_LOCATION" \
        --trigger-service-account="$(account trigger)"
    grant_call trigger ingest
    keep_dead_letters
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
    use_github web
    make_secret session-key
    grant_secret web session-key
    secrets+=(SESSION_KEY=faultline-session-key:latest)
    deploy web "$WEB_CONCURRENCY" --memory=1Gi --timeout=300s --max-instances="$WEB_INSTANCES" \
        --no-allow-unauthenticated --trigger-http
}

deploy_sweep() {
    heading "sweep: every minute, counts what is new and repairs what broke"
    create_identity sweep
    grant_on_project sweep datastore.user
    # It scans stored logs for new patterns, and derives baselines and matches.
    grant_on_bucket sweep storage.objectViewer "$BUCKET"
    grant_on_bucket sweep storage.objectUser "$DERIVED_BUCKET"
    use_github sweep
    use_notices sweep
    use_providers sweep
    # One of them counts, under a lease; all of them scan.
    deploy sweep 1 --memory=512Mi --timeout=300s --max-instances="$sweepers" \
        --no-allow-unauthenticated --ingress-settings=internal-only --trigger-http
    create_identity scheduler
    grant_call scheduler sweep
    ask SWEEP_URL gcloud functions describe sweep --region="$REGION" \
        '--format=value(serviceConfig.uri)' --project="$PROJECT_ID"
    local name
    for name in $(sweep_jobs); do schedule_sweep "$name"; done
}

# A job waits for the end of its last run: several sweeps at a time take several jobs.
sweep_jobs() {
    local number
    echo faultline-sweep
    for ((number = 2; number <= sweepers; number++)); do echo "faultline-sweep-$number"; done
}

schedule_sweep() {
    local job=("$1" --location="$REGION" '--schedule=* * * * *' --uri="$SWEEP_URL"
        --http-method=post --oidc-service-account-email="$(account scheduler)"
        --attempt-deadline=300s --project="$PROJECT_ID")
    ensure gcloud scheduler jobs describe "${job[@]:0:2}" --project="$PROJECT_ID" \
        -- gcloud scheduler jobs create http "${job[@]}"
    run_patiently gcloud scheduler jobs update http "${job[@]}"
}

# GitHub cannot sign in to Google, so this one is open: what is not signed with the secret is
# refused before it is looked at. It reads no log.
deploy_webhook() {
    heading "webhook: listens to GitHub"
    create_identity webhook
    grant_on_project webhook datastore.user
    grant_on_bucket webhook storage.objectViewer "$DERIVED_BUCKET"
    use_github webhook
    make_secret github-webhook-secret
    grant_secret webhook github-webhook-secret
    secrets+=(GITHUB_WEBHOOK_SECRET=faultline-github-webhook-secret:latest)
    deploy webhook 8 --memory=512Mi --timeout=60s --max-instances=5 \
        --allow-unauthenticated --trigger-http
}

# use_github FUNCTION: start its list of secrets with those that statuses are posted with.
use_github() {
    secrets=()
    case $GITHUB_SIGN_IN in
        none) return ;;
        token) set -- "$1" github-token GITHUB_TOKEN ;;
        app) set -- "$1" github-private-key GITHUB_PRIVATE_KEY ;;
    esac
    demand_secret "$2"
    grant_secret "$1" "$2"
    secrets+=("$3=faultline-$2:latest")
}

# use_notices FUNCTION: add to its secrets those that people are told with.
use_notices() {
    if [[ -n $NOTIFY_WEBHOOK_URL ]]; then
        make_secret notify-webhook-secret
        grant_secret "$1" notify-webhook-secret
        secrets+=(NOTIFY_WEBHOOK_SECRET=faultline-notify-webhook-secret:latest)
    fi
    if [[ $NOTIFY_SLACK == yes ]]; then
        demand_secret notify-slack-url
        grant_secret "$1" notify-slack-url
        secrets+=(NOTIFY_SLACK_URL=faultline-notify-slack-url:latest)
    fi
}

# use_providers FUNCTION: let it put logs into the bucket that CI providers keep, and add to its
# secrets the token for CircleCI; GitHub's is that which statuses are posted with.
use_providers() {
    [[ -n $SCAN_REPOSITORIES ]] || return 0
    grant_on_bucket "$1" storage.objectCreator "$BUCKET"
    if [[ $SCAN_CIRCLECI == yes ]]; then
        demand_secret circleci-token
        grant_secret "$1" circleci-token
        secrets+=(CIRCLECI_TOKEN=faultline-circleci-token:latest)
    fi
}

# deploy NAME CONCURRENCY FLAG...: more threads than requests would idle, fewer would keep some
# waiting unseen, so one number sets both.
deploy() {
    local name=$1 concurrency=$2 setting joined
    shift 2
    # The platform starts the functions-framework command, which puts the folder of the function on
    # Python's path and not the root, where `shared` lies: hence PYTHONPATH.
    local environment="STORES=cloud,PROJECT_ID=$PROJECT_ID,BUCKET=$BUCKET"
    environment+=",DERIVED_BUCKET=$DERIVED_BUCKET,PYTHONPATH=/workspace"
    # The C library gives each thread an arena of memory of its own, and they grow for hours.
    environment+=",THREADS=$concurrency,MALLOC_ARENA_MAX=1,LOG_EXECUTION_ID=true"
    local passed=("${passed_on[@]}")
    # It tells; the others note what is to be told, and need neither the address nor what signs.
    [[ $name != sweep ]] || passed+=(NOTIFY_WEBHOOK_URL)
    [[ -z $NOTIFY_WEBHOOK_URL && $NOTIFY_SLACK == no ]] || environment+=",NOTIFY=yes"
    for setting in "${passed[@]}"; do
        environment+="${!setting:+,$setting=${!setting}}"
    done
    printf -v joined '%s,' "${secrets[@]}"
    ((${#secrets[@]} == 0)) || set -- "$@" "--set-secrets=${joined%,}"
    # Tried twice: in a new project the services need a minute to let each other in.
    RETRY_PAUSES=${RETRY_PAUSES-60} run_patiently gcloud functions deploy "$name" --gen2 \
        --runtime=python312 --region="$REGION" --source=. --entry-point="$name" \
        --set-build-env-vars="GOOGLE_FUNCTION_SOURCE=functions/$name.py" \
        --build-service-account="projects/$PROJECT_ID/serviceAccounts/$(account build)" \
        --run-service-account="$(account "$name")" --cpu=1 --concurrency="$concurrency" \
        --set-env-vars="$environment" "$@" --project="$PROJECT_ID" --quiet
}
