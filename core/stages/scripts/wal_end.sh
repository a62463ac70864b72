# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Where the WAL of a stopped node ends: the start of its last valid record, its timeline, its newest
# timeline on disk, and the system identifier.
state=$(control_line 'Database cluster state')
timeline=$(control_line "Latest checkpoint's TimeLineID")
start=$(control_line "Latest checkpoint's REDO location")
dump=$(LC_ALL=C pg_waldump -p "$data/pg_wal" -t "$timeline" -s "$start" 2>&1 | tail -n 2)
last=$(printf '%s\n' "$dump" | sed -n 's/^rmgr:.* lsn: \([0-9A-F]*\/[0-9A-F]*\),.*/\1/p' | tail -n 1)
newest=$(find "$data/pg_wal" -maxdepth 1 -name '????????????????????????' -exec basename {} \; \
    | cut -c 1-8 | sort | tail -n 1)
echo "control_state=$state"
echo "system_identifier=$(control_line 'Database system identifier')"
echo "target_timeline=$timeline"
echo "newest_timeline=$(printf '%d' "0x${newest:-0}")"
echo "last_record_lsn=${last:-$start}"
echo "wal_end_lsn=$(printf '%s\n' "$dump" \
    | sed -n 's/.*invalid record length at \([0-9A-F]*\/[0-9A-F]*\).*/\1/p' | tail -n 1)"
