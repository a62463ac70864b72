# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# E: the end of the shutdown checkpoint record, the last byte the stopped primary ever wrote.
load_control
pick_control 'Database cluster state'
echo "control_state=$value"
pick_control 'Latest checkpoint location'
checkpoint=$value
pick_control "Latest checkpoint's TimeLineID"
timeline=$value
dump=$(wal_dump "$timeline" "$checkpoint")
case $dump in *CHECKPOINT_SHUTDOWN*) ;; *) echo "no shutdown checkpoint at $checkpoint: $dump" >&2; exit 1 ;; esac
records=$(printf '%s\n' "$dump" | grep -c '^rmgr:')
[ "$records" -eq 1 ] || { echo "$records records where the shutdown checkpoint must be the last" >&2; exit 1; }
stopped=$(printf '%s\n' "$dump" | sed -n 's/.*invalid record length at \([0-9A-F]*\/[0-9A-F]*\).*/\1/p' | tail -n 1)
[ -n "$stopped" ] || { echo "the end of the WAL cannot be read: $dump" >&2; exit 1; }

# pg_waldump stops where the next record would begin: behind a page header, when the record fills its
# page. E is the record's own end, as replay and history files name it.
number() { echo $(((0x${1%/*} << 32) + 0x${1#*/})); }
pick_control 'WAL block size'
block=$value
pick_control 'Bytes per WAL segment'
segment=$value
length=$(printf '%s\n' "$dump" | sed -n 's/^rmgr:.*len (rec\/tot): *[0-9]*\/ *\([0-9]*\),.*/\1/p')
start=$(number "$checkpoint")
end=$((start + (length + 7) / 8 * 8))
header_at() { [ $(($1 % segment)) -eq 0 ] && echo 40 || echo 24; }
page=$(((start / block + 1) * block))
[ "$((start % block + length))" -gt "$block" ] && end=$((end + $(header_at "$page")))
behind=$(($(number "$stopped") - end))
if [ "$behind" -ne 0 ] && { [ $((end % block)) -ne 0 ] || [ "$behind" -ne "$(header_at "$end")" ]; }; then
    echo "the record ends at byte $end, but the WAL at $stopped" >&2
    exit 1
fi
end=$(printf '%X/%X' $((end >> 32)) $((end & 0xFFFFFFFF)))
echo "shutdown_checkpoint=$checkpoint"
echo "shutdown_timeline=$timeline"
echo "shutdown_end_lsn=$end"
