# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Keeps the server down: the record says so, Debian's start.conf refuses every start, standby.signal
# makes a start that goes round it read-only, and no process is left in the data directory (orphans of a killed postmaster still acknowledge commits).
# Wants: $handover_end, E of a planned hand-over, else empty; $own, $start_conf.
record_lock
record_guard
record_merge <<LINES || exit 1
fenced=1
handover_end=$handover_end
LINES
forbid_start || exit 1
if [ -d "$data" ]; then
    : >"$data/standby.signal" || exit 1
    # shellcheck disable=SC2086 # no word where there is no such file
    sync_files "$record" ${start_conf:+"$start_conf"} "$data/standby.signal"
fi
killed=0
tries=0
while count_server_pids && [ "$count" -gt 0 ]; do
    killed=$((killed + count))
    # shellcheck disable=SC2086 # a list of numbers
    kill -9 $pids 2>/dev/null
    tries=$((tries + 1))
    [ "$tries" -lt 2000 ] || { echo "a process does not end: $pids" >&2; exit 1; }
    sleep 0.005
done
clear_stale_lock
echo "killed=$killed"
