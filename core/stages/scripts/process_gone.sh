# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Has the process ended? Wants: $victim.
case $(process_state "$victim") in '' | Z | X) echo "process_gone=1" ;; *) echo "process_gone=0" ;; esac
