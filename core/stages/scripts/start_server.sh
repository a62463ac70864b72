# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Starts the server and waits until it accepts sessions. Only ours: a fenced node is refused.
refuse_fenced_start
find_server_pids "$data"
if [ -n "$pids" ] && pg_ctl -D "$config" status >/dev/null 2>&1; then
    echo "it runs already"
    exit 0
fi
clear_stale_lock
mkdir -p "$log" && pg_ctl -D "$config" -s -w -t 60 -l "$log/start.log" start </dev/null
result=$?
[ "$result" -eq 0 ] || tail -n 20 "$log/start.log" >&2
exit "$result"
