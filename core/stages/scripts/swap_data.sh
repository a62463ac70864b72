# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Puts the verified copy in place by rename and keeps the old directory.
if [ ! -f "$data.new/PG_VERSION" ] || [ ! -f "$data.new/standby.signal" ]; then
    echo "no copy in $data.new" >&2
    exit 1
fi
find_server_pids "$data"
[ -z "$pids" ] || { echo "a server still runs in $data" >&2; exit 1; }
kept=
if [ -d "$data" ]; then
    kept="$data.kept-$(date -u +%Y%m%dT%H%M%SZ)"
    mv "$data" "$kept" || exit 1
fi
mv "$data.new" "$data" || { [ -n "$kept" ] && mv "$kept" "$data"; exit 1; }
rm -f "$own/rewind.unfinished"
echo "kept=$kept"
