# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Does a port of another host answer from here? Wants: $peer_host, $peer_port.
# shellcheck disable=SC2016 # bash puts the words in
if timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$peer_host" "$peer_port" 2>/dev/null; then
    echo "reached=1"
else
    echo "reached=0"
fi
