# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Stops the standby's WAL receiver where it is: the connection stays, nothing is taken from it.
receiver=$(receiver_pid)
[ -n "$receiver" ] || { echo "no WAL receiver runs in $data" >&2; exit 1; }
kill -STOP "$receiver" || exit 1
echo "receiver_pid=$receiver"
