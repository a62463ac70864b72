# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Looks at one node, changes nothing. Wants: $data (Debian: may be empty), $cluster, $bin, $record,
# $role_file, $check_files, $brief (1: neither room nor directories beside it). Prints key=value lines, the first of a key counts; pg_controldata's and
# the record's lines follow their prefix. What could not be seen is left out. File names come last,
# behind whole=1, because a hostile one may hold a line end.

# --- the directory, where only Debian's cluster name is known
if [ -z "$data" ] && [ -n "$cluster" ]; then
    for candidate in /var/lib/postgresql/*/"$cluster"; do
        [ -f "$candidate/PG_VERSION" ] || continue
        [ -z "$data" ] || { data=; break; } # two versions: not ours to choose
        data=$candidate
        record=$candidate-pgtandem/record
    done
fi

# --- host
if [ -r /proc/sys/kernel/random/boot_id ]; then
    read -r boot </proc/sys/kernel/random/boot_id
else
    boot=$(sysctl -n kern.boottime 2>/dev/null | tr -d ' ,')
fi
clock=$(date +%s%3N)
case $clock in *[!0-9]*) clock=$(date +%s)000 ;; esac
echo "boot=$boot"
echo "clock=$clock"

# The nearest part of the path that exists, and whether one may look further down from there.
near=$data
while [ -n "$near" ] && [ ! -d "$near" ]; do
    near=${near%/*}
done
near=${near:-/}
set -f
set --
# shellcheck disable=SC2046 # the words are wanted
[ -n "${brief:-}" ] || set -- $(df -Pk "$near" 2>/dev/null | tail -n 1)
while [ $# -gt 3 ]; do
    case $1$2$3 in
    *[!0-9]*) shift ;;
    *)
        echo "free=$(($3 * 1024))"
        break
        ;;
    esac
done
set +f

# --- data directory
version=
if [ -z "$data" ]; then
    echo data=missing
elif [ ! -d "$data" ]; then
    # A file in its place is as foreign as files in it.
    if [ -e "$data" ]; then
        echo data=foreign
    elif [ -x "$near" ]; then
        echo data=missing
    fi
elif [ -f "$data/PG_VERSION" ]; then
    echo data=initialised
    read -r version <"$data/PG_VERSION"
    echo "version=$version"
    [ -f "$data/standby.signal" ] && echo standby_signal=1
elif [ -r "$data" ] && [ -x "$data" ]; then
    if [ -n "$(ls -A "$data")" ]; then echo data=foreign; else echo data=empty; fi
fi

# --- directories of ours beside it, by what follows its name
for word in kept aside; do
    [ -n "$data" ] && [ -z "${brief:-}" ] || break
    set -- "$data.$word"-????????T??????Z
    while [ $# -gt 50 ]; do shift; done
    for directory; do
        [ -d "$directory" ] && [ ! -L "$directory" ] && echo "$word=${directory#"$data"}"
    done
done

# --- processes. Prints "PID STATE" of each server process in $data, zombies left out.
is_frozen_group() { # by a freezer cgroup, which leaves no trace in the process's state
    while IFS=: read -r _ controller path; do
        case $controller in
        '')
            for root in /sys/fs/cgroup /sys/fs/cgroup/unified; do
                [ -r "$root$path/cgroup.events" ] || continue
                while read -r key value; do
                    [ "$key $value" = "frozen 1" ] && return 0
                done <"$root$path/cgroup.events"
            done
            ;;
        freezer)
            [ -r "/sys/fs/cgroup/freezer$path/freezer.state" ] || continue
            read -r value <"/sys/fs/cgroup/freezer$path/freezer.state"
            [ "$value" = FROZEN ] && return 0
            ;;
        esac
    done 2>/dev/null <"/proc/$1/cgroup"
    return 1
}

state_of() { # sets $state to one letter; to nothing: there is no such process
    if [ -d /proc/self ]; then
        state=
        # A process may end between two looks.
        { read -r state <"/proc/$1/stat"; } 2>/dev/null || return 0
        state=${state##*) }
        state=${state%% *}
    else
        state=$(ps -o state= -p "$1" 2>/dev/null | cut -c1)
    fi
}

# is_titled PID WORD: as postgres titles its helpers, "postgres: [CLUSTER: ]WORD [MORE]".
is_titled() {
    title=$(ps -o args= -p "$1" 2>/dev/null)
    case $title in
    "postgres: $2" | "postgres: $2 "* | 'postgres: '*": $2" | 'postgres: '*": $2 "*) return 0 ;;
    esac
    return 1
}

server_processes() {
    real=$(cd "$data" 2>/dev/null && pwd -P) || return 0
    if [ -d /proc/self ]; then
        # The same directory by its inode: no name has to be compared, and no process started.
        for process in /proc/[0-9]*; do
            # shellcheck disable=SC3013 # not of POSIX, but dash, bash, busybox and ksh have it
            [ "$process/cwd" -ef "$real" ] || continue
            { read -r name <"$process/comm"; } 2>/dev/null || continue
            state_of "${process#/proc/}"
            [ -n "$state" ] || continue # it has just ended
            case $name in postgres* | postmaster*) echo "${process#/proc/} $state" ;; esac
        done
    else
        lsof -a -c postgres -d cwd -Fpn 2>/dev/null | while IFS= read -r line; do
            case $line in
            p*) pid=${line#p} ;;
            "n$real")
                state_of "$pid"
                [ -z "$state" ] || echo "$pid $state"
                ;;
            esac
        done
    fi
}

find_leader() {
    leader=0
    [ -f "$data/postmaster.pid" ] || return 0
    read -r leader <"$data/postmaster.pid"
    leader=${leader#-} # a single-user server writes it negative
    case $leader in '' | *[!0-9]*) leader=0 ;; esac
}

# --- the control file
tell_control() {
    tool=
    for place in "${bin:-/nonexistent}" "/usr/lib/postgresql/$version/bin" \
        "/usr/pgsql-$version/bin" "/opt/homebrew/opt/postgresql@$version/bin" \
        "/usr/local/opt/postgresql@$version/bin" \
        "/Applications/Postgres.app/Contents/Versions/$version/bin" \
        /opt/homebrew/bin /usr/local/bin; do
        [ -x "$place/pg_controldata" ] || continue
        tool=$place/pg_controldata
        break
    done
    "${tool:-pg_controldata}" -D "$data" 2>&1 | while IFS= read -r line; do
        printf 'control:%s\n' "$line"
    done
}

if [ -n "$data" ]; then
    find_leader
    count=0
    alive=
    leader_state=
    stopped=
    # shellcheck disable=SC2046
    set -- $(server_processes)
    while [ $# -gt 1 ]; do
        case $2 in
        Z | X) ;;
        *)
            count=$((count + 1))
            alive="$alive $1"
            [ "$1" = "$leader" ] && leader_state=$2
            case $2 in T | t) stopped="$stopped $1" ;; esac
            ;;
        esac
        shift 2
    done
    # A zombie has no working directory any more: its name must do.
    [ -n "$leader_state" ] || [ "$leader" -le 1 ] || state_of "$leader"
    if [ -z "$leader_state" ] && [ "$leader" -gt 1 ] && [ "$state" = Z ]; then
        case $(ps -o comm= -p "$leader" 2>/dev/null) in
        *postgres* | *postmaster*) leader_state=Z ;;
        esac
    fi
    case $leader_state in
    '') kind=none ;;
    Z) kind=zombie ;;
    T | t) kind=frozen ;;
    *) if is_frozen_group "$leader"; then kind=frozen; else kind=running; fi ;;
    esac
    case $kind in
    none | zombie)
        # No crash left the logger, which ends after a server that is stopped in order, nor the server
        # itself, which in its first and last moments has no lock file. What a crash left bears a
        # title; what has none has ended since, or was only just forked.
        for process in $alive; do
            is_titled "$process" logger && continue
            case $title in 'postgres: '*) kind=orphans && break ;; esac
        done
        ;;
    esac
    # Read once the processes were seen: of one that is being stopped it still says "in production".
    [ -z "$version" ] || tell_control
    # One that was started again meanwhile is no dead one, nor are its processes left over.
    seen=$leader
    [ "$kind" = running ] || [ "$kind" = frozen ] || find_leader
    if [ "$leader" -gt 1 ] && [ "$leader" != "$seen" ]; then
        state_of "$leader"
        case $state in '' | Z | X) ;; *) kind=running leader_state=$state ;; esac
    fi
    echo "process=$kind"
    echo "processes=$count"
    if [ "$kind" = running ]; then
        receiver_frozen=0
        for process in $stopped; do
            is_titled "$process" walreceiver && receiver_frozen=1 && break
        done
        echo "receiver_frozen=$receiver_frozen"
    fi
    [ -n "$leader_state" ] && echo "postmaster=$leader"
fi

# --- the node-side record
if [ -f "$record" ]; then
    echo record_file=1
    while IFS= read -r line || [ -n "$line" ]; do
        printf 'record:%s\n' "$line"
    done <"$record"
elif [ -n "$record" ]; then
    near=$record
    while [ -n "$near" ] && [ ! -d "$near" ]; do
        near=${near%/*}
    done
    [ -x "${near:-/}" ] && echo record_file=0
fi

# --- the settings of its role
if [ -r "$role_file" ]; then
    while read -r line; do
        case $line in "synchronous_standby_names = '"[!\']*) echo waits_for_peer=1 ;; esac
    done <"$role_file"
fi

# An answer that was cut off does not have it.
echo whole=1

# --- files that the server cannot write
if [ -n "$check_files" ] && [ -d "$data" ]; then
    # shellcheck disable=SC2016
    find -L "$data" -exec sh -c 'for file; do
        [ -e "$file" ] && [ ! -w "$file" ] && printf "unwritable=%s\n" "$file"
    done' sh {} + 2>/dev/null | head -n 20
fi
exit 0
