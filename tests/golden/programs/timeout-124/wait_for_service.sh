#!/bin/bash
# Waits for a service that never answers.
for second in 1 2 3 4 5 6 7 8 9; do
    echo "waiting for http://db.example.org:5432 ... no answer yet (try $second)"
    sleep 0.5
done
