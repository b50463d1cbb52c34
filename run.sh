#!/usr/bin/env bash
# Sets everything up and serves Faultline on this machine.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=.ci/environment.sh
source "$root/.ci/environment.sh"

usage() {
    cat <<'TEXT'
usage: ./run.sh [--emulators]

Serves Faultline on http://127.0.0.1:8080 until Ctrl-C. Needs Python 3.11 or newer and nothing
else; the first start makes the environment .venv, which takes a minute.

  --emulators  run on the emulators of Firestore and Cloud Storage instead of SQLite and a folder
               (needs Java and the emulator of the Google Cloud CLI)
  --help       show this

From the environment:
  HOST      address to listen on    (127.0.0.1)
  PORT      port to listen on       (8080)
  DATA_DIR  where everything lies   (.local)
TEXT
}

environment=runtime
for argument in "$@"; do
    case $argument in
        -h | --help) usage && exit ;;
        --emulators) environment=dev ;;
        *) usage >&2 && exit 2 ;;
    esac
done

make_environment "$environment"
cd "$root"
exec "$venv/bin/python" -m shared.local "$@"
