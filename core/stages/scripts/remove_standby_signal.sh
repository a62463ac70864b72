# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The node was primary and goes on as primary. A server that is on its way down is waited for, one
# that was never stopped is left alone.
is_stopping() {
    case $(sed -n 8p "$data/postmaster.pid" 2>/dev/null) in stopping*) return 0 ;; esac
    return 1
}
tries=0
while find_server_pids "$data" && [ -n "$pids" ] && { is_stopping || [ ! -f "$data/postmaster.pid" ]; }; do
    tries=$((tries + 1))
    [ "$tries" -lt 3000 ] || { echo "the server does not end: $pids" >&2; exit 1; }
    sleep 0.02
done
[ -n "$pids" ] || rm -f "$data/standby.signal"
