# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2034
# The node-side record: who runs a stage here, under which epoch; fences and debts. Lines of
# key=value, replaced as a whole by rename. Wants: $record. Every line of this lies on the way of a
# failover, so it starts as few processes as it can.
#> library of the record
record_load() {
    record_version='' record_epoch=0 record_operation='' record_owner='' record_heartbeat=0 record_boot='' record_fenced=0
    [ -f "$record" ] || return 0
    record_epoch=''
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

# A lock is held for moments and names its holder's process. One whose holder is gone is broken by
# one waiter at a time; one that names nobody after a second, a stranger who got the number since
# after ten. Who reads our output may die before us: the work is finished all the same.
record_lock() {
    trap : PIPE
    trap record_unlock EXIT
    trap 'exit 143' TERM INT HUP
    tries=0 nameless=0
    until record_make_lock; do
        tries=$((tries + 1))
        if [ ! -e "$record.lock" ] && [ "$tries" -gt 50 ]; then
            echo "$record.lock cannot be made" >&2
            exit 1
        fi
        holder=''
        { read -r holder <"$record.lock"; } 2>/dev/null
        if [ -n "$holder" ]; then nameless=0; else nameless=$((nameless + 1)); fi
        if [ "$nameless" -gt 50 ] || [ "$tries" -gt 500 ] \
            || { [ -n "$holder" ] && ! is_process "$holder"; }; then
            record_break_lock
        fi
        sleep 0.02
    done
}

# `true`, because a failed redirection of `:` would end the shell.
record_make_lock() {
    set -C
    { true >"$record.lock"; } 2>/dev/null
    set -- "$?"
    set +C
    [ "$1" -eq 0 ] || return 1
    { echo "$$" >"$record.lock"; } 2>/dev/null || :
}

# A signal may come between the lock and our knowledge of it, so only the name decides.
record_unlock() {
    holder=''
    { read -r holder <"$record.lock"; } 2>/dev/null
    [ "$holder" != "$$" ] || rm -f "$record.lock"
}

# Whoever holds the lock may be another one by now.
record_break_lock() {
    if (set -C && : >"$record.breaking") 2>/dev/null; then
        now_holder=''
        { read -r now_holder <"$record.lock"; } 2>/dev/null
        [ "$now_holder" != "$holder" ] || rm -rf "$record.lock"
        rm -f "$record.breaking"
    elif [ "$tries" -gt 500 ]; then
        rm -f "$record.breaking"
    fi
    nameless=0
    [ "$tries" -le 500 ] || tries=0
}

is_process() { if [ -d /proc/self ]; then [ -d "/proc/$1" ]; else kill -0 "$1" 2>/dev/null; fi; }

# Replaces the fields named on standard input (key=value lines) and keeps the others. Written whole
# or not at all: a full disk must not cost a fence.
record_merge() {
    new=
    while IFS= read -r line; do
        [ -z "$line" ] || new="$new$line
"
    done
    others=
    if [ -f "$record" ]; then
        while IFS= read -r line; do
            case "
$new" in *"
${line%%=*}="*) ;; *) others="$others$line
" ;; esac
        done <"$record"
    fi
    printf '%s' "$new$others" >"$record.tmp" && mv -f "$record.tmp" "$record"
}

# What must outlive a loss of power.
sync_files() { sync "$@" 2>/dev/null || sync; }

# A stage that was overtaken must not act any more.
record_guard() {
    record_load
    [ "$record_epoch" = "$epoch" ] && return 0
    echo "epoch $record_epoch of $record_owner is in force, not $epoch" >&2
    exit 75
}

# Sets $began: when the process began, in the system's own words; empty: there is none.
process_began() {
    began=''
    if [ -d /proc/self ]; then
        { read -r began <"/proc/$1/stat"; } 2>/dev/null || return 0
        # shellcheck disable=SC2086 # the words behind the name, which may hold anything
        set -- ${began##*)}
        began=${20}
    else
        began=$(ps -o lstart= -p "$1" 2>/dev/null)
    fi
}

# Every changing script starts with this. It says who is at work before it looks at the epoch, and
# whoever takes the node writes the epoch before he looks who is at work: one of the two notices.
record_begin() {
    trap : PIPE
    process_began "$$"
    [ ! -e "$record.worker" ] || [ -w "$record.worker" ] || rm -f "$record.worker"
    printf '%s\n%s\n%s\n' "$$" "${step:-}" "$began" >"$record.worker"
    record_guard
}

# Is a script of an earlier stage still at work here? Its program may be dead; what it started is not.
# Sets $worker, $worker_step, $worker_ends.
is_worker_there() {
    worker='' worker_step='' worker_began='' worker_ends=''
    [ -f "$record.worker" ] || return 1
    { read -r worker && read -r worker_step && read -r worker_began; read -r worker_ends; } \
        <"$record.worker"
    case $worker in '' | *[!0-9]*) return 1 ;; esac
    process_began "$worker"
    [ -z "$began" ] || [ "$began" = "$worker_began" ] || return 1
    kill -0 "-$worker" 2>/dev/null || kill -0 "$worker" 2>/dev/null || return 1
    # The dead whom nobody has collected answer, too.
    ps -A -o pid=,pgid=,stat= | awk -v number="$worker" '
        ($1 == number || $2 == number) && $3 !~ /^[ZX]/ { found = 1 } END { exit !found }'
}

# For a script that may be ended at any moment without harm: who takes the node over ends it.
record_may_end() { echo ends >>"$record.worker"; }
#< library
