# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154,SC2034
# The watchdog that runs on this host. Wants: $directory $state $unit (empty: no systemd).
# Sets $running to its process; empty: none.
find_agent() {
    running=''
    [ -r "$state/lock" ] || return 0
    read -r holder holder_boot holder_began <"$state/lock" || return 0
    read -r boot </proc/sys/kernel/random/boot_id
    [ "$holder_boot" = "$boot" ] || return 0
    { read -r stat <"/proc/$holder/stat"; } 2>/dev/null || return 0
    # shellcheck disable=SC2086 # the words behind the name, which may hold anything
    set -- ${stat##*)}
    case $1 in Z | X) return 0 ;; esac # dead, only not collected yet
    [ "${20}" != "$holder_began" ] || running=$holder
}
# It ends a stage that is under way first.
stop_agent() {
    if [ -n "$unit" ]; then
        systemctl disable --now "$unit" >/dev/null 2>&1
    elif command -v crontab >/dev/null; then
        crontab -l 2>/dev/null | grep -vF "$directory/watchdog" | crontab - 2>/dev/null
    fi
    find_agent
    [ -z "$running" ] || kill -TERM "$running" 2>/dev/null
    tries=0
    while [ -n "$running" ] && [ "$tries" -lt 1200 ]; do
        sleep 0.1 # pause: a process that ends tells nobody but its parent
        tries=$((tries + 1))
        find_agent
    done
    [ -z "$running" ]
}
