#!/usr/bin/env bash
# Runs for every submission.
place="${AUTOGRADER:-/autograder}"
results="$place/results/results.json"
cd "$place/source" || exit
PYTHONPATH="$PWD:$PWD/site-packages${PYTHONPATH:+:$PYTHONPATH}" \
    python3 -m lecturelib.grading.lms.autograder "$place/submission" "$results" "$place/source"
if [ ! -s "$results" ]; then
    echo '{"score": 0, "output": "The grader could not be started. This is not your fault; tell your instructor."}' > "$results"
fi
