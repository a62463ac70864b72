# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What must agree between the hosts, and the room that is left.
echo "version=$(postgres -V | sed 's/[^0-9]*\([0-9]*\).*/\1/')"
echo "free_kilobytes=$(df -Pk "$(dirname "$data")" | awk 'NR == 2 { print $4 }')"
echo "data_kilobytes=$(du -sk "$data" 2>/dev/null | awk '{ print $1 }')"
echo "clock_seconds=$(date +%s)"
missing=
for program in pg_ctl pg_basebackup pg_verifybackup pg_rewind pg_controldata pg_waldump psql; do
    command -v "$program" >/dev/null || missing="$missing $program"
done
echo "missing_programs=${missing# }"
if grep -Eq "^[[:space:]]*include_dir[[:space:]]*=?[[:space:]]*'([^']*/)?conf\.d/?'" "$config/postgresql.conf" 2>/dev/null; then
    echo "reads_drop_ins=1"
else
    echo "reads_drop_ins=0"
fi
