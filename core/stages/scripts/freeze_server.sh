# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Stops every process of the server where it is, the postmaster first so that it starts no other.
postmaster=$(postmaster_pid) || exit 1
now=$(clock)
kill -STOP "$postmaster" || exit 1
tries=0
while moving=$(moving_pids) && [ -n "$moving" ]; do
    # shellcheck disable=SC2086 # a list of numbers
    kill -STOP $moving 2>/dev/null
    tries=$((tries + 1))
    [ "$tries" -lt 500 ] || { echo "does not stop: $moving" >&2; exit 1; }
    sleep 0.01
done
count_server_pids
echo "frozen=$count"
echo "killed_at=$now"
