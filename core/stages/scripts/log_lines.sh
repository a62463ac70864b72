# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The lines of the server's log that tell what happened, newest last. Wants: $log $count.
# File names carry their time, so the shell's order is theirs.
set -- "$log"/postgresql-*.log
while [ "$#" -gt 3 ]; do shift; done
for file in "$@" "$log/start.log"; do
    tail -c 400000 "$file" 2>/dev/null
done | grep -E 'could not receive data from WAL stream|received promote request|selected new timeline|archive recovery complete|was interrupted|was not properly shut down|terminated by signal|server closed the connection unexpectedly|received fast shutdown request|database system is shut down|entering standby mode|started streaming WAL|forked off|ready to accept|could not connect to the primary|requested WAL segment|redo (starts|done) at' \
    | tail -n "$count"
