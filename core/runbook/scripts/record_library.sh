# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# The node-side record: who runs a stage here, under which epoch; fences and debts. Lines of
# key=value, replaced as a whole by rename. Wants: $record.
# Reads without starting a process: this lies on the way of every failover.
record_field() {
    [ -f "$record" ] || return 0
    found=
    while IFS= read -r line; do
        case $line in "$1="*) found=${line#*=} ;; esac
    done <"$record"
    printf '%s' "$found"
}

now_milliseconds() {
    now=$(date +%s%3N)
    case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
    echo "$now"
}

boot_id() {
    if [ -r /proc/sys/kernel/random/boot_id ]; then
        read -r id </proc/sys/kernel/random/boot_id
        echo "$id"
    else
        sysctl -n kern.boottime 2>/dev/null | tr -d ' ,'
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
    } >"$record.tmp" && sync_file "$record.tmp" && mv -f "$record.tmp" "$record"
}

sync_file() { sync "$1" 2>/dev/null || sync; }

# Every changing script starts with this: a stage that was overtaken must not act any more.
record_guard() {
    [ "$(record_field epoch)" = "$epoch" ] && return 0
    echo "epoch $(record_field epoch) of $(record_field owner) is in force, not $epoch" >&2
    exit 75
}
