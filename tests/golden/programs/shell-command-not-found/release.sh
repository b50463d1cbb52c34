#!/bin/bash
set -euo pipefail
echo "release: collecting files"
mkdir -p dist
cp notes.txt dist/
rm -f dist/old-*.txt
ls dist/missing-*.txt 2>/dev/null || echo "no leftovers (that is fine)"
echo "release: packing"
zipalign -v 4 dist/notes.txt dist/notes.aligned
echo "release: done"
