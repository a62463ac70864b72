# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Processes that outlived their postmaster.
count=0
if ! postmaster=$(postmaster_pid 2>/dev/null); then
    postmaster=0
fi
case $(process_state "$postmaster") in '' | Z | X) count_server_pids ;; esac
echo "orphans=$count"
