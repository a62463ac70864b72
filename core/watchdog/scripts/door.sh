# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Makes new sessions of a primary read-only by default, and takes it back. Wants: $role_file $data.
# 0: done; 3: it was so already.
door_line='default_transaction_read_only = on # The watchdog: the peer may have taken over.'
is_closed() { grep -qxF "$door_line" "$role_file"; }
tell_server() { read -r postmaster <"$data/postmaster.pid" && kill -HUP "$postmaster"; }
close_door() {
    ! is_closed || return 3
    { cat "$role_file" && echo "$door_line"; } >"$role_file.door" \
        && chmod 640 "$role_file.door" && mv -f "$role_file.door" "$role_file" && tell_server
}
open_door() {
    is_closed || return 3
    sed -i "/^$door_line\$/d" "$role_file" || return 1
    tell_server 2>/dev/null
    return 0 # one that is down reads it when it starts
}
