# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Does a connection of the peer to the server hang here half open? Then its packets arrive and the
# answers to them do not. Linux keeps one for a minute. Wants: $peer_host, $port. Prints
# half_open=1, 0, or nothing behind the = where the peer has no IPv4 address.
half_open=
hex_port=$(printf '%04X' "$port")
for address in $(getent ahostsv4 "$peer_host" | cut -d ' ' -f 1 | sort -u); do
    half_open=${half_open:-0}
    # The kernel prints the address as one number in the machine's order of bytes.
    hex_peer=
    for byte in $(echo "$address" | sed 's/\(.*\)\.\(.*\)\.\(.*\)\.\(.*\)/\4 \3 \2 \1/'); do
        hex_peer=$hex_peer$(printf '%02X' "$byte")
    done
    if cat /proc/net/tcp /proc/net/tcp6 2>/dev/null \
        | grep -q "^ *[0-9]*: [0-9A-F]*:$hex_port [0-9A-F]*$hex_peer:[0-9A-F]* 03 "; then
        half_open=1
    fi
done
echo "half_open=$half_open"
