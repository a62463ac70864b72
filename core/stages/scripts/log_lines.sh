# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The lines of the server's log that tell what happened, newest last. Wants: $log $count, and
# $pattern, which finds them.
# File names carry their time, so the shell's order is theirs.
set -- "$log"/postgresql-*.log
while [ "$#" -gt 3 ]; do shift; done
for file in "$@" "$log/start.log"; do
    tail -c 400000 "$file" 2>/dev/null
done | grep -E -e "$pattern" | tail -n "$count"
