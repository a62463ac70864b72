# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The lines of the server's log that tell what happened, newest last. Wants: $log.
# shellcheck disable=SC2012 # the names are ours
for file in $(ls -tr "$log" | grep '\.log$' | tail -n 3); do
    tail -c 400000 "$log/$file"
done | grep -E 'could not receive data from WAL stream|received promote request|selected new timeline|archive recovery complete|was interrupted|was not properly shut down|terminated by signal|server closed the connection unexpectedly|received fast shutdown request|database system is shut down|entering standby mode|started streaming WAL|forked off|accept connections|could not connect to the primary|requested WAL segment|redo (starts|done) at' \
    | tail -n "$count"
