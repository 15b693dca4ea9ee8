#!/usr/bin/env bash
# Runs once, when Gradescope builds the image.
set -euo pipefail
cd "${AUTOGRADER:-/autograder}/source"
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "lecturelib needs Python 3.11 or later: choose a newer Ubuntu in the autograder's settings" >&2
    exit 1
fi
python3 -m pip install --quiet --target site-packages --requirement requirements.txt
