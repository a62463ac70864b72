# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Waits for the line that tells of the crash, behind the mark of log_mark and in newer files.
# Wants: $log $log_file $log_size $pattern $tries (of 100 ms). Without such a line: log_signature=.
found=
while [ -z "$found" ] && [ "$tries" -gt 0 ]; do
    for file in "$log"/postgresql-*.log; do
        [ -f "$file" ] || continue
        skip=0
        [ "$file" != "$log_file" ] || skip=${log_size:-0}
        expr "$file" '<' "$log_file" >/dev/null && continue
        found=$(tail -c "+$((skip + 1))" "$file" | grep -a -m 1 -E "$pattern") && break
    done
    tries=$((tries - 1))
    [ -n "$found" ] || sleep 0.1
done
echo "log_signature=$found"
