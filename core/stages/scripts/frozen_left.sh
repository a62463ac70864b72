# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# How many processes of the server are stopped by a signal?
frozen=0
find_server_pids "$data"
for pid in $pids; do
    case $(process_state "$pid") in T | t) frozen=$((frozen + 1)) ;; esac
done
echo "frozen_left=$frozen"
