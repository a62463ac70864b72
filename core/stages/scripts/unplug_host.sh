# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# As root: takes the interface that leads to $other_host down in two seconds, for two minutes, and up
# again with its routes and addresses. A reboot brings it back as well.
# killed_at: this host's clock then, Unix time in milliseconds.
address=$(getent ahosts "$other_host" | { read -r first _; echo "$first"; })
device=$(ip -o route get "$address" 2>/dev/null | sed -n 's/.* dev \([^ ]*\).*/\1/p')
case $device in
'' | lo)
    echo "no interface of this host leads to $other_host" >&2
    exit 1
    ;;
esac
now=$(clock)
: >/run/pgtandem-host-off || exit 1
export device
# shellcheck disable=SC2016 # it is read later, by the shell that is left behind
setsid sh -c '
    keep=/proc/sys/net/ipv6/conf/$device/keep_addr_on_down
    kept=$(cat "$keep" 2>/dev/null) && echo 1 >"$keep"
    routes=$(ip route show dev "$device")
    sleep 2
    ip link set "$device" down
    sleep 120 # pause: so long is the cable out
    ip link set "$device" up
    [ -z "$kept" ] || echo "$kept" >"$keep"
    echo "$routes" | while read -r route; do
        # shellcheck disable=SC2086 # the words of one route
        [ -z "$route" ] || ip route replace $route dev "$device"
    done
    rm -f /run/pgtandem-host-off
' </dev/null >/dev/null 2>&1 &
echo "killed_at=$((now + 2000))"
