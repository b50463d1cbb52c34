#!/bin/bash
# Ends the process given by id as a container's memory limit would, once it is above the limit.
pid=$1 limit_kb=$2
while [ -e "/proc/$pid/status" ]; do
    used_kb=$(awk '/VmRSS/ {print $2}' "/proc/$pid/status" 2>/dev/null)
    if [ "${used_kb:-0}" -gt "$limit_kb" ]; then
        kill -KILL "$pid"
        exit
    fi
    sleep 0.05
done
