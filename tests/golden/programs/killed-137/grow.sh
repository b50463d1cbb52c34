#!/bin/bash
bash memory_guard.sh $$ 170000 &
exec python -u index.py
