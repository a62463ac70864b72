# shellcheck shell=bash disable=SC2034,SC2154
# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the commands of this folder. Two hosts are called NAME's: /run/pgtandem-hosts/NAME says
# what they are, the network namespace pgtandem-NAME holds them and their client, and their disks
# lie in /var/tmp/pgtandem-hosts/NAME. Wants: $here, this folder.
cache=/var/cache/pgtandem-test-hosts
hosts='vm1 vm2'

tell() { printf '==> %s\n' "$*" >&2; }
give_up() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Exit 77: not here, which is no failure.
need_root() {
    if [ "$(uname -s)" != Linux ] || [ "$(id -u)" -ne 0 ]; then
        printf '%s\n' "The test hosts need Linux and root." >&2
        exit 77
    fi
}

need_programs() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || give_up "$program is missing; tests/run installs it."
    done
}

use_name() {
    name=$1
    case $name in
    '' | *[!a-z0-9]*) give_up "A pair of hosts is named by small letters and digits, not \"$name\"." ;;
    esac
    state=/run/pgtandem-hosts/$name disks=/var/tmp/pgtandem-hosts/$name net=pgtandem-$name
}

address_of() {
    case $1 in
    vm1) echo 192.168.56.2 ;;
    vm2) echo 192.168.56.3 ;;
    *) give_up "There is no host $1." ;;
    esac
}

# Where this machine mounts the unified hierarchy.
cgroup_root() { awk '$3 == "cgroup2" { print $2; exit }' /proc/mounts; }

# The pid of a host's init, seen from here; nothing: the host is off.
leader_of() {
    local spawn
    spawn=$(cat "$state/$1.spawn" 2>/dev/null) || return 0
    pgrep -P "$spawn" -x systemd || true
}

# A command on a host as root, round its sshd: the truth for the tests. A shell waits for it, which
# nsenter cannot do itself: it stops when the command is stopped, as a host that shuts down does with
# all it has, and the host then waits for ever until that nsenter collects its child.
on_host() {
    local leader
    leader=$(leader_of "$1")
    [ -n "$leader" ] || return 1
    shift
    # shellcheck disable=SC2016 # that shell's words
    nsenter --target "$leader" --mount --uts --ipc --net --pid --root --wdns=/ --no-fork -- \
        /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        sh -c '"$@"; exit $?' sh "$@"
}

is_up() {
    local leader
    leader=$(leader_of "$1")
    [ -n "$leader" ] || return 1
    # A wait that began when its systemd was about to end may have no end.
    case $(on_host "$1" timeout 5 systemctl is-system-running --wait 2>/dev/null) in
    running | degraded) ;;
    *) return 1 ;;
    esac
    ip netns exec "$net" bash -c "exec 9<>/dev/tcp/$(address_of "$1")/22" 2>/dev/null
}

# wait_until SECONDS COMMAND...: asks every 50 ms.
wait_until() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.05
    done
}

switch_on() {
    local host=$1
    [ -z "$(leader_of "$host")" ] || return 0
    setsid "$here/machine" "$name" "$host" </dev/null >"$state/$host.console" 2>&1 8>&- 9>&- &
    wait_until 60 is_up "$host" || give_up "$host does not come up; its console is $state/$host.console."
}

# As if its plug were pulled: nothing of it goes on, nothing is written any more.
cut_off() {
    local leader
    leader=$(leader_of "$1")
    if [ -n "$leader" ]; then
        kill -KILL "$leader" 2>/dev/null || true
        wait_until 20 is_off "$1" || give_up "$1 does not go off."
    fi
}

is_off() { [ ! -e "$state/$1.spawn" ]; }
