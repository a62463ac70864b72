# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# E: the end of the shutdown checkpoint record, the last byte the stopped primary ever wrote.
echo "control_state=$(control_line 'Database cluster state')"
checkpoint=$(control_line 'Latest checkpoint location')
timeline=$(control_line "Latest checkpoint's TimeLineID")
dump=$(LC_ALL=C pg_waldump -p "$data/pg_wal" -t "$timeline" -s "$checkpoint" 2>&1)
case $dump in *CHECKPOINT_SHUTDOWN*) ;; *) echo "no shutdown checkpoint at $checkpoint: $dump" >&2; exit 1 ;; esac
records=$(printf '%s\n' "$dump" | grep -c '^rmgr:')
[ "$records" -eq 1 ] || { echo "$records records where the shutdown checkpoint must be the last" >&2; exit 1; }
end=$(printf '%s\n' "$dump" | sed -n 's/.*invalid record length at \([0-9A-F]*\/[0-9A-F]*\).*/\1/p' | tail -n 1)
[ -n "$end" ] || { echo "the end of the WAL cannot be read: $dump" >&2; exit 1; }
echo "shutdown_checkpoint=$checkpoint"
echo "shutdown_timeline=$timeline"
echo "shutdown_end_lsn=$end"
