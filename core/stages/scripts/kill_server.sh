# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The crash of the lab: kill -9 of every server process in $data at once, postmaster first.
# killed_at: this host's clock just before, Unix time in milliseconds.
postmaster=$(head -n 1 "$data/postmaster.pid" 2>/dev/null)
case $postmaster in '' | *[!0-9]*) echo "no server runs in $data" >&2; exit 1 ;; esac
pids=$(server_pids)
now=$(date +%s%3N)
case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
# shellcheck disable=SC2086 # a list of numbers
kill -9 "$postmaster" $pids
echo "killed=$(printf '%s\n' "$pids" | grep -c .)"
echo "killed_at=$now"
