# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# The part of the state that a hand-over waits for: processes in the data directory, and the fence.
count_server_pids
echo "processes=$count"
fenced=0
if [ -f "$record" ]; then
    while IFS= read -r line; do
        case $line in fenced=*) fenced=${line#fenced=} ;; esac
    done <"$record"
fi
echo "fenced=${fenced:-0}"
