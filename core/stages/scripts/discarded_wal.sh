# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What the old primary wrote beyond the position the standby has: bytes and commits, counted on its
# own disk. Wants: $timeline (empty: of its last checkpoint) $position.
[ -n "$timeline" ] || timeline=$(control_line "Latest checkpoint's TimeLineID")
dump=$(wal_dump "$timeline" "$position")
last=$(printf '%s\n' "$dump" | sed -n 's/^rmgr:.* lsn: \([0-9A-F]*\/[0-9A-F]*\),.*/\1/p' | tail -n 1)
echo "discarded_commits=$(printf '%s\n' "$dump" | grep -c '^rmgr: Transaction.*COMMIT')"
echo "old_last_record=${last:-$position}"
