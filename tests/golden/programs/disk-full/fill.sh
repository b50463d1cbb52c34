#!/bin/bash
set -e
mount -t tmpfs -o size=2m cache-volume cache
echo "restoring build cache"
tar -C cache -xf cache.tar
echo "cache restored"
