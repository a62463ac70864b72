# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The crash of the lab: kill -9 of every server process in $data at once, postmaster first.
# killed_at: this host's clock just before, Unix time in milliseconds.
postmaster=$(postmaster_pid) || exit 1
count_server_pids
now=$(clock)
# shellcheck disable=SC2086 # a list of numbers
kill -9 "$postmaster" $pids
echo "killed=$count"
echo "killed_at=$now"
