#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs every fuzz target of a build directory; fails when one crashes, hangs or runs out of memory.
# Usage: run.sh BUILD_DIR SECONDS [TARGET...]: what it finds lies in BUILD_DIR/found.
set -euo pipefail
cd "$(dirname "$0")/../.."
build_dir=$1
seconds=$2
shift 2
found=$build_dir/found
mkdir -p "$found"
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
failed=
for source in tests/fuzz/*_fuzz.cpp; do
    name=$(basename "$source" _fuzz.cpp)
    case " ${*:-$name} " in *" $name "*) ;; *) continue ;; esac
    # A seed for each run, told, so that a run can be played again.
    seed=$((RANDOM * 32768 + RANDOM + 1))
    echo "==> fuzz_$name for $seconds s, seed $seed"
    grown=$build_dir/corpus/$name
    mkdir -p "$grown"
    "$build_dir/tests/fuzz/fuzz_$name" "$grown" "tests/fuzz/corpus/$name" \
        -seed="$seed" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=8192 \
        -artifact_prefix="$found/$name-" -print_final_stats=1 -verbosity=0 || failed="$failed $name"
done
[ -z "$failed" ] || {
    echo "Found something:$failed (see $found)"
    exit 1
}
