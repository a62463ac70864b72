# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The passwords for the peer, one a line on standard input: replication, rewind. Mode 0600.
# Wants: $passfile $peer_host $peer_port $replication_role $rewind_role.
escaped() { printf '%s' "$1" | sed 's/[\\:]/\\&/g'; }
umask 077
mkdir -p "$(dirname "$passfile")" || exit 1
IFS= read -r replication
IFS= read -r rewind
[ -n "$rewind" ] || { echo "two passwords were expected" >&2; exit 1; }
{
    printf '%s:%s:*:%s:%s\n' "$(escaped "$peer_host")" "$peer_port" "$(escaped "$replication_role")" "$(escaped "$replication")"
    printf '%s:%s:*:%s:%s\n' "$(escaped "$peer_host")" "$peer_port" "$(escaped "$rewind_role")" "$(escaped "$rewind")"
} >"$passfile.tmp" && mv -f "$passfile.tmp" "$passfile"
