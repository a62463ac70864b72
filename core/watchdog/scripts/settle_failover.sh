# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# A failover by automation is settled: another one may follow, after the cooldown when $cools is 1.
# Wants: $record $epoch $cools. Exit 75: somebody was here since.
record_lock
record_guard
settled=
if [ "$cools" = 1 ]; then
    read_clock
    settled=$now
fi
record_merge <<LINES
failover_from_timeline=
failover_settled_at=$settled
LINES
