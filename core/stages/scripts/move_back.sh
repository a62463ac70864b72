# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Puts the directory that a crash moved aside back in its place, when it is the pair's.
# Wants: $aside_name, what follows the data directory's name; $system_identifier; $peer_timeline.
[ "$record_fenced" != 1 ] || { echo "this node is fenced: it must not be started" >&2; exit 77; }
aside="$data$aside_name"
[ ! -d "$data" ] || rmdir "$data" 2>/dev/null
if [ -e "$data" ] || [ -L "$data" ]; then
    echo "something lies at $data" >&2
    exit 1
fi
if ! is_own_directory "$aside" || [ ! -f "$aside/PG_VERSION" ]; then
    echo "$aside is no data directory of the server's user" >&2
    exit 1
fi
own_identifier=$(control_line 'Database system identifier' "$aside")
[ "$own_identifier" = "$system_identifier" ] || { echo "$aside is of the system $own_identifier" >&2; exit 1; }
timeline=$(control_line "Latest checkpoint's TimeLineID" "$aside")
[ "$timeline" -ge "$peer_timeline" ] || { echo "$aside is on the timeline $timeline" >&2; exit 1; }
mv "$aside" "$data"
