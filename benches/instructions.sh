#!/usr/bin/env bash
# Instructions that each step takes on a small fixed world, in all and per operation: seconds are noisy, these hardly are.
#
#     benches/instructions.sh [CUSTOMERS]      500 customers unless told otherwise; needs valgrind
set -euo pipefail
cd "$(dirname "$0")/.."
customers=${1:-500}
command -v valgrind >/dev/null || { echo "valgrind is needed" >&2; exit 1; }

cargo build --release --quiet
binary=${CARGO_TARGET_DIR:-target}/release/hqsync
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
made=$(cargo bench --quiet --bench whole_process -- --make "$world" --customers "$customers" --seed 7)
operations=${made%% *}
echo "$made"

# The program ends with 3 where operations need attention, as they do in every world with defects.
count() {
    local log=$world/valgrind.log message=$world/message status=0
    valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file="$log" \
        "$binary" --config "$world/hqsync.toml" "$@" >/dev/null 2>"$message" || status=$?
    if [[ $status != 0 && $status != 3 ]]; then
        echo "\`hqsync $*\` ended with $status" >&2
        cat "$message" "$log" >&2
        exit 1
    fi
    local total
    total=$(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$log")
    printf '%-28s %14d instructions %9d per operation\n' "$*" "$total" $((total / operations))
}

count run-jobs p --quiet
count run-jobs sync --quiet
count run-jobs 1010 --quiet
count list --all --format csv
