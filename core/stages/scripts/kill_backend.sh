# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# kill -9 of one client session's process. Wants: $victim, its id as the server told it.
find_server_pids "$data"
case " $pids" in *" $victim "*) ;; *) echo "$victim is no process of this server" >&2; exit 1 ;; esac
[ "$victim" != "$(postmaster_pid)" ] || { echo "$victim is the postmaster" >&2; exit 1; }
now=$(clock)
kill -9 "$victim" || exit 1
echo "killed=1"
echo "killed_at=$now"
