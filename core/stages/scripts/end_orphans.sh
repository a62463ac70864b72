# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Sessions that outlived their postmaster hold the shared memory, so that no server can start. What
# they acknowledged is in the WAL. They get two seconds, then kill -9.
if postmaster=$(postmaster_pid 2>/dev/null); then
    case $(process_state "$postmaster") in '' | Z | X) ;; *) echo "the server runs"; exit 0 ;; esac
fi
if ! wait_until_empty 200 2>/dev/null; then
    echo "shared memory still in use by the processes $pids"
    # shellcheck disable=SC2086 # a list of numbers
    kill -9 $pids 2>/dev/null
    wait_until_empty 500 || exit 1
fi
