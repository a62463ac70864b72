# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# A hard stop, then the data directory is gone from its place: as after a lost mount. One rename.
postmaster=$(postmaster_pid) || exit 1
find_server_pids "$data"
now=$(clock)
# shellcheck disable=SC2086 # a list of numbers
kill -9 "$postmaster" $pids
wait_until_empty 1000 || exit 1
aside="$data.aside-$(date -u +%Y%m%dT%H%M%SZ)"
[ ! -e "$aside" ] || { echo "$aside is there already" >&2; exit 1; }
mv "$data" "$aside" || exit 1
echo "killed_at=$now"
echo "aside=$aside"
