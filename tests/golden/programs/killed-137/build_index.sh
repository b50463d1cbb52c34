#!/bin/bash
echo "building the search index (memory limit 170 MB)"
bash ./grow.sh
status=$?
echo "index builder left with status $status"
exit "$status"
