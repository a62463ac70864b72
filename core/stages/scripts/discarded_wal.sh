# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What the old primary wrote beyond the position the standby has: bytes and commits, counted on its
# own disk. Wants: $timeline (empty: of its last checkpoint) $position. Tells "unknown" where its WAL
# could not be read up to its end.
[ -n "$timeline" ] || timeline=$(control_line "Latest checkpoint's TimeLineID")
dump=$(wal_dump "$timeline" "$position")
last=$(printf '%s\n' "$dump" | sed -n 's/^rmgr:.* lsn: \([0-9A-F]*\/[0-9A-F]*\),.*/\1/p' | tail -n 1)
commits=$(printf '%s\n' "$dump" | grep -c '^rmgr: Transaction.*COMMIT')
# Its complaint names the place where the WAL ends; it has none where the last file is full.
case $(printf '%s\n' "$dump" | grep -v '^rmgr:' | tail -n 1) in
*'WAL record at '*/* | *'valid record after '*/*) ;;
'') [ -n "$dump" ] || commits=unknown ;;
*) commits=unknown ;;
esac
# A position where a file would begin that was never written.
last_segment "$timeline"
segment_with "$position"
if [ "$commits" = unknown ] && [ -n "$first_file" ] && [ ! -f "$first_file" ] \
    && LC_ALL=C expr "x$first_file" '>' "x$last_file" >/dev/null; then
    commits=0
fi
echo "discarded_commits=$commits"
echo "old_last_record=${last:-$position}"
