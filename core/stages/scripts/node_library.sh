# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What the scripts of a node share. Wants: $data, and $bin where PostgreSQL's programs are used.
[ -n "${bin:-}" ] && PATH="$bin:$PATH"

# The ids of all live server processes that work in the directory $1; a zombie is none of them.
server_pids_in() {
    real=$(cd "$1" 2>/dev/null && pwd -P) || return 0
    export real
    if [ -d /proc/self ]; then
        # shellcheck disable=SC2012 # the names are numbers, and one ls is ten times faster than find
        ls -l /proc/[0-9]*/cwd 2>/dev/null | awk '
            { at = index($0, " -> "); path = substr($0, at + 4) }
            at && path == ENVIRON["real"] {
                left = substr($0, 1, at - 1); sub(/\/cwd$/, "", left); sub(/.*\/proc\//, "", left)
                print left
            }' | while read -r pid; do
            case $(cat "/proc/$pid/comm" 2>/dev/null) in postgres | postmaster) echo "$pid" ;; esac
        done
    else
        lsof -a -c postgres -d cwd -Fpn 2>/dev/null | awk '
            /^p/ { pid = substr($0, 2) }
            /^n/ && substr($0, 2) == ENVIRON["real"] { print pid }'
    fi
}

server_pids() { server_pids_in "$data"; }

# Waits until no server process is left in $data. $1: tries of 10 ms. Fails when some are left.
wait_until_empty() {
    tries=$1
    while [ -n "$(server_pids)" ]; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        sleep 0.01
    done
}

# Lock files that outlived their server, the directory's and the socket's: a zombie postmaster that
# nobody reaped still counts as running for the next one. Only when no process works in the directory.
clear_stale_lock() {
    [ -f "$data/postmaster.pid" ] && [ -z "$(server_pids)" ] || return 0
    postmaster='' port='' sockets='' holder=''
    { read -r postmaster && read -r _ && read -r _ && read -r port && read -r sockets; } <"$data/postmaster.pid"
    lock="$sockets/.s.PGSQL.$port.lock"
    [ -z "$sockets" ] || [ ! -f "$lock" ] || read -r holder <"$lock"
    [ -z "$holder" ] || [ "$holder" != "$postmaster" ] || rm -f "$lock"
    rm -f "$data/postmaster.pid"
}

# One line of pg_controldata. $2: of another directory.
control_line() { LC_ALL=C pg_controldata "${2:-$data}" | sed -n "s/^$1: *//p"; }

# The postmaster's id by its lock file. Fails when there is none.
postmaster_pid() {
    head -n 1 "$data/postmaster.pid" 2>/dev/null | grep -x '[0-9][0-9]*' && return 0
    echo "no server runs in $data" >&2
    return 1
}

# This host's clock, Unix time in milliseconds.
clock() {
    now=$(date +%s%3N)
    case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
    echo "$now"
}

# One letter, T for stopped and Z for a zombie; nothing: there is no such process.
process_state() { ps -o state= -p "$1" 2>/dev/null | cut -c 1; }

# Those of the server's processes that are not stopped by a signal.
moving_pids() {
    for pid in $(server_pids); do
        case $(process_state "$pid") in '' | T | t) ;; *) echo "$pid" ;; esac
    done
}

# The WAL receiver of a standby, by its title.
receiver_pid() {
    for pid in $(server_pids); do
        case $(ps -o args= -p "$pid" 2>/dev/null) in
        'postgres: walreceiver' | 'postgres: walreceiver '* | 'postgres: '*': walreceiver' | 'postgres: '*': walreceiver '*) echo "$pid" ;;
        esac
    done | head -n 1
}

# Runs the command behind the file $1, its output in that file, and tells how far it has come by the
# last line "DONE/TOTAL kB" there. Its exit code is the command's. Ended early, it ends the command.
with_progress() {
    output=$1
    shift
    "$@" >"$output" 2>&1 </dev/null &
    command_pid=$!
    trap 'kill "$command_pid" 2>/dev/null; wait "$command_pid" 2>/dev/null; exit 143' TERM INT HUP
    told=
    tries=0
    while kill -0 "$command_pid" 2>/dev/null; do
        sleep 0.05
        tries=$((tries + 1))
        [ $((tries % 8)) -eq 0 ] || continue
        now=$(tail -c 400 "$output" | tr '\r' '\n' | sed -n 's|^ *\([0-9][0-9]*/[0-9][0-9]*\) kB.*|\1|p' | tail -n 1)
        [ "$now" = "$told" ] || echo "progress_kilobytes=$now"
        told=$now
    done
    wait "$command_pid"
    command_result=$?
    trap - TERM INT HUP
    return "$command_result"
}

# Is it a directory of the server's user, and no link?
is_own_directory() { [ -d "$1" ] && [ ! -L "$1" ] && [ -n "$(find "$1" -prune -user "$(id -u)" 2>/dev/null)" ]; }

# Is something mounted on the directory $1 or below it? A directory that cannot be told counts as such.
has_mount() {
    place=$(cd "$1" 2>/dev/null && pwd -P) || return 0
    [ "$(df -P "$place" | tail -n 1 | sed 's/.*% //')" != "$place" ] || return 0
    [ -r /proc/self/mountinfo ] || return 1
    while read -r _ _ _ _ point _; do
        case "$(printf '%b' "$point")/" in "$place"/*) return 0 ;; esac
    done </proc/self/mountinfo
    return 1
}
