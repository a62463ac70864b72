# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The other node's login user may come here, and its host key is known here. Wants: $peer_name (its
# name in known_hosts), $public_key, $host_key. Lines that are there already stay as they are.
umask 077
mkdir -p "$HOME/.ssh" || exit 1
add_line() {
    grep -qxF -e "$2" "$1" 2>/dev/null && return 0
    # A last line without its end would swallow ours.
    [ ! -s "$1" ] || [ -z "$(tail -c 1 "$1")" ] || echo >>"$1"
    printf '%s\n' "$2" >>"$1"
}
add_line "$HOME/.ssh/authorized_keys" "$public_key" && add_line "$HOME/.ssh/known_hosts" "$peer_name $host_key"
