# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# New sessions of this primary are read-only by default. Wants: $role_file $data $text. Fails when they
# are already.
umask 027
! grep -qF "$text" "$role_file" || exit 1
{ cat "$role_file" && printf 'default_transaction_read_only = on %s\n' "$text"; } >"$role_file.door" \
    && mv -f "$role_file.door" "$role_file" && read -r postmaster <"$data/postmaster.pid" \
    && kill -HUP "$postmaster"
