#!/bin/bash
# Fetches a file with retries that succeed in the end; what fails is the check after it.
for attempt in 1 2 3; do
    if [ "$attempt" -lt 3 ]; then
        curl -sS --max-time 2 "$REGISTRY_DOWN/schema.json" -o schema.json && break
        echo "WARNING: download failed (attempt $attempt of 3), retrying"
    else
        echo '{"version": "7"}' > schema.json && echo "schema.json downloaded"
    fi
done
python check_schema.py
