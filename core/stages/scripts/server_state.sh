# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# How the server of this node stands: processes, fence, standby.signal, the control file's state.
count_server_pids
echo "processes=$count"
[ "$(sed -n 's/^fenced=//p' "$record" 2>/dev/null | tail -n 1)" = 1 ] && echo "fenced=1" || echo "fenced=0"
[ -f "$data/standby.signal" ] && echo "standby_signal=1" || echo "standby_signal=0"
[ -f "$data.new/standby.signal" ] && echo "copy_ready=1" || echo "copy_ready=0"
[ -e "$data.new" ] && echo "copy_there=1" || echo "copy_there=0"
echo "control_state=$(control_line 'Database cluster state' 2>/dev/null)"
