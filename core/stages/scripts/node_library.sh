# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What the scripts of a node share. Wants: $data, and $bin where PostgreSQL's programs are used.
#> library of a node
[ -n "${bin:-}" ] && PATH="$bin:$PATH"

# Sets $pids: the ids of all live server processes that work in the directory $1, each with a space
# behind it; a zombie is none of them. Starts no process: it lies on the way of every failover.
find_server_pids() {
    pids=''
    [ -d "$1" ] || return 0
    if [ -d /proc/self ]; then
        for process in /proc/[0-9]*; do
            # shellcheck disable=SC3013 # not of POSIX, but dash, bash, busybox and ksh have it
            [ "$process/cwd" -ef "$1" ] || continue
            name=''
            { read -r name <"$process/comm"; } 2>/dev/null
            case $name in postgres | postmaster) pids="$pids${process#/proc/} " ;; esac
        done
    else
        real=$(cd "$1" 2>/dev/null && pwd -P) || return 0
        export real
        pids=$(lsof -a -c postgres -d cwd -Fpn 2>/dev/null | awk '
            /^p/ { pid = substr($0, 2) }
            /^n/ && substr($0, 2) == ENVIRON["real"] { printf "%s ", pid }')
    fi
}

# Those of $data, and how many they are: $count.
count_server_pids() {
    find_server_pids "$data"
    # shellcheck disable=SC2086 # a list of numbers
    set -- $pids
    # shellcheck disable=SC2034 # for the caller
    count=$#
}

# Waits until no server process is left in $data. $1: tries of 10 ms. Fails when some are left, and
# says which.
wait_until_empty() {
    tries=$1
    while find_server_pids "$data" && [ -n "$pids" ]; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || { echo "processes are left: $pids" >&2; return 1; }
        sleep 0.01
    done
}

# Lock files that outlived their server, the directory's and the socket's: a zombie postmaster that
# nobody reaped still counts as running for the next one. Only when no process works in the directory.
clear_stale_lock() {
    [ -f "$data/postmaster.pid" ] || return 0
    find_server_pids "$data"
    [ -z "$pids" ] || return 0
    postmaster='' port='' sockets='' holder=''
    { read -r postmaster && read -r _ && read -r _ && read -r port && read -r sockets; } <"$data/postmaster.pid"
    lock="$sockets/.s.PGSQL.$port.lock"
    [ -z "$sockets" ] || [ ! -f "$lock" ] || read -r holder <"$lock"
    [ -z "$holder" ] || [ "$holder" != "$postmaster" ] || rm -f "$lock"
    rm -f "$data/postmaster.pid"
}

# Debian's start.conf keeps every start off, over a reboot too. What it said before is kept in $own.
# Wants: $start_conf, empty where there is none.
forbid_start() {
    [ -n "$start_conf" ] || return 0
    if ! grep -qx disabled "$start_conf" 2>/dev/null; then
        [ ! -f "$start_conf" ] || cp "$start_conf" "$own/start.conf" || return 1
    fi
    printf '%s\n' '# Fenced by Tandem for PostgreSQL: the stage resync lifts it.' disabled \
        >"$start_conf.tmp" && mv -f "$start_conf.tmp" "$start_conf"
}

allow_start() {
    [ -n "$start_conf" ] && grep -qx disabled "$start_conf" 2>/dev/null || return 0
    [ -f "$own/start.conf" ] || echo auto >"$own/start.conf" || return 1
    cp "$own/start.conf" "$start_conf.tmp" && mv -f "$start_conf.tmp" "$start_conf" \
        && rm -f "$own/start.conf"
}

# Only our own start goes through a fence, and it lifts the fence first.
refuse_fenced_start() {
    [ "$record_fenced" = 1 ] || return 0
    echo "this node is fenced: it must not be started" >&2
    exit 77
}

# As root: starts Debian's server $unit (postgresql@VERSION-CLUSTER) and waits until it accepts
# sessions; await_unit_start belongs behind it, after whatever is pressing.
start_by_unit() {
    if [ -d /run/systemd/system ]; then
        await_unit_end || return 1
        # Five starts in ten seconds are more than systemd allows, and a lab can need them.
        systemctl reset-failed "$unit" 2>/dev/null
        systemctl start --no-block "$unit" && wait_until_ready
    else
        instance=${unit#postgresql@}
        pg_ctlcluster "${instance%%-*}" "${instance#*-}" start
    fi
}

# Debian's own wait takes two seconds whatever the server does; its lock file says in its eighth line
# when it accepts sessions. Fails when systemd gives up.
wait_until_ready() {
    tries=0
    while :; do
        status='' postmaster=''
        { read -r postmaster && read -r _ && read -r _ && read -r _ && read -r _ && read -r _ \
            && read -r _ && read -r status; } 2>/dev/null <"$data/postmaster.pid"
        case $status in ready*) ! kill -0 "$postmaster" 2>/dev/null || return 0 ;; esac
        tries=$((tries + 1))
        if [ $((tries % 25)) -eq 0 ]; then
            case $(systemctl is-active "$unit") in
            failed) return 1 ;;
            active) ! kill -0 "$postmaster" 2>/dev/null || return 0 ;;
            inactive) [ "$tries" -lt 250 ] || return 1 ;;
            esac
        fi
        sleep 0.02
    done
}

# Waits until systemd has the server that start_by_unit started as running: a stop or a reboot before
# ends single processes of the server, which then hangs for up to an hour.
await_unit_start() {
    [ -d /run/systemd/system ] || return 0
    tries=0
    while [ "$(systemctl is-active "$unit" 2>/dev/null)" = activating ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || { echo "$unit does not end its start" >&2; return 1; }
        sleep 0.1
    done
}

# As root: waits until the unit $unit of a server that ended has ended as well: until then systemd
# tidies up behind that one and takes a new one for it. A start that it still waits for, which takes
# Debian's wrapper seven seconds to give up, is called off.
await_unit_end() {
    tries=0
    while find_server_pids "$data" && [ -z "$pids" ]; do
        case $(systemctl is-active "$unit" 2>/dev/null) in
        activating) [ "$tries" -lt 10 ] || systemctl stop "$unit" ;; # not one that is just coming
        active | deactivating) ;;
        *) return 0 ;;
        esac
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { echo "$unit does not end" >&2; return 1; }
        sleep 0.1
    done
}

# Can a file system be made durable at once, with its errors told (GNU's sync, Linux from 5.8 on)? It
# takes one commit where PostgreSQL's programs take one for each file of a data directory.
syncs_at_once() {
    [ "$(uname -s)" = Linux ] || return 1
    case $(sync --help 2>/dev/null) in *--file-system*) ;; *) return 1 ;; esac
    release=$(uname -r)
    major=${release%%.*} minor=${release#*.}
    minor=${minor%%[!0-9]*}
    [ "$major" -gt 5 ] || { [ "$major" -eq 5 ] && [ "$minor" -ge 8 ]; }
}

# One line of pg_controldata. $2: of another directory.
control_line() { LC_ALL=C pg_controldata "${2:-$data}" | sed -n "s/^$1: *//p"; }

# last_segment TIMELINE: sets $last_file, empty where there is none.
last_segment() {
    last_file=''
    for file in "$data/pg_wal/$(printf '%08X' "$1")"????????????????; do
        [ -f "$file" ] && last_file=$file
    done
}

# segment_with LSN: sets $first_file, by the name and size of $last_file; empty where that is no
# whole segment. It need not be there.
segment_with() {
    first_file=''
    [ -n "$last_file" ] || return 0
    bytes=$(wc -c <"$last_file")
    [ "$bytes" -lt 1048576 ] || first_file=$(printf '%s%08X%08X' "${last_file%????????????????}" "0x${1%/*}" $((0x${1#*/} / bytes)))
}

# wal_dump TIMELINE LSN [OPTION]: what pg_waldump tells from there to where the WAL ends. By itself it
# takes a segment's size from the file that its directory names first, and fails where that one was
# only prepared and is empty; so the first and the last file are named to it.
wal_dump() {
    last_segment "$1"
    segment_with "$2"
    if [ -n "$first_file" ] && [ -f "$first_file" ]; then
        LC_ALL=C pg_waldump ${3:+"$3"} -p "$data/pg_wal" -s "$2" "${first_file##*/}" "${last_file##*/}" 2>&1
    else
        LC_ALL=C pg_waldump ${3:+"$3"} -p "$data/pg_wal" -t "$1" -s "$2" 2>&1
    fi
}

# Several lines of one look at the control file: $control, then $value of the line named $1.
load_control() { control=$(LC_ALL=C pg_controldata "$data"); }
pick_control() {
    value=''
    case "
$control" in
    *"
$1:"*) ;;
    *) return 1 ;;
    esac
    value="
$control"
    value=${value#*"
$1:"}
    value=${value%%"
"*}
    value=${value#"${value%%[! ]*}"}
}

# The postmaster's id by its lock file. Fails when there is none.
postmaster_pid() {
    line=''
    { read -r line <"$data/postmaster.pid"; } 2>/dev/null
    case $line in
    '' | *[!0-9]*)
        echo "no server runs in $data" >&2
        return 1
        ;;
    esac
    echo "$line"
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
    find_server_pids "$data"
    for pid in $pids; do
        case $(process_state "$pid") in '' | T | t) ;; *) echo "$pid" ;; esac
    done
}

# The WAL receiver of a standby, by its title.
receiver_pid() {
    find_server_pids "$data"
    for pid in $pids; do
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
        # What stands still is told now and then, too.
        if [ -n "$now" ] && { [ "$now" != "$told" ] || [ $((tries % 40)) -eq 0 ]; }; then
            echo "progress_kilobytes=$now"
        fi
        told=$now
    done
    wait "$command_pid"
    command_result=$?
    trap - TERM INT HUP
    return "$command_result"
}

# The same for a program of PostgreSQL that writes the data directory $1 and knows --no-sync: once it is
# done, what it wrote is durable, on whatever file systems the directory's parts lie.
write_durably() {
    written=$1
    shift
    if ! syncs_at_once; then
        with_progress "$@"
        return
    fi
    with_progress "$@" --no-sync || return
    for part in "$written" "$written/pg_wal" "$written"/pg_tblspc/*; do
        [ ! -e "$part" ] || sync -f "$part" || return
    done
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
#< library
