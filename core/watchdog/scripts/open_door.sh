# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Takes back what close_door did. Wants: $role_file $data $text. Fails when there is nothing to take back.
grep -qF "$text" "$role_file" && sed -i "/ $text\$/d" "$role_file" || exit 1
{ read -r postmaster <"$data/postmaster.pid" && kill -HUP "$postmaster"; } 2>/dev/null
exit 0
