# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Wants: $peer_name, $public_key, $host_key.
if grep -qxF -e "$public_key" "$HOME/.ssh/authorized_keys" 2>/dev/null \
    && grep -qxF -e "$peer_name $host_key" "$HOME/.ssh/known_hosts" 2>/dev/null; then
    echo "holds=1"
else
    echo "holds=0"
fi
