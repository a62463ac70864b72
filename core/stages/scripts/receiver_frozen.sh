# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Is the standby's WAL receiver stopped by a signal?
frozen=0
receiver=$(receiver_pid)
[ -z "$receiver" ] || case $(process_state "$receiver") in T | t) frozen=1 ;; esac
echo "receiver_frozen=$frozen"
