# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What the scripts of a node share. Wants: $data, and $bin where PostgreSQL's programs are used.
[ -n "${bin:-}" ] && PATH="$bin:$PATH"

# The ids of all live server processes that work in $data; a zombie is none of them.
server_pids() {
    real=$(cd "$data" 2>/dev/null && pwd -P) || return 0
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

# One line of pg_controldata.
control_line() { LC_ALL=C pg_controldata "$data" | sed -n "s/^$1: *//p"; }
