# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What there is of the watchdog on this host, as key=value. Wants: $directory $state $unit $rule.
[ -e "$directory/watchdog" ] || { echo installed=0; exit 0; }
echo installed=1
find_agent
echo "running=${running:-0}"
is_as_put() {
    (cd "$directory" && sha256sum --quiet --status -c files.sha256) 2>/dev/null \
        && { [ ! -s "$directory/sudoers" ] || cmp -s "$directory/sudoers" "$rule"; }
}
if is_as_put; then echo drifted=0; else echo drifted=1; fi
sums=$(sha256sum <"$directory/files.sha256" 2>/dev/null) && echo "sums=${sums%% *}"
if read -r _ action reason code <"$state/status"; then
    echo "action=$action"
    echo "reason=$reason"
    echo "code=$code"
fi 2>/dev/null
[ ! -e "$state/paused" ] || echo paused=1
tail -n 40 "$state/failover.log" 2>/dev/null | sed 's/^/log=/'
exit 0
