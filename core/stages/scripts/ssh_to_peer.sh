# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# SSH from this node to the other one, asking nobody, and how far its clock is from ours.
# Wants: $peer_user, $peer_host, $peer_port.
milliseconds() { date +%s%3N; }
before=$(milliseconds)
there=$(ssh -o BatchMode=yes -o ConnectTimeout=5 -o StrictHostKeyChecking=yes -p "$peer_port" \
    -l "$peer_user" -- "$peer_host" 'date +%s%3N' </dev/null)
answer=$?
after=$(milliseconds)
echo "ssh_answer=$answer"
case $there in '' | *[!0-9]*) there=$(((before + after) / 2)) ;; esac
echo "clock_offset_ms=$((there - (before + after) / 2))"
