# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2034
# The node-side record: who runs a stage here, under which epoch; fences and debts. Lines of
# key=value, replaced as a whole by rename. Wants: $record. Every line of this lies on the way of a
# failover, so it starts as few processes as it can.
record_load() {
    record_version='' record_epoch=0 record_operation='' record_owner='' record_heartbeat=0 record_boot='' record_fenced=0
    [ -f "$record" ] || return 0
    while IFS= read -r line; do
        case $line in
        version=*) record_version=${line#*=} ;;
        epoch=*) record_epoch=${line#*=} ;;
        operation=*) record_operation=${line#*=} ;;
        owner=*) record_owner=${line#*=} ;;
        heartbeat=*) record_heartbeat=${line#*=} ;;
        boot=*) record_boot=${line#*=} ;;
        fenced=*) record_fenced=${line#*=} ;;
        esac
    done <"$record"
}

# Sets $now: this node's clock, Unix time in milliseconds.
read_clock() {
    now=$(date +%s%3N)
    case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
}

# Sets $boot: another value after every boot.
read_boot_id() {
    if [ -r /proc/sys/kernel/random/boot_id ]; then
        read -r boot </proc/sys/kernel/random/boot_id
    else
        boot=$(sysctl -n kern.boottime 2>/dev/null | tr -d ' ,')
    fi
}

# A lock is held for milliseconds; one that outlives its holder is broken after ten seconds.
record_lock() {
    tries=0
    until mkdir "$record.lock" 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -gt 500 ]; then
            rmdir "$record.lock" 2>/dev/null
            tries=0
        fi
        sleep 0.02
    done
    trap 'rmdir "$record.lock" 2>/dev/null' EXIT
    trap 'exit 143' TERM INT HUP
}

# Replaces the fields named on standard input (key=value lines) and keeps the others.
record_merge() {
    new=
    while IFS= read -r line; do
        [ -z "$line" ] || new="$new$line
"
    done
    {
        printf '%s' "$new"
        if [ -f "$record" ]; then
            while IFS= read -r line; do
                case "
$new" in *"
${line%%=*}="*) ;; *) printf '%s\n' "$line" ;; esac
            done <"$record"
        fi
    } >"$record.tmp" && mv -f "$record.tmp" "$record"
}

# What must outlive a loss of power.
sync_files() { sync "$@" 2>/dev/null || sync; }

# Every changing script starts with this: a stage that was overtaken must not act any more.
record_guard() {
    record_load
    [ "$record_epoch" = "$epoch" ] && return 0
    echo "epoch $record_epoch of $record_owner is in force, not $epoch" >&2
    exit 75
}
