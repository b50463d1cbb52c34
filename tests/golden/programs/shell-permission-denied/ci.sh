#!/bin/bash
set -e
echo "running database checks"
./scripts/wait_for_db.sh
./scripts/migrate.sh --all
echo "database checks passed"
