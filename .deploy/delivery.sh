# What becomes of an event that no delivery got through: kept, watched, sent again when asked.
# shellcheck shell=bash

dead_letters=faultline-dead-letters

# Pub/Sub allows 100 attempts, ten minutes apart at most: 16 hours. What fails longer than that is
# kept for 31 days, and ./deploy.sh --redrive sends it again.
keep_dead_letters() {
    heading "Events that could not be delivered"
    ensure gcloud pubsub topics describe "$dead_letters" --project="$PROJECT_ID" \
        -- gcloud pubsub topics create "$dead_letters" --project="$PROJECT_ID"
    ensure gcloud pubsub subscriptions describe "$dead_letters" --project="$PROJECT_ID" \
        -- gcloud pubsub subscriptions create "$dead_letters" --topic="$dead_letters" \
        --message-retention-duration=31d --expiration-period=never --ack-deadline=600 \
        --project="$PROJECT_ID"
    ask_trigger
    ask PROJECT_NUMBER gcloud projects describe "$PROJECT_ID" '--format=value(projectNumber)'
    local agent="service-$PROJECT_NUMBER@gcp-sa-pubsub.iam.gserviceaccount.com"
    run_patiently gcloud pubsub topics add-iam-policy-binding "$dead_letters" \
        --member="serviceAccount:$agent" --role=roles/pubsub.publisher --project="$PROJECT_ID"
    run_patiently gcloud pubsub subscriptions add-iam-policy-binding "$SUBSCRIPTION" \
        --member="serviceAccount:$agent" --role=roles/pubsub.subscriber --project="$PROJECT_ID"
    run_patiently gcloud pubsub subscriptions update "$SUBSCRIPTION" \
        --dead-letter-topic="projects/$PROJECT_ID/topics/$dead_letters" \
        --max-delivery-attempts=100 --min-retry-delay=10s --max-retry-delay=600s \
        --message-retention-duration=7d --project="$PROJECT_ID"
}

# The trigger, and with it a topic and a subscription, were made by the deployment of ingest.
ask_trigger() {
    ask TRIGGER gcloud functions describe ingest --region="$REGION" \
        '--format=value(eventTrigger.trigger)' --project="$PROJECT_ID"
    ask SUBSCRIPTION gcloud eventarc triggers describe "$TRIGGER" \
        '--format=value(transport.pubsub.subscription)' --project="$PROJECT_ID"
}

redrive() {
    heading "Sending again what could not be delivered"
    ask_trigger
    ask TOPIC gcloud eventarc triggers describe "$TRIGGER" \
        '--format=value(transport.pubsub.topic)' --project="$PROJECT_ID"
    ask ACCESS_TOKEN gcloud auth print-access-token
    show python3 .deploy/redrive.py "projects/$PROJECT_ID/subscriptions/$dead_letters" "$TOPIC"
    "$dry_run" || ACCESS_TOKEN=$ACCESS_TOKEN python3 .deploy/redrive.py \
        "projects/$PROJECT_ID/subscriptions/$dead_letters" "$TOPIC"
}
