#!/bin/bash
bash memory_guard.sh $$ 200000 &
exec python -u index.py
