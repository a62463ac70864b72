# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As root: starts a server of Debian's layout by its unit and waits until it accepts sessions. Only
# ours: a fenced node is refused. Wants: $unit, $log.
refuse_fenced_start
find_server_pids "$data"
if [ -n "$pids" ] && postmaster=$(postmaster_pid 2>/dev/null) && kill -0 "$postmaster" 2>/dev/null; then
    echo "it runs already"
    exit 0
fi
clear_stale_lock
start_by_unit
result=$?
if [ "$result" -ne 0 ]; then
    [ ! -d /run/systemd/system ] || journalctl -q --no-pager -u "$unit" -n 10 -o cat >&2
    # shellcheck disable=SC2012 # the newest; the names are ours or Debian's
    newest=$(ls -t "$log" | head -n 1)
    [ -z "$newest" ] || tail -n 20 "$log/$newest" >&2
fi
exit "$result"
