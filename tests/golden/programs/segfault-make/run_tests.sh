#!/bin/bash
set -e
for query in lamp chair "" error; do
    echo "[ RUN  ] search '$query'"
    ./search "$query"
    echo "[ OK   ] search '$query'"
done
echo "all searches passed, 0 errors"
