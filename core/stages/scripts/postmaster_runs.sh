# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Does the postmaster of $data run? A zombie does not.
runs=0
if postmaster=$(postmaster_pid 2>/dev/null); then
    case $(process_state "$postmaster") in '' | Z | X) ;; *) runs=1 ;; esac
fi
echo "postmaster_runs=$runs"
