# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Wakes every process of the server, the postmaster last. Only ours: a fenced node is refused.
[ "$record_fenced" != 1 ] || { echo "this node is fenced: it must not be woken" >&2; exit 77; }
postmaster=$(postmaster_pid) || exit 1
find_server_pids "$data"
# shellcheck disable=SC2086 # a list of numbers
kill -CONT $pids 2>/dev/null
kill -CONT "$postmaster"
