# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Ends the watchdog and removes everything of it, a closed door too. Wants: $directory $state $unit
# $guarded $role_file $data $rule.
stop_agent || exit 1
if [ -e "$state/door" ]; then
    open_door
    [ $? -ne 1 ] || exit 1
fi
rm -rf "$directory" "$directory.new" "$directory.old" "$state"
[ -n "$unit" ] || exit 0
rm -f "/etc/systemd/system/$unit.service" "/etc/systemd/system/$guarded.service.d/50-pgtandem-guard.conf" "$rule"
rmdir "/etc/systemd/system/$guarded.service.d" 2>/dev/null
systemctl daemon-reload
