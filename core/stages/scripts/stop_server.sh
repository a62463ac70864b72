# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Fast, orderly stop: the server writes its shutdown checkpoint and sends it to its standby.
pid=$(postmaster_pid 2>/dev/null)
case $pid in
'' | *[!0-9]*) ;;
*)
    kill -INT "$pid" 2>/dev/null
    tries=0
    while kill -0 "$pid" 2>/dev/null && [ -f "$data/postmaster.pid" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt "$patience" ] || { echo "the server does not stop" >&2; exit 1; }
        sleep 0.01
    done
    ;;
esac
wait_until_empty 500 || exit 1
echo "control_state=$(control_line 'Database cluster state')"
