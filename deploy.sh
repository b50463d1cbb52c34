#!/usr/bin/env bash
# Deploys Faultline to a Google Cloud project. Every step may be repeated: what exists is kept.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=.deploy/settings.sh
source .deploy/settings.sh
# shellcheck source=.deploy/commands.sh
source .deploy/commands.sh
# shellcheck source=.deploy/project.sh
source .deploy/project.sh
# shellcheck source=.deploy/functions.sh
source .deploy/functions.sh
# shellcheck source=.deploy/delivery.sh
source .deploy/delivery.sh
# shellcheck source=.deploy/watch.sh
source .deploy/watch.sh
# shellcheck source=.deploy/check.sh
source .deploy/check.sh
# shellcheck source=.deploy/destroy.sh
source .deploy/destroy.sh

functions=(ingest web sweep webhook)

usage() {
    cat <<TEXT
usage: ./deploy.sh [--dry-run] [FUNCTION...]
       ./deploy.sh [--dry-run] --check | --redrive | --destroy [--with-data]

Deploys the functions named (of: ${functions[*]}; all if none is named) with all that they
need: services, database, indexes, buckets, identities, secrets, trigger, schedule, alerts. Run it
again after a change or a failure; what exists is kept.

  --check      send a log through what is deployed, and wait for its report
  --redrive    send the events again that could not be delivered
  --destroy    ask, then delete what this script made; buckets, database and secrets stay
  --with-data  let these go too, with --destroy
  --dry-run    print the commands and run none: needs no gcloud, no account, no network
  --help       show this

Settings come from the environment, else from $settings_file; $settings_file.example
lists them. PROJECT_ID and BUCKET, the bucket that build logs are dropped in, must be set.
TEXT
}

main() {
    read_arguments "$@"
    read_settings
    need python3 "Python 3"
    "$dry_run" || need gcloud "The Google Cloud CLI"
    case $mode in
        check) check_deployed ;;
        redrive) redrive ;;
        destroy) destroy ;;
        deploy) deploy_all ;;
    esac
}

deploy_all() {
    prepare_project
    local name
    for name in "${selected[@]}"; do "deploy_$name"; done
    watch_over
    "$dry_run" || say_what_next
}

read_arguments() {
    dry_run=false mode=deploy with_data='' selected=()
    local argument
    for argument in "$@"; do
        case $argument in
            -h | --help) usage && exit ;;
            --dry-run) dry_run=true ;;
            --check | --redrive | --destroy) take_mode "${argument#--}" ;;
            --with-data) with_data=yes ;;
            ingest | web | sweep | webhook) selected+=("$argument") ;;
            *) refuse "No function and no option is called \"$argument\"; see --help." ;;
        esac
    done
    [[ $mode == deploy || ${#selected[@]} == 0 ]] || refuse "--$mode takes no function."
    [[ -z $with_data || $mode == destroy ]] || refuse "--with-data goes with --destroy alone."
    ((${#selected[@]} > 0)) || selected=("${functions[@]}")
}

take_mode() {
    [[ $mode == deploy ]] || refuse "Take --$mode or --$1, one at a time."
    mode=$1
}

need() {
    command -v "$1" >/dev/null || refuse "$2 is needed: there is no $1 on the PATH."
}

say_what_next() {
    printf 'Deployed: %s. See that it works: ./deploy.sh --check\n' "${selected[*]}"
    if [[ " ${selected[*]} " == *" web "* ]]; then
        cat <<TEXT
Only those who may call web see its pages. Let people in with
  gcloud run services add-iam-policy-binding web --region=$REGION --project=$PROJECT_ID \\
    --member=user:NAME@EXAMPLE.COM --role=roles/run.invoker
and open it with
  gcloud run services proxy web --region=$REGION --project=$PROJECT_ID
TEXT
    fi
    if [[ " ${selected[*]} " == *" webhook "* ]]; then
        cat <<TEXT
GitHub signs its events with the secret that this prints
  gcloud secrets versions access latest --secret=faultline-github-webhook-secret \\
    --project=$PROJECT_ID
and sends them to the address of webhook with /webhooks/github behind it
  gcloud functions describe webhook --region=$REGION --project=$PROJECT_ID \\
    --format='value(serviceConfig.uri)'
TEXT
    fi
}

main "$@"
